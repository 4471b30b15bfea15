CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 0), b int, CONSTRAINT gone CHECK (b > 1), CONSTRAINT changed CHECK (b < 100));
