DROP TABLE bare;
DROP TABLE older;
ALTER TABLE box RENAME TO boxed;
ALTER TABLE gone RENAME TO went;
CREATE VIRTUAL TABLE terms USING fts5vocab(docs, 'instance');
CREATE TABLE pages (title TEXT, body TEXT, language TEXT);
CREATE VIRTUAL TABLE page_search USING fts4(content="pages", languageid="language");
CREATE VIRTUAL TABLE words USING fts3tokenize(simple);
