CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE VIEW named (first, second) AS SELECT id, a FROM t;
