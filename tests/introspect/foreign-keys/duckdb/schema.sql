CREATE TABLE parent (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, code VARCHAR UNIQUE, UNIQUE (a, b));
CREATE TABLE "a child" (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER NOT NULL REFERENCES parent,
    code VARCHAR REFERENCES parent (code),
    a INTEGER,
    b INTEGER,
    self INTEGER REFERENCES "a child" (id),
    CONSTRAINT pair FOREIGN KEY (b, a) REFERENCES parent (a, b)
);
CREATE TABLE aa_first_by_name (id INTEGER REFERENCES "a child" (id));
