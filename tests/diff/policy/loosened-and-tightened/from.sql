CREATE TABLE doc (id integer PRIMARY KEY, owner text);
CREATE POLICY own ON doc USING (owner = 'me');
CREATE POLICY few ON doc FOR SELECT TO pg_monitor, pg_read_all_data USING (true);
CREATE POLICY strict ON doc AS RESTRICTIVE FOR UPDATE TO pg_monitor USING (true) WITH CHECK (id > 0);
CREATE TABLE open (id integer);
ALTER TABLE open ENABLE ROW LEVEL SECURITY;
ALTER TABLE open FORCE ROW LEVEL SECURITY;
