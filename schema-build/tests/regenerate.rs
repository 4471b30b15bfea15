//! A column that changed changes the code of its own table, for every target, and nothing else.

use std::collections::BTreeSet;

use schema_build::{Crates, ModelSettings, Target, generate};
use schema_model::{
    Column, Constraint, ConstraintKind, Key, LogicalType, ObjectName, Schema, Table,
};

const TABLES: &[&str] = &["alphas", "betas", "gammas"];

/// What the code of a table begins with.
const BEGINNINGS: &[&str] = &["/// Row of table", "::diesel::table!", "/// Entity of"];

fn schema(dialect: &str, change: impl Fn(&mut Table)) -> Schema {
    let mut schema = Schema::new(dialect);
    for name in TABLES {
        let mut table = Table::new(ObjectName::bare(*name));
        for column in ["id", "amount", "note"] {
            let column = Column::new(column, "bigint", LogicalType::Int64);
            table.columns.push(column);
        }
        let key = ConstraintKind::PrimaryKey(Key::over(&["id".to_owned()]));
        table.constraints.push(Constraint::new(None, key));
        schema.tables.push(table);
    }
    schema.tables.iter_mut().for_each(change);
    schema.normalize();
    schema
}

/// The code of each table, and what stands before the first.
fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    for line in code.lines() {
        let begins = BEGINNINGS
            .iter()
            .any(|beginning| line.trim_start().starts_with(beginning));
        if begins {
            sections.push(String::new());
        }
        if let Some(section) = sections.last_mut() {
            section.push_str(line);
            section.push('\n');
        }
    }
    sections
}

fn change(table: &mut Table) {
    if table.name.name == "betas" {
        let mut column = Column::new("amount", "text", LogicalType::Text);
        column.nullable = true;
        column.comment = Some("How much.".into());
        table.columns[1] = column;
    }
}

#[test]
fn a_changed_column_changes_the_code_of_its_table_alone() {
    let mut written: BTreeSet<&str> = BTreeSet::new();
    for dialect in ["postgres", "mysql", "sqlite", "duckdb"] {
        let from = schema(dialect, |_| {});
        let to = schema(dialect, change);
        for target in Target::all() {
            let settings = ModelSettings {
                targets: vec![target],
                ..ModelSettings::default()
            };
            let code = |schema| {
                let models = generate(schema, &settings, &Crates::default(), None);
                models.map(|models| sections(&models.code))
            };
            // A target does not fit every dialect, but each one of them.
            let (Ok(from), Ok(to)) = (code(&from), code(&to)) else {
                continue;
            };
            written.insert(target.name());
            assert_eq!(from.len(), to.len(), "{dialect}, {}", target.name());
            let mut changed = 0;
            for (before, after) in from.iter().zip(&to).filter(|(a, b)| a != b) {
                changed += 1;
                for other in ["alpha", "gamma", "Alpha", "Gamma"] {
                    let text = format!("{before}{after}");
                    assert!(!text.contains(other), "{}: {text}", target.name());
                }
            }
            assert!(changed > 0, "{dialect}, {}", target.name());
        }
    }
    let all: BTreeSet<&str> = Target::all().map(Target::name).collect();
    assert_eq!(written, all);
}
