CREATE TABLE people (
  first_name varchar(40) NOT NULL,
  last_name varchar(40) NOT NULL,
  full_name varchar(81) GENERATED ALWAYS AS (concat(first_name, ' ', last_name)) STORED COMMENT 'for display',
  short varchar(3) AS (left(last_name, 3)) VIRTUAL,
  same varchar(81) AS (full_name) STORED UNIQUE,
  needed int AS (length(last_name)) STORED NOT NULL,
  born date,
  year int AS (year(born)) VIRTUAL INVISIBLE,
  doc json,
  city varchar(50) AS (json_unquote(json_extract(doc, '$.city'))),
  town varchar(50) AS (doc->>'$.town') STORED,
  hidden int INVISIBLE,
  hidden_default int NOT NULL DEFAULT 4 COMMENT 'not in SELECT *' INVISIBLE,
  KEY by_city (city)
);
