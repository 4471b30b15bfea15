CREATE TABLE boxes (id int PRIMARY KEY, a int NOT NULL, twice int, thrice int);
