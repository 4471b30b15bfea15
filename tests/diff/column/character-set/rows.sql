INSERT INTO words VALUES (1, 'café', 'b');
