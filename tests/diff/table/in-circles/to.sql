CREATE TABLE kept (id int PRIMARY KEY, a int);
CREATE TABLE new_a (id int PRIMARY KEY, b int);
CREATE TABLE new_b (id int PRIMARY KEY, a int, k int, CONSTRAINT new_b_a FOREIGN KEY (a) REFERENCES new_a (id), CONSTRAINT new_b_k FOREIGN KEY (k) REFERENCES kept (id));
ALTER TABLE new_a ADD CONSTRAINT new_a_b FOREIGN KEY (b) REFERENCES new_b (id);
ALTER TABLE kept ADD CONSTRAINT kept_a FOREIGN KEY (a) REFERENCES new_a (id);
