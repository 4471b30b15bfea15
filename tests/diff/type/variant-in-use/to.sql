CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE TABLE days (id int PRIMARY KEY, mood mood, moods mood[]);
