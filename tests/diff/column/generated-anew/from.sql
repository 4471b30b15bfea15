CREATE FUNCTION twice(a integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN a * 2;
CREATE TABLE sum (a integer, b integer GENERATED ALWAYS AS (twice(a)) STORED, c integer GENERATED ALWAYS AS (a + 1) STORED);
CREATE INDEX sum_b ON sum (b);
COMMENT ON COLUMN sum.b IS 'doubled';
