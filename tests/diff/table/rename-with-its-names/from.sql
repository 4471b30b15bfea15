CREATE TABLE item (
    id serial PRIMARY KEY,
    name text UNIQUE,
    parent integer REFERENCES item (id),
    price integer CHECK (price > 0),
    note text,
    CONSTRAINT not_cheap CHECK (price > 1)
);
CREATE INDEX ON item (price, lower(name));
CREATE INDEX by_note ON item (note);
