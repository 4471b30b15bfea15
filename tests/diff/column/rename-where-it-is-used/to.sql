CREATE TABLE parent (
    id INTEGER PRIMARY KEY,
    b INTEGER, -- @renamed from=a
    CHECK (b > 0)
);
CREATE TABLE child (parent_id INTEGER REFERENCES parent (id));
CREATE INDEX by_a ON parent (b);
