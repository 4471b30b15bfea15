CREATE TABLE t (id int PRIMARY KEY, a varchar(20), UNIQUE KEY by_a (a));
