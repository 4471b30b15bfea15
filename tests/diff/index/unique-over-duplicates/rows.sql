INSERT INTO people (id, mail) VALUES (1, 'a'), (2, 'b'), (3, 'a'), (4, NULL), (5, NULL);
