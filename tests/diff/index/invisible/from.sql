CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY shown (a), KEY hidden (b) INVISIBLE, UNIQUE KEY both_columns (a, b));
