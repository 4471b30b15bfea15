CREATE TABLE t (a int);
ALTER TABLE t ADD b int;
ALTER TABLE t ADD b int;
