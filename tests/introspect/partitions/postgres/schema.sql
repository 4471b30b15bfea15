CREATE TABLE measures (
    id bigint GENERATED ALWAYS AS IDENTITY, city integer NOT NULL, at date NOT NULL, value double precision DEFAULT 0 CHECK (value > -300),
    PRIMARY KEY (id, at, city)
) PARTITION BY RANGE (at);
CREATE TABLE measures_2024 PARTITION OF measures FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE measures_2025 PARTITION OF measures (CONSTRAINT not_hot CHECK (value < 100)) FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')
    PARTITION BY LIST (city);
CREATE TABLE measures_2025_here PARTITION OF measures_2025 FOR VALUES IN (1, 2, 3);
CREATE TABLE measures_2025_elsewhere PARTITION OF measures_2025 DEFAULT WITH (fillfactor = 70);
CREATE TABLE measures_rest PARTITION OF measures (value DEFAULT 7) DEFAULT;
CREATE INDEX by_city ON measures (city);
CREATE INDEX only_here ON measures_2024 (value);
CREATE INDEX only_parent ON ONLY measures (value);
-- Attached, with its columns in another order and an index of its own.
CREATE TABLE measures_2023 (at date NOT NULL, value double precision, id bigint NOT NULL, city integer NOT NULL, CONSTRAINT measures_value_check CHECK (value > -300));
ALTER TABLE measures_2023 ADD CONSTRAINT "key of 2023" PRIMARY KEY (id, at, city);
ALTER TABLE measures ATTACH PARTITION measures_2023 FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
CREATE TABLE by_hash (id uuid, owner text) PARTITION BY HASH (id);
CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE UNLOGGED TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE by_expression (name text COLLATE "C", n integer) PARTITION BY RANGE (lower(name) COLLATE "C" text_pattern_ops, n);
CREATE TABLE by_expression_a PARTITION OF by_expression FOR VALUES FROM ('a', MINVALUE) TO ('b', 10);
CREATE TABLE cities (id integer PRIMARY KEY);
ALTER TABLE measures ADD FOREIGN KEY (city) REFERENCES cities;
CREATE TABLE alarms (id bigint, at date, city integer, FOREIGN KEY (id, at, city) REFERENCES measures);
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER note AFTER INSERT ON measures FOR EACH ROW EXECUTE FUNCTION noted();
CREATE TRIGGER note_here AFTER INSERT ON measures_2024 FOR EACH ROW EXECUTE FUNCTION noted();
COMMENT ON TABLE measures_2024 IS 'a year';
