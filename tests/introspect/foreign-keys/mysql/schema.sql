CREATE TABLE parents (
  id int PRIMARY KEY,
  a int NOT NULL,
  b int NOT NULL,
  UNIQUE KEY pair (a, b)
);

CREATE TABLE children (
  id int PRIMARY KEY,
  parent int NOT NULL,
  inline_parent int,
  a int,
  b int,
  self int,
  KEY own_index (self),
  CONSTRAINT to_parent FOREIGN KEY (parent) REFERENCES parents (id) ON DELETE CASCADE ON UPDATE NO ACTION,
  FOREIGN KEY (a, b) REFERENCES parents (a, b) ON DELETE SET NULL ON UPDATE CASCADE,
  FOREIGN KEY (self) REFERENCES children (id) ON DELETE NO ACTION ON UPDATE RESTRICT
);

-- Two that need each other.
CREATE TABLE hens (id int PRIMARY KEY, egg int);
CREATE TABLE eggs (id int PRIMARY KEY, hen int, CONSTRAINT laid FOREIGN KEY (hen) REFERENCES hens (id));
ALTER TABLE hens ADD CONSTRAINT hatched FOREIGN KEY (egg) REFERENCES eggs (id) ON DELETE SET NULL;
