-- Objects that are not part of the database's schema.
CREATE TEMP TABLE session (a);
CREATE TEMP VIEW session_view AS SELECT a FROM session;
CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT UNIQUE);
CREATE TEMP TRIGGER session_trigger AFTER INSERT ON main.counted BEGIN SELECT 1; END;
INSERT INTO counted (a) VALUES ('x');
ANALYZE;
ATTACH ':memory:' AS other;
CREATE TABLE other.elsewhere (a);
CREATE TABLE "sqlite-like" (a);
