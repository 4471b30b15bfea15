INSERT INTO thing VALUES (1, 'red');
