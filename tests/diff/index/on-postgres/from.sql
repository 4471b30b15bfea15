CREATE TABLE doc (id integer, title text, tags text[]);
CREATE INDEX doc_title ON doc (title);
CREATE INDEX doc_id ON doc (id);
CREATE INDEX doc_tags ON doc USING gin (tags);
