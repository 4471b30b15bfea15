\set ON_ERROR_STOP on
CREATE TABLE pets (owner int REFERENCES people);
\i people.sql
