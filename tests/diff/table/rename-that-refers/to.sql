-- The author is made anew, which takes that nothing refers to a book of the old name.
CREATE TABLE author (id INTEGER PRIMARY KEY, born DATE, CHECK (id > 0));
CREATE TABLE volume ( -- @renamed from=book
    id INTEGER PRIMARY KEY, author INTEGER REFERENCES author (id));
