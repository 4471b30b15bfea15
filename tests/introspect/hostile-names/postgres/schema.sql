CREATE SCHEMA "Odd Schema";
CREATE TYPE "Odd Schema"."an Enum" AS ENUM ('a"b', '''', '--', '');
CREATE TABLE "Odd Schema"."select" ("from" integer PRIMARY KEY, "a b" text, "quote""d" text DEFAULT '"', "it's" "Odd Schema"."an Enum", "ünïcode" text, "Case" integer, "case" integer, "a.b" integer, "$1" text, "self" text, "; DROP TABLE x; --" text, "*/" text, "
" text);
CREATE INDEX "index ""on"" it" ON "Odd Schema"."select" ("a b", "quote""d", lower("ünïcode"));
ALTER TABLE "Odd Schema"."select" ADD CONSTRAINT "check it's" CHECK ("Case" > "case"), ADD CONSTRAINT "unique, too" UNIQUE ("a.b", "$1");
CREATE TABLE "Select" ("From" integer REFERENCES "Odd Schema"."select" ("from"));
CREATE TABLE "a name of sixty-three bytes, as long as names can be on servers" ("a column of sixty-three bytes, as long as names may be on them" serial);
CREATE VIEW "Odd Schema"."view $$" AS SELECT "a b" AS "b a", "*/" FROM "Odd Schema"."select" WHERE "it's" = '''';
CREATE FUNCTION "Odd Schema"."do it"("an argument" "Odd Schema"."an Enum", "select" text) RETURNS "Odd Schema"."select" LANGUAGE sql AS $$ SELECT * FROM "Odd Schema"."select" LIMIT 1 $$;
CREATE SEQUENCE "Odd Schema"."count me";
CREATE TABLE defaults (n integer DEFAULT nextval('"Odd Schema"."count me"'));
COMMENT ON COLUMN "Odd Schema"."select"."; DROP TABLE x; --" IS 'it''s "a" \comment; --
in two lines';
