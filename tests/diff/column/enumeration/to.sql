CREATE TABLE orders (id int PRIMARY KEY, state enum('new','paid') NOT NULL DEFAULT 'paid', marks set('a','c'), grown enum('x','y'), turned enum('q','p'));
