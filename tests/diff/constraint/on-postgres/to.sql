CREATE TABLE parent (id integer, code text PRIMARY KEY, CONSTRAINT low CHECK (id > -1), UNIQUE (id) INCLUDE (code), EXCLUDE USING btree (id WITH =));
CREATE TABLE child (id integer PRIMARY KEY, parent_code text REFERENCES parent (code) ON DELETE CASCADE, parent_id integer, CONSTRAINT to_parent FOREIGN KEY (parent_id) REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
ALTER TABLE child ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;
