INSERT INTO people VALUES (1, 'a@example.org', NULL), (2, 'b@example.org', 1);
