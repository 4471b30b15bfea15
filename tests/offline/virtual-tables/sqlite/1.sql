CREATE VIRTUAL TABLE mail USING fts5(subject, body UNINDEXED, "to whom", tokenize = 'porter ascii', prefix='2 3');
CREATE VIRTUAL TABLE bare USING fts5(a, content='');
CREATE VIRTUAL TABLE ext USING fts5(a, b, content='docs', content_rowid='id', columnsize=0);
CREATE VIRTUAL TABLE gone USING fts5(a, content='', contentless_delete=1);
CREATE VIRTUAL TABLE old USING fts4(title, body TEXT, tokenize=porter);
CREATE VIRTUAL TABLE older USING fts3;
CREATE VIRTUAL TABLE lang USING fts4(a, languageid="lid", matchinfo=fts3, content="docs");
CREATE VIRTUAL TABLE box USING rtree(id, x0, x1, y0, y1, +label TEXT, +extra);
CREATE VIRTUAL TABLE ibox USING rtree_i32(id, x0, x1);
CREATE VIRTUAL TABLE IF NOT EXISTS mail USING fts5(x);
CREATE TABLE docs (id INTEGER PRIMARY KEY, a, b);
CREATE VIEW found AS SELECT rowid, subject, rank, m.* FROM mail AS m WHERE mail MATCH 'x';
CREATE VIEW boxes AS SELECT * FROM box JOIN ibox USING (id);
CREATE TRIGGER fill AFTER INSERT ON docs BEGIN
  INSERT INTO ext (rowid, a, b) VALUES (new.id, new.a, new.b);
END;
