CREATE TABLE notes (id int PRIMARY KEY, at datetime DEFAULT NULL, kind varchar(10) DEFAULT 'a' COMMENT 'it''s \\ old', hidden int, plain int);
