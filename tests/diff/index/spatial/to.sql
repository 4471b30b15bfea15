CREATE TABLE places (id int PRIMARY KEY, at point NOT NULL, SPATIAL KEY by_place (at));
