CREATE MACRO next(x) AS x + 1;
CREATE MACRO over_it(x) AS next(x) * 2;
CREATE TABLE t (a INTEGER, b INTEGER DEFAULT (next(1)), CHECK (over_it(a) > 0));
CREATE VIEW v AS SELECT over_it(a) AS x FROM t;
CREATE MACRO gone(x) AS TABLE SELECT x;
COMMENT ON MACRO next IS 'one more';
