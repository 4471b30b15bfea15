CREATE TABLE team (id INTEGER PRIMARY KEY, name TEXT NOT NULL, lead INT REFERENCES team, CHECK (team.name <> ''));
CREATE TABLE member (id INTEGER PRIMARY KEY, team_id INT NOT NULL REFERENCES Team (id) ON DELETE CASCADE, FOREIGN KEY (team_id) REFERENCES "team"(id));
CREATE INDEX team_name ON team (name) WHERE team.name > 'a';
CREATE VIEW names AS SELECT team.name, t.id, team.* FROM team, team AS t WHERE EXISTS (SELECT 1 FROM member m WHERE m.team_id = team.id);
CREATE VIEW other AS WITH team AS (SELECT 1 AS x) SELECT team.x FROM team;
CREATE TRIGGER new_team AFTER INSERT ON team WHEN new.name IS NOT NULL BEGIN
  UPDATE team SET name = upper(name) WHERE team.id = new.id;
  INSERT INTO member (team_id) SELECT id FROM team WHERE id = new.id;
  DELETE FROM team WHERE id IN (SELECT team_id FROM member);
END;
CREATE TRIGGER new_member AFTER INSERT ON member BEGIN
  INSERT INTO team (id, name) VALUES (new.team_id, 'x') ON CONFLICT (id) DO UPDATE SET name = excluded.name || team.name;
  SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM team) THEN RAISE(ABORT, 'no team') END;
END;
