CREATE TABLE a (x INT, order INT);
