INSERT INTO a VALUES (1, 'x'), (9, 'y');
DELETE FROM a WHERE id = 9;
