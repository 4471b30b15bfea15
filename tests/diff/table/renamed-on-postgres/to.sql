CREATE TABLE app_user ( -- @renamed from=user_old
  id integer,
  email text, -- @renamed from=mail
  CONSTRAINT user_old_pkey PRIMARY KEY (id)
);
CREATE VIEW mails AS SELECT email AS mail FROM app_user;
CREATE TABLE post (author integer REFERENCES app_user);
