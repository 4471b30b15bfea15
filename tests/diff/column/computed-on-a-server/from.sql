CREATE TABLE boxes (
  a int NOT NULL,
  b int NOT NULL,
  changed int AS (a * 2) STORED,
  to_stored int AS (a + 1) VIRTUAL,
  to_virtual int AS (a + 2) STORED,
  freed int AS (a + b) STORED,
  gone int AS (a - b) VIRTUAL,
  KEY by_changed (changed)
);
