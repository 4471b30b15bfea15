CREATE SCHEMA came;
CREATE TYPE came.kind AS ENUM ('a');
CREATE TABLE came.t (id integer, kind came.kind);
