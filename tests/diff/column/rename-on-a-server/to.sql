CREATE TABLE people (
  id int PRIMARY KEY,
  email varchar(40) NOT NULL, -- @renamed from=mail
  CHECK (email <> 'x'),
  UNIQUE KEY by_mail (email)
);
CREATE VIEW mails AS SELECT id FROM people;
