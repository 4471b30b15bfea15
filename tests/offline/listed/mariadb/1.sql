CREATE TABLE known (a int);
CREATE TABLE computed AS SELECT a + 1 AS b FROM known;
CREATE TEMPORARY TABLE passing (a int);
GRANT SELECT ON known TO CURRENT_USER;
SET @sql = 'CREATE TABLE dynamic (a int)';
PREPARE made FROM @sql;
EXECUTE made;
BEGIN NOT ATOMIC
  CREATE TABLE inside (a int);
END;
