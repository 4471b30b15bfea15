CREATE TABLE users (
    id BIGINT PRIMARY KEY,
    email VARCHAR,
    age INTEGER
);
