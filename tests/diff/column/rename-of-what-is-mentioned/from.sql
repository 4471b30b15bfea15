CREATE TABLE orders (
  id int PRIMARY KEY,
  price int NOT NULL,
  amount int NOT NULL DEFAULT 1,
  total int AS (price * amount) STORED,
  label varchar(40) AS (concat('price ', price)) VIRTUAL,
  CONSTRAINT sold CHECK (price >= 0 AND amount > 0),
  KEY by_price (price)
);
CREATE TABLE parts (price int NOT NULL) PARTITION BY HASH (price) PARTITIONS 2;
