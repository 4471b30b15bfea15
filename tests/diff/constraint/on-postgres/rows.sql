INSERT INTO parent VALUES (1, 'a');
INSERT INTO child VALUES (1, 'a', 1);
