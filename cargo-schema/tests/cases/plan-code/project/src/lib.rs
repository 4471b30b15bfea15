//! What the database has in another way, or under another name.
pub const USERS: &str = "
    CREATE TABLE users (
        id INTEGER PRIMARY KEY,
        email TEXT NOT NULL, -- may be left out for now
        age INTEGER NOT NULL,
        remarks TEXT -- @renamed from=notes
    );
    CREATE INDEX users_email ON users (email);
    DROP TABLE others;
";
pub const SAME: &str = "create table if not exists users (id integer primary key, email text not null, age integer not null, remarks text)";
