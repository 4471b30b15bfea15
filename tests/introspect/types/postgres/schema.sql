-- Every type of the server's own that a column is likely to have, and its length, precision and dimensions.
CREATE TABLE every_type (
    a_bool boolean, a_letter "char", a_int2 smallint, a_int4 integer, a_int8 bigint,
    a_float4 real, a_float8 double precision,
    a_numeric numeric, a_numeric_p numeric(10), a_numeric_ps numeric(12, 4), a_numeric_negative numeric(3, -2),
    a_money money,
    a_text text, a_varchar varchar, a_varchar_n varchar(40), a_char char, a_char_n char(3), a_name name,
    a_bytea bytea, a_bit bit, a_bit_n bit(8), a_varbit bit varying, a_varbit_n bit varying(16),
    a_date date, a_time time, a_time_p time(3), a_timetz time with time zone,
    a_timestamp timestamp, a_timestamp_p timestamp(0), a_timestamptz timestamptz, a_timestamptz_p timestamptz(3),
    a_interval interval, a_interval_fields interval year to month, a_interval_p interval second(2),
    a_uuid uuid, a_json json, a_jsonb jsonb, a_jsonpath jsonpath, a_xml xml,
    a_inet inet, a_cidr cidr, a_macaddr macaddr, a_macaddr8 macaddr8,
    a_point point, a_line line, a_lseg lseg, a_box box, a_path path, a_polygon polygon, a_circle circle,
    a_tsvector tsvector, a_tsquery tsquery, a_lsn pg_lsn, a_oid oid, a_regclass regclass,
    a_int4range int4range, a_int8range int8range, a_numrange numrange, a_daterange daterange, a_tsrange tsrange,
    a_tstzrange tstzrange
);
CREATE TABLE arrays (
    of_int integer[], of_text text[][], of_bounded integer[3], of_numeric numeric(8, 2)[], of_varchar varchar(10)[],
    of_uuid uuid[], of_range int4range[], of_timestamp timestamptz(3)[]
);
