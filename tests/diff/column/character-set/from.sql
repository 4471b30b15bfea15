CREATE TABLE words (id int PRIMARY KEY, word varchar(20) CHARACTER SET latin1, sorted varchar(20) COLLATE utf8mb4_general_ci) DEFAULT CHARSET=utf8mb4;
