CREATE SCHEMA "select; --";
CREATE TYPE "ty""pe" AS ENUM ('''); DROP TABLE x; --');
CREATE SEQUENCE "se'q";
CREATE TABLE "ta.b""le" (
    "select" INTEGER PRIMARY KEY,
    "a.b" INTEGER DEFAULT nextval('"se''q"'),
    "c""d" VARCHAR,
    "(" "ty""pe",
    "🦀" INTEGER,
    " " INTEGER,
    "COLLATE" VARCHAR,
    "check" INTEGER CHECK ("check" > 1),
    "a,b" INTEGER GENERATED ALWAYS AS ("a.b" + 1),
    UNIQUE ("c""d", "🦀")
);
CREATE TABLE "select; --"."FROM" ("from" INTEGER);
CREATE INDEX "in'dex" ON "ta.b""le" ("c""d", ("a.b" + 1));
CREATE VIEW "vi'ew" AS SELECT "c""d" AS "x ""y""", "🦀" FROM "ta.b""le", "select; --"."FROM";
CREATE MACRO "ma cro"("p ""q""", "select" := 3) AS "p ""q""" + "select";
COMMENT ON COLUMN "ta.b""le"."c""d" IS '''); DROP TABLE x; --';
