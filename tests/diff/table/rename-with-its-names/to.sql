CREATE TABLE thing ( -- @renamed from=item
    id serial PRIMARY KEY,
    title text UNIQUE, -- @renamed from=name
    parent integer REFERENCES thing (id),
    price integer CHECK (price > 0),
    note text UNIQUE,
    CONSTRAINT not_cheap CHECK (price > 1)
);
CREATE INDEX ON thing (price, lower(title));
CREATE INDEX by_note ON thing (note);
