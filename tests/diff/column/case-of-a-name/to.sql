CREATE TABLE t (id int PRIMARY KEY, name varchar(10), KEY by_name (name));
