CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
CREATE FUNCTION label(n integer) RETURNS text LANGUAGE sql AS 'SELECT n::text';
CREATE PROCEDURE reset() LANGUAGE plpgsql AS 'BEGIN END';
CREATE AGGREGATE largest(integer) (SFUNC = int4larger, STYPE = integer);
