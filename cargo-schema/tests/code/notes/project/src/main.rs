//! Notes, and what they need in the database.

/// Not this one: CREATE TABLE comments (id INTEGER);
const AUTHORS: &str = "CREATE TABLE IF NOT EXISTS authors (
    id INTEGER NOT NULL PRIMARY KEY,
    name VARCHAR(80) NOT NULL,
    born INTEGER
);
CREATE INDEX authors_born ON authors (born)";

fn main() {
    run(AUTHORS);
    run(r#"
        CREATE TABLE notes (
            id INTEGER NOT NULL PRIMARY KEY,
            author INTEGER NOT NULL REFERENCES authors (id),
            body VARCHAR(200) NOT NULL DEFAULT '{}'
        )
    "#);
    run("INSERT INTO authors (id, name) VALUES (1, 'somebody')");
    run(&format!("CREATE TABLE {} (id INTEGER)", "made_up"));
    run("CREATE TABLE {name} (id INTEGER)");
    run("Create a table, and sit down");
}

fn run(_sql: &str) {}

#[cfg(test)]
mod tests {
    const ONLY_HERE: &str = "CREATE TABLE only_here (id INTEGER)";
}
