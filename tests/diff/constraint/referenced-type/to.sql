CREATE TABLE parent (id bigint PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent_id bigint, CONSTRAINT to_parent FOREIGN KEY (parent_id) REFERENCES parent (id));
