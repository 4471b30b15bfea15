INSERT INTO boxes (a, b) VALUES (1, 2), (3, 4);
