CREATE TABLE people (id int NOT NULL PRIMARY KEY, mail varchar(40) NOT NULL, level enum('low', 'high') NOT NULL);
CREATE TABLE shops (id int NOT NULL PRIMARY KEY, days set('mo', 'tu'), size enum('small', 'large'));
CREATE VIEW mails AS SELECT id, mail FROM people WHERE level = 'low';
CREATE VIEW counted AS SELECT count(*) AS number FROM mails;
INSERT INTO people VALUES (1, 'a@example.org', 'high');
INSERT INTO shops VALUES (1, 'tu', 'large');
