CREATE TABLE t (id INTEGER PRIMARY KEY, state VARCHAR NOT NULL CHECK (state IN ('open', 'held', 'done')));
