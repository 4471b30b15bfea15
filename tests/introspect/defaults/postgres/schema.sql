CREATE SCHEMA other;
CREATE FUNCTION other.token() RETURNS text LANGUAGE sql AS $$ SELECT 'a'::text $$;
CREATE SEQUENCE other.numbers;
CREATE TYPE mood AS ENUM ('sad', 'it''s fine');
CREATE TABLE defaults (
    a_literal text DEFAULT 'it''s', a_backslash text DEFAULT 'a\b', a_null text DEFAULT NULL, an_empty text DEFAULT '',
    a_number integer DEFAULT -1, a_sum numeric(8, 2) DEFAULT 1 + 0.5, a_bool boolean DEFAULT false,
    a_now timestamptz DEFAULT now(), a_current timestamp DEFAULT CURRENT_TIMESTAMP, a_day date DEFAULT CURRENT_DATE,
    an_array text[] DEFAULT '{}', another_array integer[] DEFAULT ARRAY[1, 2], a_json jsonb DEFAULT '{"a": [1, null]}',
    a_mood mood DEFAULT 'it''s fine', a_user text DEFAULT current_user, an_interval interval DEFAULT '1 day 02:00:00',
    a_bytea bytea DEFAULT '\xdeadbeef', a_uuid uuid DEFAULT gen_random_uuid(), a_token text NOT NULL DEFAULT other.token(),
    a_number_from_there bigint DEFAULT nextval('other.numbers'), a_float double precision DEFAULT 0.1,
    a_range int4range DEFAULT '[1,10)', a_newline text DEFAULT E'a\nb'
);
