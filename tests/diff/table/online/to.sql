CREATE TABLE team (id integer PRIMARY KEY, name text NOT NULL, UNIQUE (name));
CREATE TABLE member (
  id integer NOT NULL,
  team_id integer REFERENCES team,
  email text NOT NULL,
  score integer CHECK (score >= 0),
  city text
);
CREATE INDEX member_email ON member (lower(email));
CREATE UNIQUE INDEX member_id ON member (id);
CREATE INDEX member_city ON member (city);
COMMENT ON INDEX member_email IS 'without regard to case';
COMMENT ON CONSTRAINT member_score_check ON member IS 'nobody loses';
