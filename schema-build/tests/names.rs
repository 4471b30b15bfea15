//! Any name compiles: for arbitrary names of tables, columns, enums and variants the generated code
//! is Rust, and nothing in it is called the same twice.

use std::collections::BTreeSet;

use proptest::collection::{btree_map, btree_set};
use proptest::prelude::*;
use schema_build::{Crates, ModelSettings, Target, generate};
use schema_model::{
    Check, Column, Constraint, ConstraintKind, LogicalType, ObjectName, OneOf, Schema, Table,
    TypeDefinition, TypeKind, Variant, View,
};
use syn::{Fields, Item};

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn any_name_compiles(schema in schema(), both in any::<bool>()) {
        let settings = ModelSettings {
            checked: Some(true),
            targets: if both { ["sqlx", "serde"].into_iter().filter_map(Target::named).collect() } else { Vec::new() },
            ..ModelSettings::default()
        };
        let models = generate(&schema, &settings, &Crates::default(), None)
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        let file = syn::parse_file(&models.code)
            .map_err(|error| TestCaseError::fail(format!("{error} in\n{}", models.code)))?;
        check_items(&file.items)?;
    }
}

/// Names that are hard, and some that meet each other.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "self", "Self", "super", "crate", "type", "async", "gen", "_", "__", "", " ", "1", "2fa",
            "a b", "a_b", "aB", "AB", "ab", "a-b", "a b ", "*/", "//", "/*", "\"; drop", "a\nb", "\r",
            "\0", "🦀", "🦀🦀", "ß", "İ", "ı", "é", "e\u{301}", "имя", "имена", "名前", "이름", "اسم",
            "\u{202e}", "\u{200d}", "r#type", "'a", "{}", "\\", "`", "option", "String", "Vec", "Ok",
            "users", "user", "User", "new_user", "update_user", "columns", "COLUMNS", "name", "NAME",
            "schema_version", "ALL", "as_str", "std", "core", "sqlx", "clone", "default",
        ])
        .prop_map(String::from),
        1 => any::<String>(),
        1 => "[a-cA-C_ ]{1,3}",
    ]
}

fn column_type() -> impl Strategy<Value = LogicalType> {
    let names = || btree_set(name(), 0..4).prop_map(|names| names.into_iter().collect::<Vec<_>>());
    prop_oneof![
        2 => Just(LogicalType::Text),
        1 => Just(LogicalType::Int64),
        1 => Just(LogicalType::Interval),
        1 => names().prop_map(LogicalType::InlineEnum),
        1 => names().prop_map(|names| {
            let field = |name| schema_model::Field { name, logical_type: LogicalType::Text };
            LogicalType::Struct(names.into_iter().map(field).collect())
        }),
        1 => name().prop_map(|name| LogicalType::Enum(ObjectName::bare(name))),
    ]
}

fn columns() -> impl Strategy<Value = Vec<Column>> {
    btree_map(name(), (column_type(), name(), any::<bool>()), 0..6).prop_map(|columns| {
        let column = |(name, (logical, text, nullable)): (String, (LogicalType, String, bool))| {
            let mut column = Column::new(name, text.clone(), logical);
            column.nullable = nullable;
            (column.default, column.comment) = (Some(text.clone()), Some(text));
            column
        };
        columns.into_iter().map(column).collect()
    })
}

/// A column that is text may list its values.
fn one_of(columns: &[Column], values: &BTreeSet<String>) -> Option<Constraint> {
    let column = columns
        .iter()
        .find(|column| column.logical_type == LogicalType::Text)?;
    let kind = ConstraintKind::Check(Check {
        expression: String::new(),
        column: None,
        one_of: Some(OneOf {
            column: column.name.clone(),
            values: values.iter().cloned().collect(),
            integers: false,
        }),
    });
    Some(Constraint::new(None, kind))
}

fn schema() -> impl Strategy<Value = Schema> {
    let tables = btree_map(name(), (columns(), btree_set(name(), 0..4)), 0..5);
    let views = btree_map(name(), columns(), 0..2);
    let enums = btree_map(name(), btree_set(name(), 0..5), 0..3);
    let namespace = prop::option::of(name());
    (namespace, tables, views, enums).prop_map(|(namespace, tables, views, enums)| {
        let named = |name: String| match &namespace {
            Some(namespace) => ObjectName::qualified(namespace, name),
            None => ObjectName::bare(name),
        };
        let mut schema = Schema::new("postgres");
        schema.search_path.extend(namespace.clone());
        for (name, (columns, values)) in tables {
            let mut table = Table::new(named(name.clone()));
            table.constraints.extend(one_of(&columns, &values));
            (table.columns, table.comment) = (columns, Some(name));
            schema.tables.push(table);
        }
        for (name, columns) in views {
            schema
                .views
                .push(View::new(named(format!("{name} ")), columns, ""));
        }
        for (name, variants) in enums {
            let variants = variants.into_iter().map(|name| Variant { name });
            schema.types.push(TypeDefinition {
                name: named(name),
                comment: None,
                kind: TypeKind::Enum(variants.collect()),
                depends_on: Vec::new(),
                owner: None,
                grants: Vec::new(),
            });
        }
        schema.normalize();
        schema
    })
}

/// Rust has a namespace for types and modules, and one for values; constants alone are in the second.
fn check_items(items: &[Item]) -> Result<(), TestCaseError> {
    let mut types = BTreeSet::new();
    let mut values = BTreeSet::new();
    for item in items {
        let is_new = match item {
            Item::Struct(item) => {
                check_fields(&item.fields)?;
                types.insert(item.ident.to_string())
            }
            Item::Enum(item) => {
                let mut variants = BTreeSet::new();
                for variant in &item.variants {
                    prop_assert!(
                        variants.insert(variant.ident.to_string()),
                        "{}",
                        variant.ident
                    );
                }
                types.insert(item.ident.to_string())
            }
            Item::Mod(item) => {
                if let Some((_, items)) = &item.content {
                    check_items(items)?;
                }
                types.insert(item.ident.to_string())
            }
            Item::Const(item) => values.insert(item.ident.to_string()),
            _ => true,
        };
        prop_assert!(is_new, "two items of one name");
    }
    Ok(())
}

fn check_fields(fields: &Fields) -> Result<(), TestCaseError> {
    let mut names = BTreeSet::new();
    for field in fields {
        let name = field.ident.as_ref().map(ToString::to_string);
        prop_assert!(names.insert(name.clone()), "two fields {name:?}");
    }
    Ok(())
}
