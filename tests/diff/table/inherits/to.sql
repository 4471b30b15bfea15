CREATE TABLE animal (id integer NOT NULL, name text NOT NULL DEFAULT 'x', age integer);
CREATE TABLE cat (lives integer) INHERITS (animal);
CREATE TABLE dog (id integer NOT NULL, name text NOT NULL DEFAULT 'x', age integer);
ALTER TABLE dog INHERIT animal;
