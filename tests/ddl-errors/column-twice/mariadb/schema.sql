CREATE TABLE a (x int, X int);
