CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, age TEXT, height REAL, state TEXT NOT NULL CHECK (state IN ('in', 'away')));
