CREATE TABLE counted (id int NOT NULL, name varchar(10));
CREATE TABLE uncounted (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(10));
