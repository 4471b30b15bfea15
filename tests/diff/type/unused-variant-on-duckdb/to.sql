CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE TABLE t (id INTEGER PRIMARY KEY, mood mood);
