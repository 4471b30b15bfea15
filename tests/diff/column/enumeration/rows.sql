INSERT INTO orders VALUES (1, 'new', 'a', 'x', 'p'), (2, 'paid', 'a,c', NULL, 'q');
