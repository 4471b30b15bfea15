CREATE TABLE t (
  a INTEGER UNIQUE, b TEXT COLLATE NOCASE, c TEXT COLLATE rtrim, d, e,
  CONSTRAINT pair UNIQUE (a, b COLLATE BINARY),
  UNIQUE (c DESC, d)
);
CREATE INDEX plain ON t (a);
CREATE UNIQUE INDEX several ON t (B, c DESC, d ASC);
CREATE INDEX collated ON t (b COLLATE BINARY, d COLLATE NOCASE DESC);
CREATE INDEX expressions ON t (lower(b), a + d, (e), b || c COLLATE NOCASE);
CREATE UNIQUE INDEX partial ON t (a) WHERE d IS NOT NULL
  AND e > 0; -- a comment
CREATE INDEX if not exists main.quoted ON t ("a", [b], `c`, 'd');
