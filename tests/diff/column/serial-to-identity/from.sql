CREATE TABLE item (id serial PRIMARY KEY, n integer NOT NULL);
