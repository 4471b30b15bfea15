CREATE SCHEMA gone;
CREATE TABLE gone.t (id integer);
CREATE TYPE gone.kind AS ENUM ('a');
