CREATE TABLE new_name ( -- @renamed from=old_name
    id INTEGER PRIMARY KEY
);
CREATE TABLE child (a INTEGER REFERENCES new_name (id));
COMMENT ON TABLE new_name IS 'it';
