CREATE TABLE a (id INTEGER PRIMARY KEY,
  u TEXT -- @renamed from=t
);
CREATE INDEX i ON a (u);
