CREATE TABLE team (id integer, name text);
CREATE TABLE member (id integer, team_id integer, email text NOT NULL, score integer);
CREATE INDEX member_email ON member (email);
CREATE INDEX member_score ON member (score);
