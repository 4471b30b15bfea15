CREATE TABLE t (
  id int PRIMARY KEY,
  title varchar(40) NOT NULL, -- @renamed from=name
  tags json,
  KEY lower_name (id, (lower(title)) DESC),
  UNIQUE KEY names ((cast(tags->'$.names' AS char(20) array)))
);
