CREATE TABLE members ( -- @renamed from=people
  id int PRIMARY KEY,
  email varchar(40) NOT NULL, -- @renamed from=mail
  boss int
);
CREATE TABLE pets (id int PRIMARY KEY, mail varchar(40) NOT NULL);
CREATE VIEW mails AS SELECT email AS mail FROM members p WHERE email > '' UNION SELECT p.mail FROM pets p;
CREATE VIEW mailed AS SELECT a.email AS mail, b.email AS boss FROM members a JOIN members b ON b.id = a.boss WHERE a.email IN (SELECT mail FROM mails);
CREATE VIEW counted AS SELECT count(*) AS number FROM mailed;
CREATE VIEW fed AS SELECT id, mail FROM pets WHERE id > 0;
