INSERT INTO item (n) VALUES (1), (2), (3);
