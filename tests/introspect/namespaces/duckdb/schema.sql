CREATE SCHEMA sales;
CREATE SCHEMA "odd.name, ""x""";
CREATE TYPE sales.status AS ENUM ('new', 'done');
CREATE SEQUENCE sales.ids START 10;
CREATE TABLE orders (id INTEGER PRIMARY KEY);
CREATE TABLE sales.orders (
    id BIGINT PRIMARY KEY DEFAULT nextval('sales.ids'),
    status sales.status NOT NULL,
    parent BIGINT REFERENCES sales.orders (id)
);
CREATE TABLE "odd.name, ""x""".t (a INTEGER);
CREATE MACRO sales.twice(a) AS a * 2;
CREATE INDEX by_status ON sales.orders (status);
CREATE VIEW sales.done AS SELECT id, sales.twice(id) AS twice FROM sales.orders WHERE status = 'done';
CREATE VIEW all_ids AS SELECT id FROM sales.done UNION ALL SELECT id FROM orders;
SET search_path = 'sales';
CREATE TABLE inside (id BIGINT DEFAULT nextval('ids'), twice BIGINT GENERATED ALWAYS AS (twice(id)), CHECK (twice(id) > 0));
CREATE VIEW from_inside AS SELECT * FROM inside;
RESET search_path;
