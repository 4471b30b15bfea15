INSERT INTO task VALUES (1, 'open', '{new,open}'), (2, 'done', NULL);
