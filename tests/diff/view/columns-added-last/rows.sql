INSERT INTO item VALUES (1, 'pen', 5), (2, 'desk', 50);
