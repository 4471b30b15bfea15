CREATE TYPE colour AS ENUM ('red', 'grey');
CREATE TABLE thing (id integer PRIMARY KEY, colour colour DEFAULT 'grey');
