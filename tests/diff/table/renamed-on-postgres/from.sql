CREATE TABLE user_old (id integer PRIMARY KEY, mail text);
CREATE VIEW mails AS SELECT mail FROM user_old;
CREATE TABLE post (author integer REFERENCES user_old);
