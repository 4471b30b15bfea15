CREATE TABLE parent (id int PRIMARY KEY, code int, KEY by_code (code));
CREATE TABLE child (id int PRIMARY KEY, parent_id int, code int, CONSTRAINT gone FOREIGN KEY (code) REFERENCES parent (code), CONSTRAINT changed FOREIGN KEY (parent_id) REFERENCES parent (id));
