CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL COLLATE nocase DEFAULT 'code',
  "old code" TEXT,
  price code CHECK (price > length(code) AND item.code <> 'code'),
  total AS (price || code),
  UNIQUE (code, price),
  FOREIGN KEY (code) REFERENCES item (code)
);
CREATE TABLE line (item_code TEXT REFERENCES item (code), code TEXT);
CREATE UNIQUE INDEX item_code ON item (code DESC, lower(code), price COLLATE nocase) WHERE code IS NOT NULL;
CREATE VIEW codes AS SELECT item.code, item.code AS c, i.code || 'code' FROM item JOIN item AS i USING (id) WHERE i.code = item.code;
CREATE VIEW lines AS SELECT code, (SELECT max(item.code) FROM item WHERE item.code = line.code) m FROM line;
CREATE VIEW inner_codes AS SELECT x.c, (SELECT count(*) FROM line WHERE line.code = x.c) FROM (SELECT code AS c FROM item ORDER BY code) x;
CREATE VIEW ctes AS WITH a(code) AS (SELECT code FROM item) SELECT code FROM a;
CREATE TRIGGER keep AFTER UPDATE OF code, price ON item WHEN old.code <> new.code BEGIN
  UPDATE line SET item_code = new.code, code = old.code WHERE item_code = old.code AND line.code IS NULL;
  UPDATE item SET code = code || new.code WHERE id = new.id;
  INSERT INTO item (code, price) VALUES (new.code, 1) ON CONFLICT (code, price) DO UPDATE SET code = excluded.code WHERE item.code <> '';
  DELETE FROM item WHERE code = new.code AND EXISTS (SELECT code FROM line WHERE line.code = item.code);
END;
CREATE VIEW all_codes AS SELECT code, id FROM item UNION SELECT code, 0 FROM line ORDER BY code;
CREATE VIEW no_codes AS SELECT id FROM item WHERE code IN ();
