CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT, s TEXT AS (upper(t)) STORED, w TEXT AS (lower(t)));
