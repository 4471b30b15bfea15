CREATE FUNCTION add(a integer, b integer DEFAULT 1) RETURNS integer IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS 'SELECT a + b';
CREATE FUNCTION add(a text, VARIADIC rest text[]) RETURNS text LANGUAGE sql COST 5 AS $$ SELECT a || array_to_string(rest, '') $$;
CREATE FUNCTION pairs(OUT a integer, OUT b text) RETURNS SETOF record LANGUAGE plpgsql ROWS 3 AS $f$ BEGIN a := 1; RETURN NEXT; END $f$;
CREATE FUNCTION listed(INOUT n integer) LANGUAGE sql SET work_mem = '8MB' SET datestyle = 'ISO, DMY' AS 'SELECT n';
CREATE FUNCTION as_table(n integer) RETURNS TABLE (id integer, name text) STABLE LEAKPROOF LANGUAGE sql AS 'SELECT n, ''it''''s''';
CREATE FUNCTION standard(n integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT n + 1; SELECT n + 2; END;
CREATE PROCEDURE work(IN n integer, INOUT done boolean DEFAULT false) LANGUAGE plpgsql AS $$ BEGIN done := true; COMMIT; END $$;
-- A body that names a table, in a function that is made before it.
CREATE TABLE numbers (n integer CHECK (add(n, 1) > 0), twice integer GENERATED ALWAYS AS (add(n, n)) STORED);
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT sum(n) FROM numbers; END;
CREATE FUNCTION rows_of() RETURNS SETOF numbers LANGUAGE sql AS 'SELECT * FROM numbers';
CREATE VIEW of_function AS SELECT total() AS total, add(1, 2) AS three;
CREATE FUNCTION step(state integer, value integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT coalesce(state, 0) + value';
CREATE AGGREGATE sum_all(integer) (SFUNC = step, STYPE = integer, INITCOND = '0', PARALLEL = safe, COMBINEFUNC = step);
COMMENT ON FUNCTION add(integer, integer) IS 'adds';
COMMENT ON AGGREGATE sum_all(integer) IS 'sums';
COMMENT ON PROCEDURE work(integer, boolean) IS 'works';
CREATE FUNCTION same(a integer, b integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT a % 10 = b % 10';
CREATE OPERATOR === (FUNCTION = same, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = ===, RESTRICT = eqsel, JOIN = eqjoinsel);
