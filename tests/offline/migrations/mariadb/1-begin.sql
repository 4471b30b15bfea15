-- Written by hand, with whatever MariaDB takes.
DROP DATABASE IF EXISTS `shop`;
CREATE DATABASE shop CHARACTER SET utf8mb4;
USE shop;
SET FOREIGN_KEY_CHECKS=0;
START TRANSACTION;
create table if not exists Users (
  `id` int unsigned not null auto_increment,
  Email varchar(255) character set latin1 not null,
  age tinyint unsigned default null check (age < 150),
  status enum('on', 'off') default 'on',
  primary key (`id`),
  unique (Email)
) engine=innodb;
CREATE TABLE shop.posts (
  id serial,
  author int unsigned,
  parent bigint unsigned,
  title varchar(80) NOT NULL DEFAULT "none; yet", # a comment; here
  body text,
  INDEX (title(10)),
  FULLTEXT INDEX search (title, body),
  FOREIGN KEY (author) REFERENCES Users (id) ON DELETE SET NULL,
  CONSTRAINT FOREIGN KEY (parent) REFERENCES posts (id)
);
INSERT INTO posts (title, body) VALUES ('; DROP TABLE posts; --', ''), ("it's", 'b');
COMMIT;
