CREATE DOMAIN amount AS integer CHECK (VALUE >= 0);
CREATE DOMAIN code AS varchar(4);
CREATE TYPE place AS (street text, town text);
CREATE TABLE bill (id integer PRIMARY KEY, amount amount, code code, place place);
