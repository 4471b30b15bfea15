INSERT INTO t VALUES (1, 'café', 'b');
