CREATE TABLE people (id int PRIMARY KEY, name varchar(20) NOT NULL, born date, note text);
