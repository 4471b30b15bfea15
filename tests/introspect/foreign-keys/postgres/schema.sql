CREATE SCHEMA other;
CREATE TABLE other.countries (code char(2) PRIMARY KEY);
CREATE TABLE places (a integer, b integer, country char(2) REFERENCES other.countries, PRIMARY KEY (a, b));
CREATE TABLE visits (
    id integer PRIMARY KEY, a integer, b integer, c integer, d integer, again integer REFERENCES visits (id) ON DELETE CASCADE,
    country char(2) CONSTRAINT in_country REFERENCES other.countries ON UPDATE CASCADE ON DELETE RESTRICT,
    FOREIGN KEY (a, b) REFERENCES places ON DELETE SET NULL (b) ON UPDATE SET DEFAULT,
    CONSTRAINT all_or_nothing FOREIGN KEY (c, d) REFERENCES places MATCH FULL DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE visits ADD CONSTRAINT later FOREIGN KEY (d, c) REFERENCES places (a, b) NOT VALID;
-- Tables that need each other.
CREATE TABLE hens (id integer PRIMARY KEY, egg integer);
CREATE TABLE eggs (id integer PRIMARY KEY, hen integer NOT NULL REFERENCES hens DEFERRABLE);
ALTER TABLE hens ADD FOREIGN KEY (egg) REFERENCES eggs;
