-- The same names in several namespaces.
CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TYPE a.kind AS ENUM ('one', 'two');
CREATE TYPE b.kind AS ENUM ('three');
CREATE DOMAIN a.code AS text CHECK (VALUE <> '');
CREATE DOMAIN b.code AS integer;
CREATE TABLE a.things (id integer PRIMARY KEY, kind a.kind NOT NULL DEFAULT 'one', other b.kind, code a.code);
CREATE TABLE b.things (id integer PRIMARY KEY, kind b.kind NOT NULL DEFAULT 'three', code b.code, thing integer REFERENCES a.things);
CREATE VIEW both_things AS SELECT x.kind AS a_kind, y.kind AS b_kind FROM a.things x JOIN b.things y USING (id);
CREATE FUNCTION a.f(k a.kind) RETURNS b.kind LANGUAGE sql AS $$ SELECT 'three'::b.kind $$;
CREATE FUNCTION b.f(k b.kind) RETURNS a.kind LANGUAGE sql AS $$ SELECT 'one'::a.kind $$;
-- A type of a name that the server has too.
CREATE TYPE a.date AS (day integer);
CREATE TABLE a.dates (ours a.date, theirs date);
