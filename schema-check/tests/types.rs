//! `docs/types.md` says what the table of types in `schema-model` says; this test writes it anew and
//! fails when the committed page says something else.

#[path = "support/logical.rs"]
mod logical;

use std::collections::BTreeMap;
use std::path::Path;

use schema_model::LogicalType;
use schema_model::rust_types::{Choice, Fit, choices};

const HEAD: &str = "\
# Which Rust types fit which columns

`schema-checked` accepts these, and the generator of models writes the first one that it may use.
This page is written by a test from the table in the code; `UPDATE=1 cargo test -p schema-check --test types` writes it anew.

A type of another crate counts when the feature of `schema-checked` that is called like that crate is on.
A type of sqlx counts behind the feature `sqlx-postgres` or `sqlx-mysql`, and without it when it is written with its full path, as in `::sqlx::postgres::types::PgInterval`; `PgTimeTz` always needs the path.
Behind the feature `duckdb`, `duckdb::types::Value` holds every column.
A reference, `Box`, `Rc`, `Arc` or `Cow` holds whatever it points to.
A type of your own fits when it derives `SchemaChecked`, as an enum or with `#[schema(transparent)]`, or implements `schema_checked::Holds`.
Of a struct that sqlx or tokio-postgres reads, fewer types are accepted: [those that the driver does not refuse](checks/SC207.md).
";

const PARTS: &str = "
## Types with parts

| column | Rust types |
|---|---|
| array or list | `Vec<T>`, `VecDeque<T>`, `[T; N]`, with an `Option` around `T` where elements may be NULL |
| map | `HashMap<K, V>`, `BTreeMap<K, V>` |
| range | `(Bound<T>, Bound<T>)`, `sqlx::postgres::types::PgRange<T>` |
| multirange | `Vec` of a range |
| enum | an enum that derives `SchemaChecked`, `String` |
| set | `Vec` of such an enum, `String` |
| composite type, struct | a struct that derives `SchemaChecked` |
| domain | whatever fits the type under it |
";

fn page() -> String {
    let mut text = format!(
        "{HEAD}\n## Types of columns\n\n| column | Rust types | loses values, so only with `#[schema(lossy)]` |\n|---|---|---|\n"
    );
    for (logical, native) in logical::plain() {
        text.push_str(&row(native, &logical));
    }
    text.push_str(
        "\n## Columns that take any value\n\n\
         A column of an SQLite table that is not STRICT stores what it is given, so more types fit than the declared one suggests.\n\n\
         | declared | Rust types | loses values, so only with `#[schema(lossy)]` |\n|---|---|---|\n",
    );
    for (logical, native) in logical::plain() {
        let dynamic = LogicalType::dynamic(logical.clone());
        if choices(&dynamic) != choices(&logical) {
            text.push_str(&row(&declared(&logical, native), &dynamic));
        }
    }
    text.push_str(PARTS);
    text
}

/// Such columns exist in one database only, which has no types of others.
fn declared(logical: &LogicalType, native: &str) -> String {
    match logical {
        LogicalType::Int64 => "`INTEGER`".into(),
        LogicalType::Float64 => "`REAL`, `DOUBLE`".into(),
        LogicalType::Text => "`TEXT`, `VARCHAR(n)`".into(),
        LogicalType::Bytes => "`BLOB`".into(),
        _ => native
            .split(", ")
            .next()
            .unwrap_or(native)
            .replace("MySQL and DuckDB ", ""),
    }
}

fn row(native: &str, logical: &LogicalType) -> String {
    let (mut exact, mut lossy) = (Vec::new(), BTreeMap::<_, Vec<String>>::new());
    for choice in choices(logical) {
        match choice.fit {
            Fit::Exact => exact.push(code(choice)),
            Fit::Lossy(reason) => lossy.entry(reason).or_default().push(code(choice)),
        }
    }
    let lossy: Vec<String> = lossy
        .into_iter()
        .map(|(reason, types)| format!("{}: {reason}", types.join(", ")))
        .collect();
    format!(
        "| {native} | {} | {} |\n",
        exact.join(", "),
        lossy.join("; ")
    )
}

fn code(choice: &Choice) -> String {
    let modules = [
        "string",
        "vec",
        "option",
        "boxed",
        "borrow",
        "sync",
        "rc",
        "collections",
    ];
    let path = modules.iter().fold(choice.path.to_owned(), |path, module| {
        path.replace(&format!("std::{module}::"), "")
    });
    format!("`{path}`")
}

#[test]
fn the_page_says_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/types.md");
    let expected = page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        found, expected,
        "run `UPDATE=1 cargo test -p schema-check --test types`"
    );
}
