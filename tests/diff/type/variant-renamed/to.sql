CREATE TYPE colour AS ENUM (
  'red',
  'gray' -- @renamed from=grey
);
CREATE TABLE thing (id integer PRIMARY KEY, colour colour DEFAULT 'gray');
