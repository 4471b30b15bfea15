CREATE MACRO next(x, more := 1) AS x + more;
CREATE MACRO over_it(x) AS next(x) * 2;
CREATE TABLE t (a INTEGER, b INTEGER DEFAULT (next(1)), CHECK (over_it(a) > 0));
CREATE VIEW v AS SELECT over_it(a) AS x FROM t;
CREATE MACRO added(x) AS TABLE SELECT x FROM t;
COMMENT ON MACRO next IS 'one more';
