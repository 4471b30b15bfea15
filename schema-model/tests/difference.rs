//! Differences between two schemas: what is found, what it is called, how it is graded.

use schema_model::{
    Column, Constraint, ConstraintKind, Difference, Index, IndexPart, Key, LogicalType, ObjectName,
    Schema, Table, TypeDefinition, TypeKind, Variant, differences,
};

fn schema() -> Schema {
    let mut users = Table::new(ObjectName::bare("users"));
    users.columns = vec![
        Column::new("id", "INTEGER", LogicalType::Int64),
        Column::new("email", "TEXT", LogicalType::Text),
    ];
    users.columns[1].default = Some("''".into());
    users.constraints = vec![Constraint::new(
        None,
        ConstraintKind::PrimaryKey(Key::over(["id"])),
    )];
    users.indexes = vec![Index::new("users_email", vec![IndexPart::column("email")])];
    let mut schema = Schema::new("sqlite");
    schema.tables = vec![users];
    schema.types = vec![TypeDefinition {
        name: ObjectName::bare("mood"),
        comment: None,
        kind: TypeKind::Enum(
            ["sad", "happy"]
                .map(|name| Variant { name: name.into() })
                .into(),
        ),
        depends_on: Vec::new(),
        owner: None,
        grants: Vec::new(),
    }];
    schema
}

fn check(change: impl Fn(&mut Schema), expected: &[&str]) {
    let from = schema();
    let mut to = schema();
    change(&mut to);
    let lines = |found: Vec<Difference>| -> Vec<String> {
        found
            .iter()
            .map(|d| format!("{}: {d}", d.severity.word()))
            .collect()
    };
    assert_eq!(lines(differences(&from, &to)), expected);
    // The way back has as many differences, and no way at all has none.
    assert_eq!(differences(&to, &from).len(), expected.len());
    assert!(differences(&to, &to).is_empty());
}

#[test]
fn nothing_changed() {
    check(|_| {}, &[]);
    check(
        |schema| schema.tables[0].columns[0].native_type = "INTEGER".into(),
        &[],
    );
}

#[test]
fn whole_objects() {
    check(
        |schema| schema.tables.clear(),
        &["critical: dropped table `users`"],
    );
    check(
        |schema| schema.tables.push(Table::new(ObjectName::bare("posts"))),
        &["low: added table `posts`"],
    );
}

#[test]
fn columns() {
    check(
        |schema| drop(schema.tables[0].columns.pop()),
        &["critical: dropped column `users.email`"],
    );
    let mut column = Column::new("age", "INTEGER", LogicalType::Int64);
    check(
        |schema| schema.tables[0].columns.push(column.clone()),
        &["high: added column `users.age`"],
    );
    column.nullable = true;
    check(
        |schema| schema.tables[0].columns.push(column.clone()),
        &["low: added column `users.age`"],
    );
}

#[test]
fn attributes_of_columns() {
    check(
        |schema| schema.tables[0].columns[1].nullable = true,
        &["high: added `users.email.nullable`: `true`"],
    );
    check(
        |schema| schema.tables[0].columns[1].default = Some("'a'".into()),
        &["medium: altered `users.email.default`: `''` -> `'a'`"],
    );
    check(
        |schema| schema.tables[0].columns[1].native_type = "BLOB".into(),
        &["high: altered `users.email.type`: `TEXT` -> `BLOB`"],
    );
}

#[test]
fn order_of_columns_and_variants() {
    check(
        |schema| schema.tables[0].columns.reverse(),
        &["low: altered `users.@column_order`: `[\"id\",\"email\"]` -> `[\"email\",\"id\"]`"],
    );
    check(
        |schema| {
            let TypeKind::Enum(variants) = &mut schema.types[0].kind else {
                unreachable!()
            };
            variants.reverse();
        },
        &["high: altered `mood.@variant_order`: `[\"sad\",\"happy\"]` -> `[\"happy\",\"sad\"]`"],
    );
}

#[test]
fn variants_constraints_and_indexes() {
    check(
        |schema| {
            let TypeKind::Enum(variants) = &mut schema.types[0].kind else {
                unreachable!()
            };
            variants.pop();
        },
        &["critical: dropped variant `mood.variant:happy`"],
    );
    check(
        |schema| schema.tables[0].constraints.clear(),
        &["medium: dropped constraint `users.constraint:primary key`"],
    );
    check(
        |schema| schema.tables[0].indexes.clear(),
        &["medium: dropped index `users.index:users_email`"],
    );
}
