CREATE TABLE source (id INTEGER PRIMARY KEY, name VARCHAR(10) NOT NULL, price REAL);
CREATE TABLE copied AS SELECT id, name, price * 2 AS twice, 1 AS one, 'x' AS "a text" FROM source;
