.bail on
.read other.sql
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema (type) SELECT 'x' WHERE 0;
CREATE TEMP TABLE t (a);
CREATE INDEX i ON t (a);
DROP TABLE t;
SELECT sqlite_version(), count(*) FROM sqlite_schema;
CREATE TABLE kept (a);
/* the end
