CREATE TABLE things (size numeric(12, 3), weight numeric(12, 3));
COMMENT ON COLUMN things.size IS 'in metres';
COMMENT ON COLUMN things.weight IS 'in kilograms';
