CREATE TABLE t (id int PRIMARY KEY, kept int, KEY by_both (kept));
