CREATE SCHEMA s;
COMMENT ON SCHEMA s IS 'a namespace';
COMMENT ON SCHEMA public IS 'not the usual one';
CREATE TABLE s.t (id integer PRIMARY KEY, body text);
COMMENT ON TABLE s.t IS 'a table: ünï, ''quoted'', \backslash, $$ and
two lines';
COMMENT ON COLUMN s.t.body IS 'a column';
COMMENT ON CONSTRAINT t_pkey ON s.t IS 'its key';
COMMENT ON INDEX s.t_pkey IS 'the index of its key';
