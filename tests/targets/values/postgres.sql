INSERT INTO every_type (a_bool) VALUES (NULL);
INSERT INTO every_type (a_bool, a_letter, a_int2, a_int4, a_int8, a_float4, a_float8, a_oid) VALUES
    (false, 'a', -32768, -2147483648, -9223372036854775808, '-Infinity', '-Infinity', 0),
    (true, 'Z', 32767, 2147483647, 9223372036854775807, 'Infinity', 'Infinity', 4294967295),
    (true, ' ', 0, 0, 0, 'NaN', 'NaN', 1),
    (false, '~', 1, -1, 1, 1e-37, 2.2250738585072014e-308, 2);
INSERT INTO every_type (a_numeric, a_numeric_p, a_numeric_ps, a_numeric_negative, a_money) VALUES
    ('NaN', -9999999999, -99999999.9999, 100, '-92233720368547758.08'),
    (1234567890123456789012345678901234567890.000000000000000000000000000001, 9999999999, 0.0001, -99900, '92233720368547758.07');
INSERT INTO every_type (a_text, a_varchar, a_varchar_n, a_char, a_char_n, a_name, a_bytea) VALUES
    ('', '', '', '', '', '', ''),
    ('Grüße, 世界 🦀', E'line\nfeed', 'a''b"c', 'é', 'ü 🦀', 'Größe', '\x00ff'),
    (E'\u202e', ' ', ' x ', 'x', 'x', 'x', '\xdeadbeef');
INSERT INTO every_type (a_bit, a_bit_n, a_varbit, a_varbit_n) VALUES (B'0', B'00000000', B'', B''), (B'1', B'10101010', B'110', B'1111111111111111');
INSERT INTO every_type (a_date, a_time, a_time_p, a_timetz, a_timestamp, a_timestamp_p, a_timestamptz) VALUES
    ('4713-01-01 BC', '00:00', '00:00', '00:00+14', '4713-01-01 BC', '0001-01-01', '4713-02-01 BC'),
    ('9999-12-31', '23:59:59.999999', '23:59:59.999', '23:59:59.999999-12', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59', '9999-12-31 23:59:59.999999+00');
INSERT INTO every_type (a_timestamptz_p) VALUES ('-infinity'), ('infinity'), ('2024-02-29 12:00:00.123+00');
INSERT INTO every_type (a_interval, a_interval_fields, a_interval_p) VALUES
    ('-178000000 years', '-1 year', '-1.25 seconds'),
    ('1 year 2 months 3 days 04:05:06.789', '3 years 2 months', '59.99 seconds');
INSERT INTO every_type (a_uuid, a_json, a_jsonb, a_jsonpath, a_xml) VALUES
    ('00000000-0000-0000-0000-000000000000', 'null', '{}', '$', ''),
    ('ffffffff-ffff-ffff-ffff-ffffffffffff', '{"a":[1,null,"ü"]}', '[1.5, "🦀"]', '$."a"[*]', '<a>ü</a>');
INSERT INTO every_type (a_inet, a_cidr, a_macaddr, a_macaddr8) VALUES
    ('0.0.0.0', '0.0.0.0/0', '00:00:00:00:00:00', '00:00:00:00:00:00:00:00'),
    ('2001:db8::1/64', '2001:db8::/32', 'ff:ff:ff:ff:ff:ff', 'ff:ff:ff:ff:ff:ff:ff:ff');
INSERT INTO every_type (a_point, a_line, a_lseg, a_box, a_path, a_polygon, a_circle) VALUES
    ('(0,0)', '{1,2,3}', '[(0,0),(1,1)]', '(1,1),(0,0)', '[(0,0),(1,1)]', '((0,0),(1,1),(1,0))', '<(0,0),0>'),
    ('(-1.5,Infinity)', '{-1,0,0.5}', '[(-1,-1),(1e10,1)]', '(2,2),(-2,-2)', '((0,0),(1,1))', '((0,0))', '<(1,1),1e10>');
INSERT INTO every_type (a_tsvector, a_tsquery, a_lsn, a_regclass) VALUES ('', '', '0/0', 'pg_class'), ('''fat'':2 ''rat'':3', '''fat'' & ''rät''', 'FFFFFFFF/FFFFFFFF', 'pg_type');
INSERT INTO every_type (a_int4range, a_int8range, a_numrange, a_daterange, a_tsrange, a_tstzrange) VALUES
    ('empty', '(,)', '(,1.5]', '[,2024-01-01)', '(,)', 'empty'),
    ('[-2147483648,2147483647)', '[1,9223372036854775807)', '[1.5,2.5]', '[2024-01-01,infinity)', '["2024-01-01 00:00","2024-01-02 00:00")', '["2024-01-01 00:00+00",)');
INSERT INTO arrays (of_int) VALUES (NULL);
INSERT INTO arrays VALUES
    ('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'),
    ('{1,-2147483648}', '{"","Grüße, 🦀","a,b","NULL"}', '{1,2,3}', '{1.50,-999999.99}', '{x}', '{00000000-0000-0000-0000-000000000000}', '{"[1,2)",empty}', '{"2024-02-29 12:00:00+00"}');
