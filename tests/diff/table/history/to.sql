CREATE TABLE gains (id int PRIMARY KEY, a int) WITH SYSTEM VERSIONING;
CREATE TABLE loses (id int PRIMARY KEY, a int);
CREATE TABLE keeps (id int PRIMARY KEY, a bigint, b int) WITH SYSTEM VERSIONING;
CREATE TABLE explicit_ (id int PRIMARY KEY, started timestamp(6) GENERATED ALWAYS AS ROW START, ended timestamp(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (started, ended)) WITH SYSTEM VERSIONING;
CREATE TABLE stay (room int, from_day date NOT NULL, to_day date NOT NULL, PERIOD FOR nights (from_day, to_day));
