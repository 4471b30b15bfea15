CREATE FUNCTION is_even(number integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT number % 2 = 0';
CREATE TABLE checks (
    a integer CHECK (a > 0), b integer CONSTRAINT b_is_small CHECK (b < 10 OR b IS NULL), c text,
    d text CHECK (d IN ('x', 'y')), e varchar(5) CHECK (e IN ('one', 'two')), f text CHECK (f ~ '^[a-z''"]+$'),
    g integer CHECK (is_even(g)), h integer CHECK (h BETWEEN 1 AND 3) NO INHERIT,
    CHECK (a < b), CONSTRAINT "said twice" CHECK (c <> '' AND c IS NOT NULL)
);
ALTER TABLE checks ADD CONSTRAINT not_yet CHECK (c LIKE 'a%') NOT VALID;
COMMENT ON CONSTRAINT not_yet ON checks IS 'from tomorrow on';
