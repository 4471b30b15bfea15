CREATE TABLE parent (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, more INTEGER);
CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent (id));
CREATE TABLE grandchild (child_id INTEGER REFERENCES child (id), note VARCHAR);
CREATE INDEX by_parent ON child (parent_id);
CREATE VIEW names AS SELECT p.name, c.id FROM parent p JOIN child c ON c.parent_id = p.id;
COMMENT ON TABLE child IS 'a child';
COMMENT ON COLUMN child.id IS 'its key';
COMMENT ON INDEX by_parent IS 'an index';
COMMENT ON VIEW names IS 'a view';
