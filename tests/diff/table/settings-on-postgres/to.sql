CREATE UNLOGGED TABLE setting (id integer PRIMARY KEY, code text NOT NULL UNIQUE) WITH (fillfactor = 90);
ALTER TABLE setting REPLICA IDENTITY USING INDEX setting_code_key;
