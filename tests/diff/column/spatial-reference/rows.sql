INSERT INTO places (id, spot) VALUES (1, POINT(1, 2)), (2, POINT(0, 0));
