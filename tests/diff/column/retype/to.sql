CREATE TABLE readings (
  id int PRIMARY KEY,
  wider bigint NOT NULL,
  longer varchar(60),
  across varchar(300),
  narrower int,
  cut varchar(30),
  text_to_number int
) DEFAULT CHARSET=utf8mb4;
