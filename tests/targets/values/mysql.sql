INSERT INTO numbers (flag) VALUES (NULL);
INSERT INTO numbers (flag, small_flag, t, t4, tu, s, su, m, mu, i, i5, iu, iz, b, bu) VALUES
    (0, 0, -128, -128, 0, -32768, 0, -8388608, 0, -2147483648, -2147483648, 0, 0, -9223372036854775808, 0),
    (1, 1, 127, 127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 2147483647, 4294967295, 4294967295, 9223372036854775807, 18446744073709551615);
INSERT INTO numbers (f, f7, f30, fu, d, dp, dd, r) VALUES
    (-3.40282e38, -9999.999, -1.7976931348623157e308, 0, -1.7976931348623157e308, -0.5, -99999999.99, 0),
    (3.40282e38, 9999.999, 1.7976931348623157e308, 3.40282e38, 2.2250738585072014e-308, 0.1, 99999999.99, 1e-300);
INSERT INTO numbers (n, n10, n65, nu, nz, x, bit1, bit64, y, y4) VALUES
    (-9999999999, -99999999.99, -99999999999999999999999999999999999.999999999999999999999999999999, 0, 0, -999.9, b'0', 0, 1901, 0),
    (9999999999, 99999999.99, 99999999999999999999999999999999999.999999999999999999999999999999, 999999, 9999.99, 999.9, b'1', 0xFFFFFFFFFFFFFFFF, 2155, 2024);

INSERT INTO texts (c) VALUES (NULL);
INSERT INTO texts VALUES
    ('', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', ''),
    ('ü', 'é 🦀', 'Grüße, 世界 🦀', 'ñ', 'a''b', 'line
feed', 'a"c', '\\', ' x', '🦀', 'long', 0xFF000102030405060708090A0B0C0D0E, 0x00FF, 0xDEADBEEF, 'x', 0x00, 0x80, 'é', 'å', 'ß', 'Größe', '世界', 'abc', 'かな');

INSERT INTO times (d) VALUES (NULL);
INSERT INTO times VALUES
    ('1000-01-01', '-838:59:59', '-838:59:59', '1000-01-01 00:00:00', '1000-01-01 00:00:00.000001', '1970-01-01 00:00:00', '1970-01-02 00:00:01', '1970-01-02 00:00:01.000001'),
    ('9999-12-31', '838:59:59', '838:59:59', '9999-12-31 23:59:59', '9999-12-31 23:59:59.999999', '2024-02-29 12:00:00', '2038-01-18 03:14:07', '2038-01-18 03:14:07.999999'),
    ('2024-02-29', '00:00:00', '23:59:59.5', '2024-02-29 23:59:59', '2024-02-29 23:59:59.5', '1999-12-31 00:00:00', '2024-02-29 12:00:00', '2024-02-29 12:00:00.5');

INSERT INTO others (j_not_null, flat) VALUES ('{}', POINT(0, 0));
INSERT INTO others (j, j_not_null, flat) VALUES
    ('{"a": [1, null, "ü"]}', '[]', POINT(-1.5, 1e10)),
    ('"🦀"', '1.5', POINT(1, 1));
INSERT INTO others (j_not_null, flat, g, p, ls, pl, mp, ml, mpl, gc) VALUES
    ('true', POINT(2, 2), ST_GeomFromText('POINT(0 0)'), ST_GeomFromText('POINT(-1.5 1e10)'), ST_GeomFromText('LINESTRING(0 0,1 1)'), ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))', 4326), ST_GeomFromText('MULTIPOINT(0 0,1 1)'), ST_GeomFromText('MULTILINESTRING((0 0,1 1),(2 2,3 3))'), ST_GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))'), ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 1))'));

INSERT INTO choices () VALUES ();
INSERT INTO choices VALUES
    ('new', 'it''s', 'a', '', ''),
    ('in use', 'a,b', 'b', 'read', 'only'),
    ('gone', '"quoted"', 'a', 'read,write,execute', NULL),
    ('gone', 'back\\slash', 'a', 'write', NULL),
    ('gone', '(x)', 'a', 'write', NULL),
    ('gone', '', 'a', 'write', NULL),
    ('gone', 'ünïcödé', 'a', 'write', NULL),
    ('gone', '表', 'a', 'write', NULL);

INSERT INTO latin VALUES (NULL, NULL), ('', ''), ('Größe', '世界 🦀');
