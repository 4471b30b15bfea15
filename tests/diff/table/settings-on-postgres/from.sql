CREATE TABLE setting (id integer PRIMARY KEY, code text NOT NULL UNIQUE) WITH (fillfactor = 80, autovacuum_enabled = false);
