CREATE FUNCTION twice(a integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN a * 2;
CREATE TABLE sum (a integer, b integer GENERATED ALWAYS AS (twice(a) + 1) STORED, c integer);
CREATE INDEX sum_b ON sum (b);
COMMENT ON COLUMN sum.b IS 'doubled';
