CREATE TABLE "select" ("from" INTEGER PRIMARY KEY, "self" TEXT, "a b" TEXT, "quote""d" TEXT, "new
line" TEXT, "🦀" TEXT, "*/" TEXT, """; DROP TABLE x; --" TEXT, "a.b" TEXT);
CREATE TABLE """; drop table users; --" ("1" TEXT DEFAULT '"; drop', "" TEXT);
CREATE TABLE "a/b" (type TEXT, match TEXT, "é" TEXT, "É" TEXT);
CREATE TABLE "con" (id INTEGER PRIMARY KEY, "select" INTEGER REFERENCES "select" ("from"));
CREATE TABLE "É" (a);
CREATE TABLE "é" (a);
CREATE TABLE 'single quoted' ('a' TEXT, CHECK ("a" <> ''));
CREATE INDEX "index; --" ON "select" ("quote""d", "new
line" DESC) WHERE "🦀" = '🦀';
CREATE VIEW "view"".""x" AS SELECT "quote""d" AS "*/" FROM "select";
CREATE TRIGGER "on""ly" AFTER INSERT ON """; drop table users; --" BEGIN SELECT '"; drop'; END;
