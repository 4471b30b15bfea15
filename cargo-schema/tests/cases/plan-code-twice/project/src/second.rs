//! The other one.
pub fn second() {
    run("
        CREATE INDEX users_id ON users (id);
        CREATE TABLE IF NOT EXISTS Users (id BIGINT PRIMARY KEY);
    ");
}
