CREATE TABLE people (id int PRIMARY KEY, mail varchar(40) NOT NULL, boss int);
CREATE TABLE pets (id int PRIMARY KEY, mail varchar(40) NOT NULL);
CREATE VIEW mails AS SELECT mail FROM people p WHERE mail > '' UNION SELECT p.mail FROM pets p;
CREATE VIEW mailed AS SELECT a.mail, b.mail AS boss FROM people a JOIN people b ON b.id = a.boss WHERE a.mail IN (SELECT mail FROM mails);
CREATE VIEW counted AS SELECT count(*) AS number FROM mailed;
CREATE VIEW fed AS SELECT id, mail FROM pets;
