CREATE TABLE people (id int PRIMARY KEY, mail varchar(40) NOT NULL, CHECK (mail <> 'x'), UNIQUE KEY by_mail (mail));
CREATE VIEW mails AS SELECT id FROM people;
