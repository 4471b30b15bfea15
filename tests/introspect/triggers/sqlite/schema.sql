CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, changed INTEGER);
CREATE VIEW names AS SELECT name FROM users;
CREATE TRIGGER stamp AFTER UPDATE OF name ON Users WHEN new.name <> old.name BEGIN
  UPDATE users SET changed = CASE WHEN 1 THEN 2 END WHERE id = new.id; -- the semicolon; here
  SELECT 'END;';
END;
CREATE TRIGGER IF NOT EXISTS main.guard BEFORE DELETE ON users BEGIN
  SELECT RAISE(ABORT, 'no');
END;
CREATE TRIGGER insert_name INSTEAD OF INSERT ON names BEGIN
  INSERT INTO users (name) VALUES (new.name);
END;
CREATE TRIGGER plain INSERT ON users BEGIN SELECT 1; END;
