CREATE TYPE mood AS ENUM ('angry', 'sad', 'calm', 'happy', 'glad');
CREATE TABLE person (id integer PRIMARY KEY, mood mood NOT NULL DEFAULT 'calm');
