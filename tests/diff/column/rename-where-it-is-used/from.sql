CREATE TABLE parent (id INTEGER PRIMARY KEY, a INTEGER, CHECK (a > 0));
CREATE TABLE child (parent_id INTEGER REFERENCES parent (id));
CREATE INDEX by_a ON parent (a);
