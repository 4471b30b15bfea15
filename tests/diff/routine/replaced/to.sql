CREATE FUNCTION twice(n integer, OUT result integer) LANGUAGE sql IMMUTABLE STRICT AS 'SELECT n + n';
CREATE FUNCTION label(n integer DEFAULT 1) RETURNS text LANGUAGE sql AS 'SELECT n::text';
COMMENT ON FUNCTION label(integer) IS 'a number as text';
REVOKE EXECUTE ON FUNCTION label(integer) FROM PUBLIC;
CREATE FUNCTION reset() RETURNS void LANGUAGE plpgsql AS 'BEGIN END';
CREATE AGGREGATE largest(integer) (SFUNC = int4smaller, STYPE = integer);
