CREATE TABLE customer (id integer PRIMARY KEY, name varchar(20), age text);
CREATE TABLE invoice (id integer PRIMARY KEY, customer_id integer REFERENCES customer);
CREATE VIEW customer_name AS SELECT id, name FROM customer;
CREATE VIEW customer_count AS SELECT count(id) FROM customer_name;
COMMENT ON COLUMN customer_name.name IS 'as they write it';
