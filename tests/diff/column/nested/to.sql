CREATE TABLE t (id INTEGER, s STRUCT (a BIGINT, b VARCHAR), l BIGINT[], m ENUM ('b', 'c', 'a'));
