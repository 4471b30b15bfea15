CREATE TABLE t (id int PRIMARY KEY, big int);
