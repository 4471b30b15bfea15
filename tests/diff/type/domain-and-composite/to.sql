CREATE DOMAIN amount AS integer DEFAULT 1 NOT NULL CHECK (VALUE > 0);
CREATE DOMAIN code AS text;
CREATE TYPE place AS (street text, town text, zip text);
CREATE TABLE bill (id integer PRIMARY KEY, amount amount, code code, place place);
