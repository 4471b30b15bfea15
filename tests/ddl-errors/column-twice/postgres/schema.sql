CREATE TABLE t (a int, a text);
