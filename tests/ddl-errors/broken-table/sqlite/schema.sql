CREATE TABLE a (x);
CREATE TABLE b (
  x INT,
  y INT NOT,
  z INT
);
