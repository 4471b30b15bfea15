CREATE TABLE orders (id int PRIMARY KEY, state enum('new','paid'));
