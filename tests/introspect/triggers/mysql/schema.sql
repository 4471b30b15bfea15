CREATE TABLE items (id int PRIMARY KEY, price int, changed int DEFAULT 0);
CREATE TABLE log (what text);

CREATE TRIGGER plain BEFORE INSERT ON items FOR EACH ROW SET NEW.price = abs(NEW.price);

DELIMITER $$
CREATE TRIGGER zz_first AFTER UPDATE ON items FOR EACH ROW
BEGIN
  -- the first; of two
  IF NEW.price <> OLD.price THEN
    INSERT INTO log VALUES (concat('it''s ', NEW.price, "; DELIMITER"));
  END IF;
END$$
CREATE TRIGGER aa_second AFTER UPDATE ON items FOR EACH ROW FOLLOWS zz_first
  INSERT INTO log VALUES ('second')$$
CREATE TRIGGER mm_zeroth AFTER UPDATE ON items FOR EACH ROW PRECEDES zz_first
  INSERT INTO log VALUES ('zeroth')$$
DELIMITER ;

CREATE DEFINER=`nobody`@`%` TRIGGER of_another AFTER DELETE ON items FOR EACH ROW DELETE FROM log;
SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT';
CREATE TRIGGER "other mode" BEFORE DELETE ON "items" FOR EACH ROW SET @"a" = 'a' || 'b';
SET sql_mode = DEFAULT;
