CREATE TYPE mood AS ENUM ('a');
CREATE SEQUENCE s;
CREATE TABLE t (a INTEGER, "b c" INTEGER);
CREATE INDEX i ON t (a);
CREATE VIEW v AS SELECT a FROM t;
CREATE MACRO m(a) AS a;
CREATE MACRO tm(a) AS TABLE SELECT a;
COMMENT ON TYPE mood IS 'a type';
COMMENT ON SEQUENCE s IS 'a sequence';
COMMENT ON TABLE t IS 'it''s a table
of two lines';
COMMENT ON COLUMN t.a IS 'a column';
COMMENT ON COLUMN t."b c" IS '-- no comment';
COMMENT ON INDEX i IS 'an index';
COMMENT ON VIEW v IS 'a view';
COMMENT ON COLUMN v.a IS 'a column of a view';
COMMENT ON MACRO m IS 'a macro';
COMMENT ON MACRO TABLE tm IS 'a table macro';
