CREATE TABLE t (
  state TEXT NOT NULL CHECK (state IN ('new', 'it''s "done"', '')),
  level INTEGER CHECK (level IN (0, 1, -1)),
  kind TEXT CONSTRAINT known_kind CHECK (kind IS NULL OR kind = 'a' OR kind = 'b'),
  size TEXT CHECK (((Size in ("s", "m")))),
  flag BOOLEAN CHECK (flag IN (0, 1)),
  price REAL CHECK (price > 0) CHECK (price < 100),
  CHECK (state <> 'new' OR level = 0),
  CONSTRAINT "both ways" CHECK (length(state) > 1 -- a comment
    AND level BETWEEN 0 AND 5)
);
