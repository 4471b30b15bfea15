CREATE TABLE boxes (
  a int NOT NULL,
  b int NOT NULL,
  changed int AS (a * 3) STORED,
  to_stored int AS (a + 1) STORED,
  to_virtual int AS (a + 2) VIRTUAL,
  freed int,
  fresh int AS (b * b) VIRTUAL,
  KEY by_changed (changed)
);
