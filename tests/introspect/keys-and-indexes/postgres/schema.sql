CREATE TABLE events (
    id bigint NOT NULL, tenant integer NOT NULL, name text NOT NULL, email varchar(80), payload jsonb, tags text[],
    happened_at timestamptz, position point, during tstzrange, code char(4)
);
ALTER TABLE events ADD UNIQUE (tenant, name);
ALTER TABLE events ADD CONSTRAINT one_code UNIQUE NULLS NOT DISTINCT (code) INCLUDE (name);
ALTER TABLE events ADD CONSTRAINT one_email UNIQUE (email) DEFERRABLE;
ALTER TABLE events ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&) WHERE (tenant > 0);
ALTER TABLE events ADD CONSTRAINT one_place EXCLUDE USING gist (position WITH ~=) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ON events (happened_at);
CREATE INDEX newest_first ON events (happened_at DESC, id DESC NULLS LAST, name ASC NULLS FIRST);
CREATE UNIQUE INDEX lower_email ON events (lower(email)) WHERE email IS NOT NULL AND tenant <> 3;
CREATE INDEX by_expression ON events ((payload ->> 'kind'), ((tenant + 1)), name);
CREATE INDEX by_pattern ON events (name text_pattern_ops, email varchar_pattern_ops);
CREATE INDEX by_collation ON events (name COLLATE "C" DESC, (name || email) COLLATE "POSIX");
CREATE INDEX in_payload ON events USING gin (payload jsonb_path_ops);
CREATE INDEX in_tags ON events USING gin (tags) WITH (fastupdate = off);
CREATE INDEX by_block ON events USING brin (happened_at) WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX by_hash ON events USING hash (name);
CREATE INDEX near ON events USING spgist (position);
CREATE INDEX covering ON events (tenant) INCLUDE (name, email) WITH (fillfactor = 70, deduplicate_items = off);
CREATE UNIQUE INDEX nulls_are_one ON events (tenant, code) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX to_replicate ON events (id);
ALTER TABLE events REPLICA IDENTITY USING INDEX to_replicate;
ALTER INDEX by_expression ALTER COLUMN 1 SET STATISTICS 500;
COMMENT ON INDEX near IS 'where it''s near';
COMMENT ON CONSTRAINT one_code ON events IS 'one of each';
