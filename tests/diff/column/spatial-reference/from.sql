CREATE TABLE places (id int PRIMARY KEY, spot point NOT NULL, area polygon);
