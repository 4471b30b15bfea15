CREATE TABLE t (
  a INTEGER, b integer, c Int, d bigint, e "INTEGER", f UNSIGNED BIG INT,
  g TEXT, h varchar ( 255 ), i NATIVE CHARACTER(70), j CLOB, k string,
  l BLOB, m, n ANY,
  o REAL, p double   precision, q FLOAT,
  r NUMERIC, s decimal(10, 2), t NUMBER(5), u whatever,
  v BOOLEAN, w bool, x DATE, y TIME, z DATETIME,
  aa timestamp(6), ab TIMESTAMP WITH TIME ZONE, ac uuid, ad JSON, ae jsonb,
  af int /* a comment */ unsigned, ag "my ""own"" type", ah DECIMAL(+5, -2)
);
