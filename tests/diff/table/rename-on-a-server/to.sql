CREATE TABLE new_name ( -- @renamed from=old_name
  id int PRIMARY KEY,
  parent int,
  CONSTRAINT parent FOREIGN KEY (parent) REFERENCES new_name (id)
);
