CREATE TABLE t (
  a INTEGER,
  b TEXT GENERATED ALWAYS AS (upper(a)) STORED,
  c AS (a + 1),
  d INT GENERATED ALWAYS AS (a * /* twice */ 2) VIRTUAL NOT NULL,
  e REAL AS (a / 2.0) STORED CHECK (e > 0)
);
CREATE INDEX t_c ON t (c);
