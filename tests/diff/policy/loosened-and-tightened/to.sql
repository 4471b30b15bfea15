CREATE TABLE doc (id integer PRIMARY KEY, owner text);
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON doc USING (owner = 'you') WITH CHECK (id > 1);
CREATE POLICY few ON doc FOR SELECT TO pg_monitor USING (true);
CREATE POLICY strict ON doc AS RESTRICTIVE FOR UPDATE TO pg_monitor USING (true);
CREATE TABLE open (id integer);
