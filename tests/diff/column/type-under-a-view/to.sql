CREATE TABLE customer (id bigint PRIMARY KEY, name varchar(40), age integer);
CREATE TABLE invoice (id integer PRIMARY KEY, customer_id bigint REFERENCES customer);
CREATE VIEW customer_name AS SELECT id, name FROM customer;
CREATE VIEW customer_count AS SELECT count(id) FROM customer_name;
COMMENT ON COLUMN customer_name.name IS 'as they write it';
