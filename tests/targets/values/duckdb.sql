INSERT INTO plain (a_boolean) VALUES (NULL);
INSERT INTO plain (a_boolean, a_tinyint, a_smallint, an_integer, a_bigint, a_hugeint, a_utinyint, a_usmallint, a_uinteger, a_ubigint, a_uhugeint) VALUES
    (false, -128, -32768, -2147483648, -9223372036854775808, -170141183460469231731687303715884105728, 0, 0, 0, 0, 0),
    (true, 127, 32767, 2147483647, 9223372036854775807, 170141183460469231731687303715884105727, 255, 65535, 4294967295, 18446744073709551615, 340282366920938463463374607431768211455);
INSERT INTO plain (a_bignum, a_float, a_double, a_decimal, a_short_decimal, a_long_decimal) VALUES
    ('123456789012345678901234567890123456789012345678901234567890', 'infinity', '-infinity', -99999999999999.999, -9999, '-9999999999999999999999999999.9999999999'),
    ('-1', 'nan', 'nan', 0.001, 9999, '0.0000000001'),
    ('0', 3.4028235e38, 2.2250738585072014e-308, 0, 0, 0);
INSERT INTO plain (a_text, a_limited_text, a_blob, a_bit) VALUES ('', '', ''::BLOB, '0'), ('Grüße, 世界 🦀', 'a''b"c', '\x00\xFF'::BLOB, '101010');
INSERT INTO plain (a_date, a_time, a_time_ns, a_timetz, a_timestamp, a_timestamp_s, a_timestamp_ms, a_timestamp_ns, a_timestamptz) VALUES
    ('0001-01-01', '00:00:00', '00:00:00', '00:00:00+15', '0001-01-01 00:00:00', '0001-01-01 00:00:00', '0001-01-01 00:00:00', '1700-01-01 00:00:00.000000001', '0001-01-02 00:00:00+00'),
    ('9999-12-31', '23:59:59.999999', '23:59:59.999999999', '23:59:59.999999-15', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59', '9999-12-31 23:59:59.999', '2200-12-31 23:59:59.999999999', '9999-12-31 23:59:59.999999+00');
INSERT INTO plain (an_interval, a_uuid, a_json) VALUES
    (INTERVAL '-1 month', '00000000-0000-0000-0000-000000000000', 'null'),
    ('1 year 2 months 3 days 04:05:06.789'::INTERVAL, 'ffffffff-ffff-ffff-ffff-ffffffffffff', '{"a":[1,null,"ü"]}');
INSERT INTO nested (a_list) VALUES (NULL);
INSERT INTO nested (a_list, a_list_of_lists, an_array, a_list_of_arrays, a_map, an_enum, a_mood, a_list_of_moods, a_point, a_price, some_points, a_twin) VALUES
    ([], [[]], [1, 2, 3], [], MAP {}, 'a', 'it''s ok', [], {'x': 0, 'y, z': 1.5}, -99999999999999.9999, [], 'x'),
    ([1, NULL, -2147483648], [['', 'Grüße, 🦀'], NULL], [NULL, 0, 1], [[1.5, 2.5]], MAP {'k': {'a': '2024-02-29 00:00:00+00'::TIMESTAMPTZ}}, 'b c', ')', ['sad', 'say "hi"'], NULL, 0.0001, [{'x': 1, 'y, z': 2}], NULL);
INSERT INTO nested (a_struct) VALUES ({'a': 1, 'b c': 'ü', 'say "x"': {'n': [1.25, -99.99]}});
