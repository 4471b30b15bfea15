CREATE TABLE gains (a int NOT NULL, b int NOT NULL, PRIMARY KEY (a, b));
CREATE TABLE loses (a int NOT NULL);
CREATE TABLE changes (a int NOT NULL, b int NOT NULL, PRIMARY KEY (b, a) COMMENT 'turned');
