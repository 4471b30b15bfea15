CREATE TABLE pot (
  id integer,
  CONSTRAINT pot_positive CHECK (id > 0) -- @renamed from=pot_id
);
CREATE INDEX pot_new ON pot (id); -- @renamed from=pot_old
