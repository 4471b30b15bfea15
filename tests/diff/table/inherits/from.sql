CREATE TABLE animal (id integer NOT NULL, name text);
CREATE TABLE cat (lives integer) INHERITS (animal);
CREATE TABLE dog (id integer NOT NULL, name text, age integer);
