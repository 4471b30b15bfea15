CREATE TABLE measure (id integer GENERATED ALWAYS AS IDENTITY, at integer NOT NULL, value integer) PARTITION BY RANGE (at);
CREATE TABLE measure_low PARTITION OF measure FOR VALUES FROM (0) TO (10);
CREATE TABLE measure_high PARTITION OF measure FOR VALUES FROM (10) TO (20);
CREATE VIEW measured AS SELECT value FROM measure;
