INSERT INTO measurement VALUES ('2024-06-01', 7);
