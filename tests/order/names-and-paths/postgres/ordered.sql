CREATE DOMAIN money_amount AS numeric(12, 2) CHECK (VALUE >= 0);
CREATE SCHEMA app;
CREATE SCHEMA archive;
CREATE TABLE app.orders (id bigint PRIMARY KEY, total money_amount, closed_at timestamptz);
CREATE TABLE archive.orders (id bigint PRIMARY KEY, total money_amount, closed_at timestamptz);
CREATE VIEW archive.all_orders AS SELECT id FROM archive.orders UNION ALL SELECT id FROM app.orders;
CREATE VIEW app.open_orders AS SELECT id, total FROM app.orders WHERE closed_at IS NULL;
COMMENT ON VIEW app.open_orders IS 'What is left to do.';
