ALTER TABLE Users
  ADD COLUMN name varchar(50) NOT NULL AFTER id,
  ADD UNIQUE KEY by_name (name),
  CHANGE age years smallint,
  ALTER status SET DEFAULT 'off',
  DROP CONSTRAINT Email;
ALTER TABLE posts DROP FOREIGN KEY posts_ibfk_1, ADD CONSTRAINT written FOREIGN KEY (author) REFERENCES Users (id);
ALTER TABLE posts MODIFY COLUMN body longtext NOT NULL, RENAME COLUMN title TO heading;
ALTER TABLE posts RENAME TO articles;
CREATE UNIQUE INDEX by_heading ON articles (heading, id DESC);
DROP INDEX search ON articles;
DELIMITER $$
CREATE TRIGGER fill BEFORE INSERT ON articles FOR EACH ROW BEGIN
  IF NEW.heading = '' THEN SET NEW.heading = 'none'; END IF;
END$$
DELIMITER ;
CREATE TABLE gone (a int);
DROP TABLE IF EXISTS gone, never_there;
ALTER TABLE Users DROP INDEX by_name, RENAME COLUMN id TO user_id;
RENAME TABLE Users TO people;
CREATE OR REPLACE VIEW heads AS SELECT a.heading, p.name FROM articles AS a LEFT JOIN people p ON p.user_id = a.author;
