CREATE TABLE user_account (id integer PRIMARY KEY);
