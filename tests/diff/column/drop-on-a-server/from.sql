CREATE TABLE t (id int PRIMARY KEY, kept int, filled int, never int, KEY by_both (filled, kept), KEY by_one (filled));
