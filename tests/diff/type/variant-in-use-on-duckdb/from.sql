CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
CREATE TABLE t (id INTEGER PRIMARY KEY, mood mood);
