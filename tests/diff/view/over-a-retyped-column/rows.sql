INSERT INTO sale VALUES (1, 50, 'a'), (2, 500, 'b');
