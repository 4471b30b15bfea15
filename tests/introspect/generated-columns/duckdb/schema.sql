CREATE TABLE t (
    a INTEGER,
    b INTEGER GENERATED ALWAYS AS (a * 2) VIRTUAL,
    "c d" VARCHAR COLLATE NOCASE,
    e VARCHAR AS (upper("c d") || ' (generated) '),
    f BIGINT AS ((a + 1) * (b + 2)),
    g VARCHAR COLLATE NOCASE.NOACCENT DEFAULT 'x' NOT NULL
);
