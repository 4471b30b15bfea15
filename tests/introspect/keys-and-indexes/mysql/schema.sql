CREATE TABLE keyed (
  tenant int NOT NULL,
  id int NOT NULL AUTO_INCREMENT,
  code char(8) NOT NULL,
  name varchar(200) NOT NULL,
  body text NOT NULL,
  place point NOT NULL SRID 4326,
  tags json,
  PRIMARY KEY (id, tenant) COMMENT 'id first',
  UNIQUE KEY by_code (code),
  CONSTRAINT code_and_name UNIQUE (code, name),
  UNIQUE (tenant, code),
  KEY (name),
  KEY name_2 (name) USING BTREE,
  KEY `prefix` (name(10), body(100)),
  KEY falling (code DESC, name ASC),
  KEY ignored (tenant, name) INVISIBLE,
  KEY noted (tenant, code, name(3)) COMMENT 'a ''note''',
  FULLTEXT KEY words (name, body) COMMENT 'searched',
  FULLTEXT (body),
  SPATIAL KEY places (place),
  KEY lower_name ((lower(name))),
  UNIQUE KEY both_ways ((code + 1) DESC, name),
  KEY of_tags ((cast(tags->'$.ids' AS unsigned array)))
) ENGINE=InnoDB AUTO_INCREMENT=1000;

CREATE TABLE memory (
  a int NOT NULL,
  b int,
  PRIMARY KEY (a) USING HASH,
  KEY (b) USING BTREE
) ENGINE=MEMORY MAX_ROWS=100;

CREATE TABLE inline_keys (
  id bigint unsigned PRIMARY KEY AUTO_INCREMENT,
  email varchar(100) UNIQUE KEY,
  KEY big (email) KEY_BLOCK_SIZE=1024
);

CREATE TABLE no_key (a int);
CREATE INDEX later ON no_key (a) COMMENT 'added';
