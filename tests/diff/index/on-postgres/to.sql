CREATE TABLE doc (id integer, title text, tags text[]);
CREATE UNIQUE INDEX doc_title ON doc (lower(title) DESC) INCLUDE (id) WHERE id > 0;
CREATE INDEX doc_id ON doc (id) WITH (fillfactor = 70);
CREATE INDEX doc_hash ON doc USING hash (title);
ALTER TABLE doc CLUSTER ON doc_id;
