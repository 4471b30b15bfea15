CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY shown (a) INVISIBLE, KEY hidden (b), UNIQUE KEY both_columns (a, b) INVISIBLE);
