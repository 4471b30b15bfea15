-- The partition was below a table of the name that is wanted again, and keeps the names that it got
-- there.
CREATE TABLE reading (day date NOT NULL, value integer NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE reading_2024 PARTITION OF reading FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE measurement (day date NOT NULL, value integer NOT NULL) PARTITION BY RANGE (day);
ALTER TABLE reading DETACH PARTITION reading_2024;
DROP TABLE reading;
ALTER TABLE measurement ATTACH PARTITION reading_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
