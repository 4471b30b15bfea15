CREATE TABLE a (x int, KEY k (x));
ALTER TABLE a ADD KEY k (x);
