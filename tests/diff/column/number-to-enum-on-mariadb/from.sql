CREATE TABLE t (id int PRIMARY KEY, number int NOT NULL, text varchar(9), word varchar(9), position enum('7', '8'));
