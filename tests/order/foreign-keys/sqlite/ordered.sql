CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL);
CREATE INDEX orders_by_customer ON orders (customer);
CREATE TABLE items (
    order_id int NOT NULL REFERENCES orders (id),
    n int NOT NULL,
    PRIMARY KEY (order_id, n)
);
CREATE VIEW item_counts AS SELECT o.customer, count(*) AS n FROM orders o JOIN items l ON l.order_id = o.id GROUP BY o.customer;
