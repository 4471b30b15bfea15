CREATE TABLE items (
    order_id int NOT NULL REFERENCES orders (id),
    n int NOT NULL,
    PRIMARY KEY (order_id, n)
);
CREATE INDEX orders_by_customer ON orders (customer);
