INSERT INTO counted VALUES (0, 'zero'), (5, 'five');
INSERT INTO uncounted VALUES (3, 'three');
