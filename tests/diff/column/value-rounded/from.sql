CREATE TABLE t (id int PRIMARY KEY, price decimal(8,2));
