INSERT INTO customer VALUES (1, 'Ada', '36');
INSERT INTO invoice VALUES (1, 1);
