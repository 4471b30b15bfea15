INSERT INTO cat VALUES (1, 'Tom', 9);
