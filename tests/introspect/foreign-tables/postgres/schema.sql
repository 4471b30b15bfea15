CREATE FOREIGN DATA WRAPPER wrapper OPTIONS (debug 'true');
CREATE SERVER elsewhere TYPE 'text' VERSION '1' FOREIGN DATA WRAPPER wrapper OPTIONS (host 'db.example', dbname 'it''s');
CREATE USER MAPPING FOR PUBLIC SERVER elsewhere OPTIONS ("user" 'reader');
CREATE FOREIGN TABLE remote (
    id integer OPTIONS (column_name 'ID') NOT NULL, body text COLLATE "C" DEFAULT 'x', CHECK (id > 0)
) SERVER elsewhere OPTIONS (table_name 'r');
COMMENT ON FOREIGN TABLE remote IS 'not here';
CREATE VIEW seen AS SELECT id FROM remote;
CREATE FOREIGN DATA WRAPPER bare;
CREATE SERVER without_options FOREIGN DATA WRAPPER bare;
