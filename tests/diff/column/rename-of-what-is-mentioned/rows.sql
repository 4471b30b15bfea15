INSERT INTO orders (id, price, amount) VALUES (1, 250, 2), (2, 99, 1);
INSERT INTO parts VALUES (1), (2), (3);
