INSERT INTO readings VALUES (1, 3, 'a', 'b', 5, 'short', '42');
