CREATE TABLE `select` (`from` int PRIMARY KEY, `order by` int, `a``b` int, `semi;colon` int, `-- dash` int, `/* star */` int, `'quote"` int, `ünïcödé` int, `表` int, `dot.dot` int, `%s {x}` int, KEY `key;` (`order by`));
CREATE TABLE `it's` (id int PRIMARY KEY COMMENT 'a `comment` with "quotes", it''s \\ and\nlines', parent int, CONSTRAINT `fk; 1` FOREIGN KEY (parent) REFERENCES `select` (`from`), CONSTRAINT `check;` CHECK (parent > 0)) COMMENT='; -- \'x\' 表';
CREATE TABLE Upper (Id int, KEY Idx (Id));
CREATE TABLE upper2 (`ID` int);
CREATE VIEW `a view; DROP` AS SELECT `a``b`, `dot.dot` AS `new.name` FROM `select`;
CREATE TRIGGER `tr``igger` BEFORE INSERT ON `select` FOR EACH ROW SET NEW.`a``b` = 1;
