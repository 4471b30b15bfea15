CREATE SCHEMA archive;
SET search_path TO archive, public;
CREATE TABLE orders (id bigint PRIMARY KEY, total money_amount, closed_at timestamptz);
CREATE VIEW all_orders AS SELECT id FROM orders UNION ALL SELECT id FROM app.orders;
