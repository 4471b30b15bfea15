CREATE TABLE numbers (
  flag boolean,
  small_flag tinyint(1) unsigned,
  t tinyint,
  t4 tinyint(4),
  tu tinyint unsigned,
  s smallint,
  su smallint unsigned,
  m mediumint,
  mu mediumint unsigned,
  i int,
  i5 int(5),
  iu integer unsigned,
  iz int(8) zerofill,
  b bigint,
  bu bigint unsigned,
  f float,
  f7 float(7,3),
  f30 float(30),
  fu float unsigned,
  d double,
  dp double precision,
  dd double(10,2),
  r real,
  n decimal,
  n10 decimal(10,2),
  n65 decimal(65,30),
  nu numeric(6) unsigned,
  nz dec(6,2) zerofill,
  x fixed(4,1),
  bit1 bit,
  bit64 bit(64),
  y year,
  y4 year(4)
) ENGINE=InnoDB;

CREATE TABLE texts (
  c char,
  c10 char(10),
  v varchar(255),
  nc nchar(5),
  nv nvarchar(7),
  tt tinytext,
  tx text,
  t300 text(300),
  mt mediumtext,
  lt longtext,
  l long,
  bin binary(16),
  vb varbinary(32),
  tb tinyblob,
  bl blob,
  mb mediumblob,
  lb longblob,
  latin varchar(20) CHARACTER SET latin1,
  swedish varchar(20) CHARACTER SET latin1 COLLATE latin1_swedish_ci,
  bytes varchar(20) COLLATE utf8mb4_bin,
  old_utf8 text CHARACTER SET utf8mb3,
  wide char(3) CHARACTER SET utf16,
  asc_column varchar(4) ascii,
  newest varchar(9) COLLATE utf8mb4_ja_0900_as_cs
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE times (
  d date,
  t time,
  t3 time(3),
  dt datetime,
  dt6 datetime(6),
  dt0 datetime(0),
  ts timestamp NULL,
  ts6 timestamp(6) NULL
);

CREATE TABLE others (
  j json,
  j_not_null json NOT NULL,
  g geometry,
  p point,
  ls linestring,
  pl polygon SRID 4326,
  mp multipoint,
  ml multilinestring,
  mpl multipolygon,
  gc geometrycollection,
  flat point NOT NULL SRID 0
);

CREATE TABLE choices (
  plain enum('new','in use','gone') NOT NULL DEFAULT 'new',
  hostile enum('it''s','a,b','"quoted"','back\\slash','(x)','','ünïcödé','表'),
  latin enum('a','b') CHARACTER SET latin1,
  many set('read','write','execute') NOT NULL DEFAULT 'read,write',
  one set('only')
);

CREATE TABLE latin (
  a varchar(10),
  b varchar(10) CHARACTER SET utf8mb4
) DEFAULT CHARSET=latin1 COMMENT='the table''s own character set';

-- By itself, since not every driver reads a row that has one.
CREATE TABLE vectors (v vector(3));
