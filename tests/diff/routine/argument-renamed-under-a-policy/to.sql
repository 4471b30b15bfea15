CREATE TABLE doc (id integer PRIMARY KEY, owner text);
CREATE FUNCTION may_read(name text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true';
GRANT EXECUTE ON FUNCTION may_read(text) TO pg_monitor;
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON doc FOR SELECT TO pg_monitor USING (may_read(owner));
COMMENT ON POLICY readers ON doc IS 'who may read';
CREATE VIEW readable AS SELECT id FROM doc WHERE may_read(owner);
