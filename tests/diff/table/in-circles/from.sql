CREATE TABLE kept (id int PRIMARY KEY);
CREATE TABLE old_a (id int PRIMARY KEY, b int);
CREATE TABLE old_b (id int PRIMARY KEY, a int, k int, CONSTRAINT old_b_a FOREIGN KEY (a) REFERENCES old_a (id), CONSTRAINT old_b_k FOREIGN KEY (k) REFERENCES kept (id));
ALTER TABLE old_a ADD CONSTRAINT old_a_b FOREIGN KEY (b) REFERENCES old_b (id);
