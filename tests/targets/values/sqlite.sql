-- Nothing at all.
INSERT INTO t (a) VALUES (NULL);
-- The smallest and the largest.
INSERT INTO t (a, b, c, d, e, f, n, o, p, q, v, w) VALUES
    (-9223372036854775808, 0, -1, 1, -9223372036854775808, 0, 0, -1.7976931348623157e308, 2.2250738585072014e-308, -0.5, 0, 0),
    (9223372036854775807, 1, 1, -1, 9223372036854775807, 9223372036854775807, 9223372036854775807, 9e999, -9e999, 0.1, 1, 1);
-- Text and bytes.
INSERT INTO t (g, h, i, j, k, l, m, n) VALUES
    ('', '', '', '', '', X'', X'00FF', ''),
    ('Grüße, 世界 🦀', 'a''b"c', 'line
feed', char(0x202E), ' ', X'DEADBEEF', 'no type', 'any'),
    ('x', 'x', 'x', 'x', 'x', X'78', 0.5, X'00');
-- Days and hours.
INSERT INTO t (x, y, z, aa, ab, ad, ae) VALUES
    ('0001-01-01', '00:00:00', '0001-01-01 00:00:00', '2024-02-29 23:59:59.999', '1970-01-01 00:00:00+00:00', 'true', '{"a":[1,null,"ü"]}'),
    ('9999-12-31', '23:59:59', '9999-12-31 23:59:59', '1999-12-31 00:00:00', '2038-01-19 03:14:08+00:00', '[]', '""');
INSERT INTO t (ac) VALUES (X'00000000000000000000000000000000'), (X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF');
