CREATE SCHEMA tools;
CREATE EXTENSION citext;
CREATE EXTENSION hstore WITH SCHEMA tools;
CREATE EXTENSION ltree;
CREATE EXTENSION cube;
CREATE EXTENSION btree_gist;
CREATE EXTENSION pg_trgm WITH SCHEMA tools;
COMMENT ON EXTENSION ltree IS 'labels';
CREATE TABLE uses (
    email citext NOT NULL UNIQUE, aliases citext[], attributes tools.hstore DEFAULT '"a"=>"1"', path ltree, query lquery, at cube,
    room integer, during tstzrange, EXCLUDE USING gist (room WITH =, during WITH &&)
);
CREATE INDEX ON uses USING gist (path);
CREATE INDEX ON uses USING gin (attributes);
CREATE INDEX similar_email ON uses USING gin ((email::text) tools.gin_trgm_ops);
CREATE DOMAIN address AS citext CHECK (VALUE ~ '@');
CREATE VIEW seen AS SELECT email, attributes OPERATOR(tools.->) 'a' AS a FROM uses;
