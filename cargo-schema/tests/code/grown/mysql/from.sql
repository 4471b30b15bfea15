CREATE TABLE people (id BIGINT NOT NULL PRIMARY KEY, mail VARCHAR(80) NOT NULL, born INTEGER, other VARCHAR(20));
CREATE TABLE persons (id BIGINT NOT NULL PRIMARY KEY, born INTEGER);
CREATE VIEW adults AS SELECT id FROM persons WHERE born < 2000;
INSERT INTO people (id, mail, born, other) VALUES (1, 'a@example.org', 1990, 'kept');
