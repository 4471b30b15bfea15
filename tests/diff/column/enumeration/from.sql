CREATE TABLE orders (id int PRIMARY KEY, state enum('new','paid','lost') NOT NULL DEFAULT 'new', marks set('a','b','c'), grown enum('x'), turned enum('p','q'));
