-- It's "odd" [text
CREATE TABLE a (
  x INT, -- a ; b '
  y TEXT DEFAULT 'a;
b' /* ( ' */
);

;;
CREATE VIEW v AS /* ; */ SELECT x FROM a;
INSERT INTO a VALUES (1, 'CREATE TABLE b (x);');
PRAGMA user_version = 3;
CREATE INDEX "i;" ON a (y);
-- the end /*