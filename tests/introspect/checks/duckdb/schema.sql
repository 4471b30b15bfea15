CREATE TABLE t (
    a INTEGER CHECK (a > 0),
    b VARCHAR CHECK (b IN ('x', 'it''s', ',')),
    c INTEGER CHECK (c IN (1, -2, 3)),
    "d e" VARCHAR,
    CHECK (a > 1 AND (c < 10 OR "d e" IS NOT NULL)),
    CONSTRAINT named CHECK ("d e" IN ('a', 'b')),
    CHECK (b LIKE 'a%' OR b BETWEEN 'c' AND 'd'),
    CHECK (NOT ("d e" IN ('y')))
);
