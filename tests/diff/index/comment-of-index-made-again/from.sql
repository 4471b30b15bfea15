CREATE TABLE sums (
    a integer,
    twice integer GENERATED ALWAYS AS (a * 2) STORED,
    CONSTRAINT sums_positive CHECK (twice > 0)
);
CREATE INDEX sums_twice ON sums (twice);
COMMENT ON INDEX sums_twice IS 'for lists';
COMMENT ON CONSTRAINT sums_positive ON sums IS 'of course';
