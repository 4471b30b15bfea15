INSERT INTO team VALUES (1, 'a');
INSERT INTO member VALUES (1, 1, 'A@b.c', 3), (2, 1, 'd@e.f', NULL);
