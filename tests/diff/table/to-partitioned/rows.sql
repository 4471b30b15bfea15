INSERT INTO measure (at, value) VALUES (1, 10), (15, 20);
