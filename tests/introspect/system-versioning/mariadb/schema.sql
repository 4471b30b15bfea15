CREATE TABLE versioned (id int PRIMARY KEY, name varchar(20)) WITH SYSTEM VERSIONING;

CREATE TABLE partly (
  id int PRIMARY KEY,
  kept varchar(20),
  forgotten int WITHOUT SYSTEM VERSIONING
) WITH SYSTEM VERSIONING;

CREATE TABLE explicit_columns (
  id int,
  started timestamp(6) GENERATED ALWAYS AS ROW START,
  ended timestamp(6) GENERATED ALWAYS AS ROW END INVISIBLE,
  PERIOD FOR SYSTEM_TIME (started, ended)
) WITH SYSTEM VERSIONING;

CREATE TABLE history_apart (id int) WITH SYSTEM VERSIONING PARTITION BY SYSTEM_TIME (
  PARTITION past HISTORY,
  PARTITION present CURRENT
);

CREATE TABLE bookings (
  room int NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  PERIOD FOR stay (from_day, to_day),
  UNIQUE KEY free_room (room, stay WITHOUT OVERLAPS)
);
