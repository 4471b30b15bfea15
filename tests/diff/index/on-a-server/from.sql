CREATE TABLE t (id int PRIMARY KEY, a varchar(200), b int, doc text, KEY gone (a), KEY changed (a), KEY hidden (b), KEY named (b, id));
