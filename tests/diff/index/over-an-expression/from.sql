CREATE TABLE t (id int PRIMARY KEY, name varchar(40) NOT NULL, tags json, KEY lower_name ((lower(name))), KEY ids ((cast(tags->'$.ids' AS unsigned array))));
