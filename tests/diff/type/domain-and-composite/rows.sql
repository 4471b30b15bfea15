INSERT INTO bill VALUES (1, 5, 'ab', NULL);
