CREATE TABLE old_name (id int PRIMARY KEY, parent int, CONSTRAINT parent FOREIGN KEY (parent) REFERENCES old_name (id));
