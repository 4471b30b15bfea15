INSERT INTO t VALUES (1, 'a', 1, 'some text'), (2, 'b', 2, NULL);
