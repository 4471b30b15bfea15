CREATE TABLE t (
    a INTEGER UNIQUE,
    b INTEGER,
    "c d" VARCHAR,
    e VARCHAR,
    UNIQUE (b, "c d"),
    CONSTRAINT named UNIQUE (e, b)
);
CREATE INDEX plain ON t (b);
CREATE UNIQUE INDEX "a ""unique"" one" ON t ("c d", b);
CREATE INDEX expressions ON t (lower("c d"), (b + 1), ((b)), b);
CREATE UNIQUE INDEX one_expression ON t ((a * 2));
CREATE INDEX with_words ON t ((CASE WHEN "c d" = 'ON t (' THEN 1 ELSE 2 END));
