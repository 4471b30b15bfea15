CREATE TYPE status AS ENUM ('new', 'done', 'it''s "odd"', '');
ALTER TYPE status ADD VALUE 'started' BEFORE 'done';
COMMENT ON TYPE status IS 'how far it is';
CREATE DOMAIN positive AS integer NOT NULL DEFAULT 1 CHECK (VALUE > 0) CONSTRAINT not_too_large CHECK (VALUE < 1000);
CREATE DOMAIN code AS varchar(10) COLLATE "C" CONSTRAINT upper_case CHECK (VALUE = upper(VALUE));
CREATE DOMAIN of_domain AS code CHECK (length(VALUE) > 2);
CREATE DOMAIN of_array AS text[] CHECK (array_length(VALUE, 1) < 5);
CREATE DOMAIN of_enum AS status CHECK (VALUE <> 'done');
ALTER DOMAIN code ADD CONSTRAINT not_yet CHECK (VALUE <> 'X') NOT VALID;
COMMENT ON DOMAIN positive IS 'more than nothing';
COMMENT ON CONSTRAINT not_too_large ON DOMAIN positive IS 'for now';
CREATE TABLE uses (
    a status NOT NULL DEFAULT 'new', b status[], c positive, d code, e of_domain[], f of_array, g of_enum DEFAULT 'new'
);
