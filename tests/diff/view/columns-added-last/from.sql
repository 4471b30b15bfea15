CREATE TABLE item (id integer PRIMARY KEY, name text, price integer);
CREATE VIEW cheap WITH (security_barrier) AS SELECT id FROM item WHERE price < 10;
CREATE VIEW cheap_count AS SELECT count(*) AS n FROM cheap;
