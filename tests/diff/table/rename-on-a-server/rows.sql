INSERT INTO old_name VALUES (1, NULL), (2, 1);
