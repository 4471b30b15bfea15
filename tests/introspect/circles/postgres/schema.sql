-- Objects that need each other: each can only be made in parts.
CREATE TABLE t (id integer PRIMARY KEY, n integer);
CREATE FUNCTION first_of(r t) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1.id';
ALTER TABLE t ADD CONSTRAINT of_row CHECK (first_of(t) > 0);
CREATE FUNCTION count_of(n integer) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM t';
ALTER TABLE t ALTER COLUMN n SET DEFAULT count_of(1);
CREATE VIEW one AS SELECT 1 AS a;
CREATE VIEW two AS SELECT a FROM one;
CREATE OR REPLACE VIEW one AS SELECT 1 AS a WHERE EXISTS (SELECT FROM t);
CREATE FUNCTION of_view() RETURNS SETOF two LANGUAGE sql AS 'SELECT * FROM two';
CREATE VIEW three AS SELECT a FROM of_view();
CREATE DOMAIN d AS integer;
CREATE FUNCTION good(v d) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT v > 0';
ALTER DOMAIN d ADD CHECK (good(VALUE));
CREATE TABLE uses (a d);
