CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'glad');
CREATE TABLE days (id int PRIMARY KEY, mood mood, moods mood[]);
