CREATE TABLE checked (
  a int CHECK (a > 0),
  b int NOT NULL,
  c varchar(20) COLLATE utf8mb4_bin CHECK (c IN ('x', 'y''s', '(z)')),
  d json,
  e longtext CHECK (json_valid(e)),
  f longtext CHECK (json_valid(f) AND length(f) < 100),
  g int DEFAULT 3 COMMENT 'one to five' CHECK (g BETWEEN 1 AND 5),
  CHECK (a < b),
  CONSTRAINT named CHECK (b <> 3 OR a IS NULL),
  CONSTRAINT soft CHECK (b < 100) NOT ENFORCED,
  CONSTRAINT `pattern` CHECK (c REGEXP '^[a-z]+$')
);
