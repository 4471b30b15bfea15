CREATE VIEW item_counts AS SELECT o.customer, count(*) AS n FROM orders o JOIN items l ON l.order_id = o.id GROUP BY o.customer;
CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL);
