CREATE TABLE a (x INTEGER NOT NULL, y TEXT);
CREATE TABLE b (z);
-- These are there in the engine too, but cannot be read.
CREATE VIEW of_nothing AS SELECT * FROM absent;
CREATE VIEW of_no_column (c) AS SELECT nowhere FROM a;
CREATE VIEW of_no_column_in_where AS SELECT x FROM a WHERE nowhere = 1;
CREATE VIEW of_no_function AS SELECT no_function(x) AS c FROM a;
CREATE VIEW of_another AS SELECT * FROM of_nothing;
CREATE VIEW of_itself (c) AS SELECT c FROM of_itself;
CREATE VIEW of_dropped (c) AS SELECT z FROM b;
DROP TABLE b;
-- These can.
CREATE VIEW by_alias AS SELECT x AS n, y FROM a WHERE n > 0 GROUP BY n HAVING n < 9 ORDER BY n;
CREATE VIEW by_string AS SELECT "no such column" AS s FROM a WHERE true AND x IN ();
CREATE VIEW inside AS SELECT (SELECT y FROM a AS i WHERE i.x = o.x) AS y FROM a AS o
  WHERE EXISTS (SELECT 1 FROM a WHERE a.x = o.x);
CREATE VIEW of_catalog AS SELECT count(*) AS n FROM sqlite_master WHERE type = 'table';
CREATE VIEW of_rows AS VALUES (CAST(1 AS REAL)), (2);
