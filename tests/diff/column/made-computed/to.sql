CREATE TABLE boxes (id int PRIMARY KEY, a int NOT NULL, twice int AS (a * 2) VIRTUAL, thrice int AS (a * 3) STORED);
