-- Every type that the engine has, and types in types.
CREATE TABLE plain (
    a_boolean BOOLEAN,
    a_tinyint TINYINT,
    a_smallint SMALLINT,
    an_integer INTEGER,
    a_bigint BIGINT,
    a_hugeint HUGEINT,
    a_utinyint UTINYINT,
    a_usmallint USMALLINT,
    a_uinteger UINTEGER,
    a_ubigint UBIGINT,
    a_uhugeint UHUGEINT,
    a_bignum BIGNUM,
    a_float FLOAT,
    a_double DOUBLE,
    a_decimal DECIMAL,
    a_short_decimal DECIMAL(4),
    a_long_decimal DECIMAL(38, 10),
    a_text VARCHAR,
    a_limited_text VARCHAR(20),
    a_blob BLOB,
    a_bit BIT,
    a_date DATE,
    a_time TIME,
    a_time_ns TIME_NS,
    a_timetz TIMETZ,
    a_timestamp TIMESTAMP,
    a_timestamp_s TIMESTAMP_S,
    a_timestamp_ms TIMESTAMP_MS,
    a_timestamp_ns TIMESTAMP_NS,
    a_timestamptz TIMESTAMPTZ,
    an_interval INTERVAL,
    a_uuid UUID,
    a_json JSON,
    a_geometry GEOMETRY,
    a_variant VARIANT
);
CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'a, b', 'say "hi"', ')');
CREATE TYPE point AS STRUCT (x DOUBLE, "y, z" DOUBLE);
CREATE TYPE price AS DECIMAL(18, 4);
CREATE TYPE points AS point[];
CREATE TYPE twin AS ENUM ('x');
CREATE TYPE "other twin" AS ENUM ('x');
CREATE TABLE nested (
    a_list INTEGER[],
    a_list_of_lists VARCHAR[][],
    an_array INTEGER[3],
    a_list_of_arrays DOUBLE[2][],
    a_struct STRUCT (a INTEGER, "b c" VARCHAR, "say ""x""" STRUCT (n DECIMAL(4, 2)[])),
    a_map MAP(VARCHAR, STRUCT (a TIMESTAMPTZ)),
    a_union UNION (number INTEGER, "some text" VARCHAR, kind ENUM ('a', ',')),
    an_enum ENUM ('a', 'b c'),
    a_mood mood,
    a_list_of_moods mood[],
    a_map_of_moods MAP(mood, point),
    a_point point,
    a_price price,
    some_points points,
    a_twin twin
);
