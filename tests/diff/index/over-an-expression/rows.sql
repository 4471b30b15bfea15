INSERT INTO t VALUES (1, 'Grüße', '{"ids": [1, 2], "names": ["a", "b"]}'), (2, 'x', NULL);
