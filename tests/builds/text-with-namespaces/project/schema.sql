SET search_path = '';
CREATE SCHEMA shop;
CREATE TYPE shop.state AS ENUM ('open', 'paid');
CREATE TABLE shop.orders (
    id bigint GENERATED ALWAYS AS IDENTITY,
    state shop.state DEFAULT 'open'::shop.state NOT NULL,
    total integer,
    tags text[]
);
ALTER TABLE ONLY shop.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
CREATE VIEW shop.totals AS SELECT orders.state, count(*) AS orders FROM shop.orders GROUP BY orders.state;
