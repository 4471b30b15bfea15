CREATE TABLE parent (id integer PRIMARY KEY, code text UNIQUE, CONSTRAINT low CHECK (id > 0));
CREATE TABLE child (id integer, parent_code text REFERENCES parent (code), parent_id integer, CONSTRAINT to_parent FOREIGN KEY (parent_id) REFERENCES parent);
