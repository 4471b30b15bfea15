CREATE TABLE user_account (id integer PRIMARY KEY, email text NOT NULL);
