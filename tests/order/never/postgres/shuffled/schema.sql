CREATE VIEW names AS SELECT name FROM people;
CREATE TABLE people (id int PRIMARY KEY, full_name text);
CREATE TABLE pets (owner int REFERENCES people);
