CREATE TABLE orders (
  id int PRIMARY KEY,
  cents int NOT NULL, -- @renamed from=price
  pieces int NOT NULL DEFAULT 1, -- @renamed from=amount
  total int AS (cents * pieces) STORED,
  label varchar(40) AS (concat('price ', cents)) VIRTUAL,
  CONSTRAINT sold CHECK (cents >= 0 AND pieces > 0),
  KEY by_price (cents)
);
CREATE TABLE parts (
  cents int NOT NULL -- @renamed from=price
) PARTITION BY HASH (cents) PARTITIONS 2;
