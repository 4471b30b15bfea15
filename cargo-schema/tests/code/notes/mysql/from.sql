CREATE TABLE authors (
    id INTEGER NOT NULL PRIMARY KEY,
    name VARCHAR(60),
    motto VARCHAR(20) NOT NULL DEFAULT 'none'
);
INSERT INTO authors (id, name) VALUES (1, 'a'), (2, NULL);
CREATE TABLE audit (id INTEGER NOT NULL PRIMARY KEY, who VARCHAR(20));
CREATE VIEW mottos AS SELECT id, motto FROM authors;
