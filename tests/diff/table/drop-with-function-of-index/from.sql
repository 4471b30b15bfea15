CREATE FUNCTION plain(word text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower($1) $$;
CREATE FUNCTION is_short(word text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT length($1) < 9 $$;
CREATE TABLE words (word text CHECK (is_short(word)));
CREATE INDEX words_plain ON words (plain(word));
