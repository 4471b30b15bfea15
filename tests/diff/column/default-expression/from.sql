CREATE TABLE t (id int PRIMARY KEY, a int DEFAULT 1, doc json, code varchar(40) DEFAULT (uuid()), at datetime DEFAULT CURRENT_TIMESTAMP);
