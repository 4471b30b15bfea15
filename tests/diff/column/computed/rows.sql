INSERT INTO t (a, c) VALUES (1, 'x');
