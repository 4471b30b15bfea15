create table "A" ([id] integer primary key, T TEXT collate NOCASE default (1 + 2));
create index I on A (T);
create view V as
  select t from "a";
