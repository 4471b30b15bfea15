CREATE TABLE people (id INTEGER NOT NULL PRIMARY KEY, mail VARCHAR(40), team INTEGER);
CREATE UNIQUE INDEX people_mail ON people (lower(mail), team) WHERE team > 1;
