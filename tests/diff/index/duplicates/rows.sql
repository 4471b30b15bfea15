INSERT INTO account VALUES (1, 'a@b.c', 1), (2, 'A@b.c', 1);
