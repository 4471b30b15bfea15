INSERT INTO people (id, mail, team) VALUES (1, 'a', 1), (2, 'A', 1), (3, 'a', 2), (4, 'A', 3);
