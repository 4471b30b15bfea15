INSERT INTO parent VALUES (1, 'a'), (2, 'b');
INSERT INTO child VALUES (10, 1), (11, 2);
INSERT INTO grandchild VALUES (10, 'x'), (NULL, 'y');
