CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, nick VARCHAR(10));
CREATE TABLE posts (id INTEGER PRIMARY KEY, author INTEGER NOT NULL REFERENCES users, body);
-- Named so that their order is not the order of their names.
CREATE VIEW z AS SELECT id, name, nick FROM users; -- the last word
CREATE VIEW y (number, "of what") AS SELECT count(*), author FROM posts GROUP BY author;
CREATE VIEW if not exists a AS
  SELECT z.name, y.number, -- a comment
    (SELECT body FROM posts LIMIT 1) AS body
  FROM z LEFT JOIN y ON y."of what" = z.id;
CREATE VIEW broken AS SELECT * FROM nowhere;
CREATE VIEW circle_a AS SELECT * FROM circle_b;
CREATE VIEW circle_b AS SELECT * FROM circle_a;
