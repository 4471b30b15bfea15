CREATE TABLE t (id int PRIMARY KEY, needed int NOT NULL, given int NOT NULL DEFAULT 3);
