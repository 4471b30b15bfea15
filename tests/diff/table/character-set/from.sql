CREATE TABLE t (id int PRIMARY KEY, follows varchar(10), own varchar(10) CHARACTER SET ascii) DEFAULT CHARSET=latin1;
