CREATE TABLE words (id int PRIMARY KEY, word varchar(20) CHARACTER SET utf8mb4, sorted varchar(20) COLLATE utf8mb4_bin) DEFAULT CHARSET=utf8mb4;
