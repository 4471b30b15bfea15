//! Databases and `.sql` text through the command line: what is read, written and read again.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::time::Duration;

use support::Project;

const SHOP: &str = r#"
CREATE TABLE customers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL UNIQUE COLLATE NOCASE,
    status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'active', 'gone'))
);
CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    total REAL NOT NULL,
    rounded INTEGER GENERATED ALWAYS AS (CAST(total AS INTEGER)) STORED
) STRICT;
CREATE INDEX orders_by_customer ON orders (customer_id, total DESC) WHERE total > 0;
CREATE VIEW open_orders AS SELECT o.id, c.email FROM orders o JOIN customers c ON c.id = o.customer_id;
CREATE TRIGGER no_gone BEFORE INSERT ON orders BEGIN
    SELECT RAISE(ABORT, 'gone; forever') FROM customers WHERE id = NEW.customer_id AND status = 'gone';
END;
CREATE TABLE "odd ""names""" ("select" TEXT, "a.b" TEXT, "🦀" BLOB) WITHOUT ROWID;
"#;

fn create(project: &Project, file: &str, sql: &str) -> String {
    let url = format!("sqlite:{file}");
    std::fs::File::create(project.path(file)).unwrap();
    let absolute = format!("sqlite:{}", project.path(file).display());
    let dialect = schema_engine::dialect("sqlite").unwrap();
    let mut connection = dialect.connect(&absolute, Duration::from_secs(5)).unwrap();
    connection.execute(sql).unwrap();
    url
}

/// The table without a primary key cannot be without a rowid.
fn shop() -> String {
    SHOP.replace("\"🦀\" BLOB)", "\"🦀\" BLOB, PRIMARY KEY (\"select\"))")
}

#[test]
fn a_database_is_rebuilt_from_its_snapshot() {
    let project = Project::new();
    let url = create(&project, "shop.db", &shop());
    let refresh = project.run(&["refresh", "--from", &url]).success();
    refresh.says(&["new snapshot: 3 tables, 1 view"]);
    let sql = project.run(&["dump", "--format", "sql"]).success().stdout;
    let copy = create(&project, "copy.db", &sql);
    let same = project.run(&["check", "--from", &copy]).success();
    assert_eq!(same.stdout, "");
    same.says(&["compared: elaborated"]);
    // The copy's own statements are the same, so nothing wanders from one time to the next.
    let again = project.run(&["dump", &copy, "--format", "sql"]).success();
    assert_eq!(again.stdout, sql);
    project
        .run(&["refresh", "--check", "--from", &copy])
        .success();
}

#[test]
fn text_and_database_say_the_same() {
    let project = Project::with_sql(&shop());
    let url = create(&project, "shop.db", &shop());
    project
        .run(&["refresh"])
        .success()
        .says(&["the project's default"]);
    let same = project
        .run(&["refresh", "--check", "--from", &url])
        .success();
    assert_eq!(same.stdout, "");
    project.run(&["refresh", "--check"]).success();
}

#[test]
fn drift_in_the_database_is_found() {
    let project = Project::with_sql(&shop());
    project.run(&["refresh"]).success();
    let changed = shop().replace("email TEXT NOT NULL", "email TEXT");
    let url = create(&project, "drifted.db", &changed);
    let drift = project.run(&["check", "--from", &url]).code(1);
    assert!(
        drift.stdout.contains("`customers.email` became nullable"),
        "{drift:#?}"
    );
}

#[test]
fn a_database_that_is_not_there_is_not_made() {
    let project = Project::new();
    project
        .run(&["refresh", "--from", "sqlite:missing.db"])
        .code(2)
        .says(&["missing.db"]);
    assert!(!project.path("missing.db").exists());
    project.write(
        "text.db",
        "this is no database, though it is long enough to be one"
            .repeat(20)
            .as_str(),
    );
    project
        .run(&["refresh", "--from", "sqlite:text.db"])
        .code(2)
        .says(&["text.db"]);
    assert!(!project.path("schema").exists());
}

#[test]
fn an_error_in_sql_names_file_and_line() {
    let project =
        Project::with_sql("CREATE TABLE a (id INTEGER);\n\nCREATE TABEL b (id INTEGER);\n");
    project
        .run(&["refresh"])
        .code(2)
        .says(&["schema.sql", "TABEL"]);
    project.write(
        "schema.sql",
        "CREATE TABLE a (id INTEGER);\nCREATE TABLE a (id INTEGER);\n",
    );
    project
        .run(&["refresh"])
        .code(2)
        .says(&["schema.sql", "a already exists"]);
    std::fs::write(
        project.path("schema.sql"),
        b"-- \xff\nCREATE TABLE a (id INTEGER);",
    )
    .unwrap();
    project
        .run(&["refresh"])
        .code(2)
        .says(&["schema.sql:1", "UTF-8"]);
}

#[test]
fn a_folder_of_sql_is_applied_in_order() {
    let project = Project::new();
    project.write("sql/2_add.sql", "ALTER TABLE a ADD COLUMN name TEXT;");
    project.write("sql/1_first.sql", "CREATE TABLE a (id INTEGER);");
    project.write("schema.toml", "source = \"sql\"\n");
    project.run(&["refresh"]).success();
    let schema = schema_model::snapshot::read(&project.path("schema")).unwrap();
    assert_eq!(schema.tables[0].columns.len(), 2);
}
