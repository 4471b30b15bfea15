CREATE TABLE people (id int NOT NULL PRIMARY KEY, mail varchar(40) NOT NULL);
CREATE TABLE mails (id int NOT NULL PRIMARY KEY, mail varchar(40) NOT NULL);
CREATE TRIGGER lowered BEFORE INSERT ON people FOR EACH ROW SET NEW.mail = lower(NEW.mail);
CREATE TRIGGER untouched BEFORE INSERT ON mails FOR EACH ROW SET NEW.mail = lower(NEW.mail);
CREATE FUNCTION counted() RETURNS int READS SQL DATA RETURN (SELECT count(*) FROM people);
CREATE PROCEDURE unrelated() SELECT 'people' AS what;
CREATE EVENT cleaned ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DO DELETE FROM people WHERE mail = '';
INSERT INTO people VALUES (1, 'a@example.org');
