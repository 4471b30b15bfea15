use schema_model::{Action, Check, ConstraintKind, Deferrable, Nullability, OneOf};

use super::*;
use crate::dialect::sqlite::token::tokenize;

fn read(source: &str) -> Result<CreateTable, SqlError> {
    read_create_table(&tokenize(source)?)
}

fn table(source: &str) -> Table {
    read(source).unwrap().table
}

fn checks(table: &Table) -> Vec<&Check> {
    let checks = table.constraints.iter().filter_map(|c| match &c.kind {
        ConstraintKind::Check(check) => Some(check),
        _ => None,
    });
    checks.collect()
}

#[test]
fn a_table_is_read_with_all_its_parts() {
    let create = read(
        "CREATE TEMP TABLE IF NOT EXISTS main.\"t x\" (\n\
         id INTEGER PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT,\n\
         name varchar ( 20 ) CONSTRAINT nn NOT NULL ON CONFLICT IGNORE DEFAULT 'x' COLLATE nocase,\n\
         price DECIMAL(10, 2) DEFAULT -1.5, at DEFAULT (strftime('%s', -- now\n 'now')),\n\
         twice INT GENERATED ALWAYS AS (id * 2) STORED, half AS (id / 2),\n\
         CONSTRAINT u UNIQUE (name COLLATE binary, price DESC) ON CONFLICT FAIL\n\
         CHECK (price > 0), FOREIGN KEY (name, price) REFERENCES o (a, b) ON DELETE CASCADE\n\
         ON UPDATE SET NULL MATCH FULL DEFERRABLE INITIALLY DEFERRED) STRICT",
    )
    .unwrap();
    assert!(create.temporary && create.if_not_exists && create.table.strict);
    assert_eq!(create.schema.as_deref(), Some("main"));
    let table = create.table;
    assert_eq!(table.name.name, "t x");
    let column = |name: &str| table.column(name).unwrap();
    assert!(column("id").rowid_alias && column("id").auto_increment);
    assert_eq!(column("id").nullability, Nullability::Implied);
    assert_eq!(column("name").native_type, "varchar(20)");
    assert_eq!(column("name").not_null_name.as_deref(), Some("nn"));
    assert_eq!(column("name").on_conflict.as_deref(), Some("ignore"));
    assert_eq!(column("name").collation.as_deref(), Some("nocase"));
    assert_eq!(column("price").default.as_deref(), Some("-1.5"));
    assert_eq!(
        column("at").default.as_deref(),
        Some("strftime('%s', 'now')")
    );
    assert!(column("twice").generated.as_ref().unwrap().stored);
    assert_eq!(
        column("half").generated.as_ref().unwrap().expression,
        "id / 2"
    );
    assert_eq!(table.constraints.len(), 4);
    let foreign = &table.constraints[3];
    assert_eq!(foreign.deferrable, Deferrable::InitiallyDeferred);
    let ConstraintKind::ForeignKey(key) = &foreign.kind else {
        panic!("{foreign:?}");
    };
    assert_eq!(
        (key.on_delete, key.on_update),
        (Action::Cascade, Action::SetNull)
    );
}

#[test]
fn only_an_integer_primary_key_is_the_rowid() {
    for (body, alias, nullable) in [
        ("(a integer primary key)", true, false),
        ("(a INTEGER PRIMARY KEY ASC)", true, false),
        ("(a INTEGER PRIMARY KEY DESC)", false, true),
        ("(a INTEGER, PRIMARY KEY (A DESC))", true, false),
        ("(a INT PRIMARY KEY)", false, true),
        ("(a \"INTEGER\" PRIMARY KEY)", true, false),
        ("(a TEXT PRIMARY KEY)", false, true),
        ("(a TEXT PRIMARY KEY NOT NULL)", false, false),
        ("(a TEXT PRIMARY KEY) STRICT", false, false),
        ("(a TEXT PRIMARY KEY) WITHOUT ROWID", false, false),
        (
            "(a INTEGER PRIMARY KEY) STRICT, WITHOUT ROWID",
            false,
            false,
        ),
        ("(a INTEGER, b, PRIMARY KEY (a, b))", false, true),
    ] {
        let table = table(&format!("CREATE TABLE t {body}"));
        let column = &table.columns[0];
        assert_eq!(
            (column.rowid_alias, column.nullable),
            (alias, nullable),
            "{body}"
        );
    }
}

#[test]
fn a_check_that_lists_values_is_seen() {
    let some = |values: &[&str], integers| {
        Some(OneOf {
            column: "c".into(),
            values: values.iter().map(|value| (*value).into()).collect(),
            integers,
        })
    };
    for (check, expected) in [
        ("c IN ('a', 'it''s')", some(&["a", "it's"], false)),
        ("((\"C\" in (0,-1)))", some(&["0", "-1"], true)),
        ("c IS NULL OR c IN ('a')", some(&["a"], false)),
        ("c = 'a' OR (c == 'b')", some(&["a", "b"], false)),
        ("c IN (\"a\", \"b\")", some(&["a", "b"], false)),
        ("c IN ('a', 1)", None),
        ("c IN ('a') OR d = 'b'", None),
        ("c IN ('a') AND d", None),
        ("c NOT IN ('a')", None),
        ("c IN (d)", None),
        ("c IN (1.5)", None),
        ("e IN ('a')", None),
        ("c IS NULL", None),
        ("lower(c) IN ('a')", None),
    ] {
        let table = table(&format!("CREATE TABLE t (c TEXT, d, CHECK ({check}))"));
        assert_eq!(checks(&table)[0].one_of, expected, "{check}");
    }
}

#[test]
fn names_in_keys_take_the_spelling_of_the_column() {
    let table = table("CREATE TABLE t (Id, [Other Id], UNIQUE (ID, 'other id'))");
    let ConstraintKind::Unique(key) = &table.constraints[0].kind else {
        panic!("{table:?}");
    };
    assert_eq!(key.columns, ["Id", "Other Id"]);
}

#[test]
fn a_table_from_a_query_has_no_columns_of_its_own() {
    let create = read("CREATE TABLE t AS SELECT 1 AS a").unwrap();
    assert!(create.as_select && create.table.columns.is_empty());
}

#[test]
fn errors_say_what_and_where() {
    for (source, line, part) in [
        (
            "CREATE TABLE t (\na INT,\na TEXT)",
            3,
            "`a` is defined twice",
        ),
        ("CREATE TABLE t (a INT,\n)", 1, "expected a column's name"),
        ("CREATE TABLE t ()", 1, "at least one column"),
        ("CREATE TABLE t (a", 1, "not closed"),
        ("CREATE TABLE t", 1, "expected `(`"),
        ("CREATE TABLE (a)", 1, "the table's name"),
        ("CREATE TABLE t (a, UNIQUE (b))", 1, "column `b`"),
        (
            "CREATE TABLE t (a PRIMARY KEY, b PRIMARY KEY)",
            1,
            "more than one primary key",
        ),
        ("CREATE TABLE t (a) WITHOUT ROWID", 1, "needs a primary key"),
        (
            "CREATE TABLE t (a) ENGINE=x",
            1,
            "`WITHOUT ROWID` or `STRICT`",
        ),
        (
            "CREATE TABLE t (a TEXT PRIMARY KEY AUTOINCREMENT)",
            1,
            "AUTOINCREMENT",
        ),
        (
            "CREATE TABLE t (a REFERENCES o (b, c))",
            1,
            "1 columns, but references 2",
        ),
        ("CREATE TABLE t (a DEFAULT ,)", 1, "a literal"),
        ("CREATE TABLE t (a CHECK ())", 1, "a check needs"),
        ("CREATE TABLE t (a 'x", 1, "does not end"),
    ] {
        let error = read(source).unwrap_err();
        assert_eq!(error.line, line, "{source}: {error}");
        assert!(error.message.contains(part), "{source}: {error}");
    }
}
