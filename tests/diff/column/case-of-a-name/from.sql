CREATE TABLE t (id int PRIMARY KEY, Name varchar(10), KEY By_Name (Name));
