CREATE TABLE documents (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE TABLE search_notes (id INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE search USING fts5(title, body, content='documents', content_rowid='id');
CREATE VIRTUAL TABLE IF NOT EXISTS "search old" USING fts4(body, tokenize=porter);
CREATE VIRTUAL TABLE places USING rtree(id, min_x, max_x);
CREATE TRIGGER documents_insert AFTER INSERT ON documents BEGIN
  INSERT INTO search (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE VIEW found AS SELECT title FROM search;
