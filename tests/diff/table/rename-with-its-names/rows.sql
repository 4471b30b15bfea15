INSERT INTO item (name, price) VALUES ('a', 2), ('b', 3);
