CREATE TABLE measure (id integer GENERATED ALWAYS AS IDENTITY, at integer NOT NULL, value integer);
CREATE VIEW measured AS SELECT value FROM measure;
