CREATE TABLE author (id INTEGER PRIMARY KEY);
CREATE TABLE book (
    id INTEGER PRIMARY KEY,
    written_by INTEGER REFERENCES author (id) -- @renamed from=author
);
