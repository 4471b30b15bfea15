CREATE TABLE a (x);

create table A (y);
