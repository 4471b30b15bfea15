INSERT INTO parent VALUES (1, 'x');
INSERT INTO t VALUES (1, 1, 1, 'x'), (2, 2, NULL, NULL);
