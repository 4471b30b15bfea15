CREATE TABLE a (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, price DECIMAL(4,1), blob BLOB, real REAL, any);
CREATE TABLE b AS SELECT *, id + 1, count(*) AS "the count", CAST(name AS TEXT) AS t, 'x' || name FROM a;
CREATE TABLE IF NOT EXISTS c AS VALUES (1, 'a');
CREATE TABLE "select" AS SELECT id AS "select", name "a ""b""" FROM a WHERE 0 UNION SELECT name, 1 FROM a;
CREATE VIEW v AS SELECT * FROM b;
ALTER TABLE c ADD COLUMN d TEXT;
