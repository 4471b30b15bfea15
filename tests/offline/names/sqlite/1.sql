CREATE TABLE "Mixed Case" (`a b` INT, [c d] TEXT, 'e' REAL, "f""g" BLOB, "select" INT, naïve TEXT, "🦀");
CREATE INDEX "an index" ON [mixed case] (`A B`, [C D] DESC);
CREATE TABLE ref (x INT REFERENCES "MIXED CASE" ("A B"));
CREATE VIEW "a view" AS SELECT "a b", [c d], "nothing", "MIXED CASE".`f"g` FROM `mixed case`;
CREATE VIEW "another" ("x y", z) AS SELECT "A B", 1 FROM "a view";
CREATE TRIGGER [a trigger] AFTER UPDATE OF "A B" ON "mixed case" BEGIN SELECT 1; END
