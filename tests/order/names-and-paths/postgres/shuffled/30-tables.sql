CREATE SCHEMA app;
CREATE TABLE app.orders (id bigint PRIMARY KEY, total public.money_amount, closed_at timestamptz);
RESET search_path;
CREATE DOMAIN money_amount AS numeric(12, 2) CHECK (VALUE >= 0);
