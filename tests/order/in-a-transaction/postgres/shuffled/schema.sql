CREATE TABLE kinds (id int PRIMARY KEY);
BEGIN;
CREATE TABLE pets (owner int REFERENCES people, kind int REFERENCES kinds);
CREATE TABLE people (id int PRIMARY KEY);
COMMIT;
