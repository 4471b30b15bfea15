CREATE TABLE things (id int PRIMARY KEY);

DELIMITER //
CREATE PROCEDURE both_kinds(IN a int, OUT b int, INOUT c varchar(10))
  COMMENT 'does ''much''' READS SQL DATA SQL SECURITY INVOKER
BEGIN
  DECLARE done bool DEFAULT FALSE;
  DECLARE cur CURSOR FOR SELECT id FROM things;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = TRUE;
  OPEN cur;
  again: LOOP
    FETCH cur INTO b;
    IF done THEN LEAVE again; END IF;
    CASE WHEN b > 3 THEN SET c = 'x;y'; ELSE SET c = IF(b, 'p', 'q'); END CASE;
  END LOOP;
  CLOSE cur;
END//

CREATE FUNCTION both_kinds(a int unsigned) RETURNS decimal(10,2) DETERMINISTIC NO SQL
RETURN a / 2//

CREATE FUNCTION `hostile name; --`() RETURNS varchar(20) CHARSET latin1 RETURN 'a'//

CREATE AGGREGATE FUNCTION total(x int) RETURNS bigint
BEGIN
  DECLARE s bigint DEFAULT 0;
  DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN s;
  LOOP
    FETCH GROUP NEXT ROW;
    SET s = s + x;
  END LOOP;
END//

SET sql_mode = 'ORACLE'//
CREATE PACKAGE tools AS
  FUNCTION twice(a int) RETURN int;
  PROCEDURE nothing;
END//
CREATE PACKAGE BODY tools AS
  FUNCTION twice(a int) RETURN int AS BEGIN RETURN a * 2; END;
  PROCEDURE nothing AS BEGIN NULL; END;
END//
SET sql_mode = DEFAULT//
DELIMITER ;
CREATE VIEW after_packages AS SELECT both_kinds(id) AS half FROM things;
