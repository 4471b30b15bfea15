CREATE TABLE "a""; DROP TABLE x; --" ("c'""; --" bigint NOT NULL, "d\'" text DEFAULT 'x''); --', CONSTRAINT "k""'" CHECK ("c'""; --" > 0));
CREATE TYPE "t'"";" AS ENUM ('v''); --', '\''";--');
COMMENT ON COLUMN "a""; DROP TABLE x; --"."d\'" IS 'it''s "quoted"; --';
