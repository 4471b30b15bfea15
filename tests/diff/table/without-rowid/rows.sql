INSERT INTO a VALUES ('k', 'x');
