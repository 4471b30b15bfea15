CREATE TABLE things (size integer, weight integer);
COMMENT ON COLUMN things.weight IS 'in kilograms';
