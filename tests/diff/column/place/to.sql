CREATE TABLE people (first_of_all int, id int PRIMARY KEY, born date, name varchar(20) NOT NULL, middle int NOT NULL DEFAULT 7, note text, last_of_all int);
