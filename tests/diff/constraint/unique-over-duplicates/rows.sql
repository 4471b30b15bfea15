INSERT INTO people (id, mail, team) VALUES (1, 'a', 1), (2, 'b', 1), (3, 'a', 1), (4, 'a', NULL), (5, 'a', NULL);
