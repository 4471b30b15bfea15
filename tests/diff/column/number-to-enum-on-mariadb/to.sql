CREATE TABLE t (id int PRIMARY KEY, number enum('red', 'blue') NOT NULL, text enum('red', 'blue'), word enum('red', 'blue'), position int);
