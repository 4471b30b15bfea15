CREATE TABLE `a``b` (`c``d` int PRIMARY KEY, `drop table` int COMMENT '''; DROP TABLE x; --', `p``q` int, CONSTRAINT `f``k` FOREIGN KEY (`p``q`) REFERENCES `a``b` (`c``d`));
