//! Differences between two schemas: what is found, what it is called, how it is graded.

use schema_model::{
    Column, Constraint, ConstraintKind, Difference, Generated, Index, IndexPart, Key, LogicalType,
    ObjectName, Schema, Table, TypeDefinition, TypeKind, Variant, View, differences, notable,
    outline,
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
fn an_outline_says_the_same_and_carries_no_whole_objects() {
    let empty = Schema::new("sqlite");
    let mut wider = schema();
    let note = Column::new("note", "TEXT", LogicalType::Text);
    wider.tables[0].columns.push(note);
    for (from, to) in [
        (&empty, &schema()),
        (&schema(), &empty),
        (&schema(), &wider),
    ] {
        let (all, outline) = (differences(from, to), outline(from, to));
        let words = |found: &[Difference]| found.iter().map(ToString::to_string).collect();
        let (all_words, words): (Vec<_>, Vec<_>) = (words(&all), words(&outline));
        assert!(!words.is_empty());
        assert_eq!(all_words, words);
        for (all, outline) in all.iter().zip(&outline) {
            let is_whole = all.address.part.is_none();
            assert!(all.from.is_some() || all.to.is_some());
            assert_eq!(outline.from.is_some() || outline.to.is_some(), !is_whole);
        }
    }
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
        &["high: added column `users.age`: `INTEGER`, NOT NULL"],
    );
    column.nullable = true;
    check(
        |schema| schema.tables[0].columns.push(column.clone()),
        &["low: added column `users.age`: `INTEGER`, nullable"],
    );
}

#[test]
fn attributes_of_columns() {
    check(
        |schema| schema.tables[0].columns[1].nullable = true,
        &["high: column `users.email` became nullable"],
    );
    check(
        |schema| schema.tables[0].columns[1].default = Some("'a'".into()),
        &["medium: column `users.email` changed its default from `''` to `'a'`"],
    );
    check(
        |schema| schema.tables[0].columns[1].native_type = "BLOB".into(),
        &["high: column `users.email` changed its type from `TEXT` to `BLOB`"],
    );
}

/// One attribute of each sort, both ways.
#[test]
fn what_is_said_speaks_of_the_thing() {
    type Change = fn(&mut Schema);
    let cases: [(Change, &str, &str); 9] = [
        (
            |schema| schema.tables[0].columns[1].nullable = true,
            "column `users.email` became nullable",
            "column `users.email` became NOT NULL",
        ),
        (
            |schema| schema.tables[0].columns[1].default = None,
            "column `users.email` lost its default `''`",
            "column `users.email` got default `''`",
        ),
        (
            |schema| schema.tables[0].columns[0].auto_increment = true,
            "column `users.id` became auto-increment",
            "column `users.id` is no longer auto-increment",
        ),
        (
            |schema| {
                schema.tables[0].columns[1].generated = Some(Box::new(Generated {
                    expression: "id || ''".into(),
                    stored: true,
                }));
            },
            "column `users.email` got generation expression `id || '' stored`",
            "column `users.email` lost its generation expression `id || '' stored`",
        ),
        (
            |schema| schema.tables[0].indexes[0].unique = true,
            "index `users_email` of `users` became unique",
            "index `users_email` of `users` is no longer unique",
        ),
        (
            |schema| schema.tables[0].indexes[0].valid = false,
            "index `users_email` of `users` became invalid",
            "index `users_email` of `users` became valid",
        ),
        (
            |schema| schema.tables[0].indexes[0].parts = vec![IndexPart::column("id")],
            "index `users_email` of `users` changed its columns from `(email)` to `(id)`",
            "index `users_email` of `users` changed its columns from `(id)` to `(email)`",
        ),
        (
            |schema| {
                let options = &mut schema.tables[0].options;
                options.insert("fillfactor".into(), "70".into());
            },
            "table `users` got options `{\"fillfactor\":\"70\"}`",
            "table `users` lost its options `{\"fillfactor\":\"70\"}`",
        ),
        (
            |schema| schema.tables[0].comment = Some("people\nand bots".into()),
            "table `users` got comment `people and bots`",
            "table `users` lost its comment `people and bots`",
        ),
    ];
    for (change, there, back) in cases {
        let (from, mut to) = (schema(), schema());
        change(&mut to);
        let said = |from, to| differences(from, to)[0].to_string();
        assert_eq!(said(&from, &to), there);
        assert_eq!(said(&to, &from), back);
    }
}

/// Only where two long texts begin to differ is of interest.
#[test]
fn long_texts_are_cut_to_where_they_differ() {
    let view = |text: &str| {
        let mut schema = Schema::new("sqlite");
        let name = ObjectName::bare("v");
        schema.views = vec![View::new(name, Vec::new(), text)];
        schema
    };
    let columns = "a_column_with_a_name, ".repeat(9);
    let text = |end: &str| format!("SELECT {columns}{end}");
    let found = differences(&view(&text("x")), &view(&text("y")));
    assert_eq!(
        found[0].to_string(),
        "view `v` changed its definition from `…column_with_a_name, x` to `…column_with_a_name, y`"
    );
}

/// The logical type follows from the type.
#[test]
fn a_type_is_said_once() {
    let (from, mut to) = (schema(), schema());
    to.tables[0].columns[1].native_type = "BLOB".into();
    to.tables[0].columns[1].logical_type = LogicalType::Bytes;
    let found = differences(&from, &to);
    assert_eq!((found.len(), notable(&found).count()), (2, 1));
    to.tables[0].columns[1].native_type = "TEXT".into();
    let found = differences(&from, &to);
    assert_eq!((found.len(), notable(&found).count()), (1, 1));
}

#[test]
fn order_of_columns_and_variants() {
    check(
        |schema| schema.tables[0].columns.reverse(),
        &["low: table `users` changed its order of columns from `id, email` to `email, id`"],
    );
    check(
        |schema| {
            let TypeKind::Enum(variants) = &mut schema.types[0].kind else {
                unreachable!()
            };
            variants.reverse();
        },
        &["high: type `mood` changed its order of variants from `sad, happy` to `happy, sad`"],
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
        &["critical: dropped variant `happy` of `mood`"],
    );
    check(
        |schema| schema.tables[0].constraints.clear(),
        &["medium: dropped constraint `primary key` of `users`"],
    );
    check(
        |schema| schema.tables[0].indexes.clear(),
        &["medium: dropped index `users_email` of `users`"],
    );
}
