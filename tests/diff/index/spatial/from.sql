CREATE TABLE places (id int PRIMARY KEY, at point NOT NULL);
