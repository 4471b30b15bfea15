INSERT INTO people (id, name, born) VALUES (1, 'Ann', '2001-02-03'), (2, 'Bob', NULL);
