CREATE TABLE users (
  id int PRIMARY KEY,
  name varchar(50) NOT NULL COMMENT 'as they want to be called',
  born date
);

CREATE VIEW zz_base AS SELECT id, name, born FROM users WHERE id > 0;
-- Its name comes before that of the view that it reads.
CREATE VIEW aa_over AS SELECT z.name, count(*) AS many, max(born) FROM zz_base z GROUP BY z.name;
CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW checked AS SELECT * FROM users WHERE name <> '' WITH LOCAL CHECK OPTION;
CREATE ALGORITHM=TEMPTABLE VIEW named (first, second) AS SELECT id + 1, concat(name, 'it''s; -- no comment') FROM users;
CREATE VIEW cascaded AS SELECT id FROM checked WITH CASCADED CHECK OPTION;
CREATE VIEW outer_join AS SELECT a.id, b.name AS other FROM users a LEFT JOIN users b ON b.id = a.id + 1;
CREATE VIEW united AS SELECT 1 AS one, 'a' AS letter UNION ALL SELECT id, name FROM users;
CREATE VIEW counted AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT CAST(i AS char(3)) AS i FROM n;
CREATE DEFINER=`some body`@`localhost` SQL SECURITY INVOKER VIEW of_another AS SELECT 1 AS a;

DELIMITER //
CREATE FUNCTION shout(text varchar(50)) RETURNS varchar(51) DETERMINISTIC RETURN concat(upper(text), '!')//
DELIMITER ;
CREATE VIEW loud AS SELECT shout(name) AS name FROM users;
