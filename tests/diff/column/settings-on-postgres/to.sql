CREATE TABLE note (id integer NOT NULL, body text COLLATE "C", tag text, size integer DEFAULT 3);
ALTER TABLE note ALTER COLUMN size SET (n_distinct = 5);
