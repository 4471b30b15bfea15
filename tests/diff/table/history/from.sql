CREATE TABLE gains (id int PRIMARY KEY, a int);
CREATE TABLE loses (id int PRIMARY KEY, a int) WITH SYSTEM VERSIONING;
CREATE TABLE keeps (id int PRIMARY KEY, a int) WITH SYSTEM VERSIONING;
CREATE TABLE explicit_ (id int PRIMARY KEY);
CREATE TABLE stay (room int, from_day date NOT NULL, to_day date NOT NULL);
