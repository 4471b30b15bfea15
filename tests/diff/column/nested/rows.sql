INSERT INTO t VALUES (1, {'a': 1, 'b': 'x'}, [1, 2], 'a');
