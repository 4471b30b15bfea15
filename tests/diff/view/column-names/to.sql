CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE VIEW named (one, `it's`) AS SELECT id, a FROM t;
