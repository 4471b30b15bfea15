CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a >= 0), b int CHECK (b <> 5), CONSTRAINT changed CHECK (b < 200), CONSTRAINT fresh CHECK (a < b));
