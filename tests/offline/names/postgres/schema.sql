-- The names that the server chooses, and how it reads those that are written.
CREATE TABLE Things (Id int PRIMARY KEY, "Mixed Case" text, U&"d\0061ta" text, ÜMLAUT text, UNIQUE (id, "Mixed Case"), CHECK (id > 0), CHECK (id < 9), CHECK (id <> 5 AND "Mixed Case" <> ''));
CREATE TABLE a_table_whose_name_is_so_long_that_nobody_would_ever_write_it_down_twice (
    a_column_whose_name_is_long_as_well_so_that_both_are_cut integer REFERENCES things UNIQUE CHECK (a_column_whose_name_is_long_as_well_so_that_both_are_cut > 1),
    n serial
);
CREATE TABLE numbered (a int, b int);
CREATE INDEX ON numbered (a);
CREATE INDEX ON numbered (a) WHERE a > 1;
CREATE INDEX ON numbered (a, b, a);
CREATE INDEX ON numbered ((a + b), (a - b));
CREATE INDEX ON numbered (coalesce(a, b), ((a)::text), abs(b) DESC);
CREATE INDEX ON numbered (b) INCLUDE (a);
CREATE TABLE numbered_c_seq (a int);
ALTER TABLE numbered ADD COLUMN c serial;
ALTER TABLE numbered ADD UNIQUE (a), ADD UNIQUE (a, b), ADD CHECK (a > b), ADD CHECK (a <> b);
CREATE TABLE numbered_a_check (a int);
CREATE TABLE twice (a int UNIQUE UNIQUE PRIMARY KEY, b int UNIQUE, UNIQUE (b), CONSTRAINT same UNIQUE (b));
CREATE TABLE excluded (c circle, n int, EXCLUDE USING gist (c WITH &&));
COMMENT ON TABLE things IS E'it\'s \u0041\n'
 ' so';
COMMENT ON COLUMN things."Mixed Case" IS U&'d!0061ta' UESCAPE '!';
COMMENT ON COLUMN numbered.a IS $tag$a $$ b$tag$;
CREATE VIEW seen AS SELECT id AS number, "Mixed Case" FROM things;
CREATE TABLE like_view (LIKE seen, more int);
CREATE TABLE nested (a int DEFAULT ((((((((((1)))))))))));
