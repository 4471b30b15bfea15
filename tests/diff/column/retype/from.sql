CREATE TABLE readings (
  id int PRIMARY KEY,
  wider smallint NOT NULL,
  longer varchar(40),
  across varchar(200),
  narrower bigint,
  cut varchar(300),
  text_to_number varchar(10)
) DEFAULT CHARSET=utf8mb4;
