CREATE TYPE address AS (street text COLLATE "C", number integer, tags text[]);
CREATE TYPE person AS (name varchar(40), home address, work address[]);
COMMENT ON TYPE person IS 'somebody';
COMMENT ON COLUMN person.home IS 'where';
CREATE TYPE nothing AS ();
CREATE TYPE float_range AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TYPE name_range AS RANGE (subtype = text, collation = "C", multirange_type_name = many_names);
CREATE FUNCTION days_between(a date, b date) RETURNS double precision IMMUTABLE LANGUAGE sql AS 'SELECT (a - b)::double precision';
CREATE TYPE day_range AS RANGE (subtype = date, subtype_diff = days_between);
CREATE TABLE uses (
    a address, b person[], c float_range, d name_range, e many_names, f day_range[], g int4multirange, h datemultirange
);
-- The row type of a table is a type too, and a table can be made of a type.
CREATE TABLE row_of (row uses, many uses[]);
CREATE TABLE typed OF address (number WITH OPTIONS NOT NULL DEFAULT 1, PRIMARY KEY (street));
CREATE FUNCTION street(of address) RETURNS text LANGUAGE sql RETURN (of).street;
