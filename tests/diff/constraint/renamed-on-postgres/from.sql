CREATE TABLE pot (id integer CONSTRAINT pot_id CHECK (id > 0));
CREATE INDEX pot_old ON pot (id);
