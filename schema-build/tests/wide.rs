//! A table with more columns than a target describes is a struct all the same, and every type that
//! its fields name is there.

use schema_build::{Crates, ModelSettings, Target, generate};
use schema_model::{Column, LogicalType, ObjectName, Schema, Table};

/// More than any feature of diesel allows.
const COLUMNS: usize = 129;

#[test]
fn what_fields_of_a_wide_table_are_made_of_is_written() {
    let mut table = Table::new(ObjectName::qualified("public", "wide"));
    for number in 2..COLUMNS {
        let column = Column::new(format!("c{number}"), "integer", LogicalType::Int32);
        table.columns.push(column);
    }
    // diesel calls it differently where it describes the table.
    let kind = Column::new("type", "text", LogicalType::Text);
    table.columns.push(kind);
    let words = Column::new("words", "tsvector", LogicalType::TextSearchVector);
    table.columns.push(words);
    let mut schema = Schema::new("postgres");
    schema.tables.push(table);
    schema.normalize();
    let settings = ModelSettings {
        targets: Target::named("diesel").into_iter().collect(),
        ..ModelSettings::default()
    };
    let code = match generate(&schema, &settings, &Crates::of(["diesel"]), None) {
        Ok(models) => models.code,
        Err(error) => panic!("{error}"),
    };
    assert!(!code.contains("::diesel::table!"), "{code}");
    assert!(!code.contains("#[diesel(column_name"), "{code}");
    assert!(
        code.contains("pub words: diesel_schema::raw::Tsvector,"),
        "{code}"
    );
    assert!(code.contains("pub struct Tsvector"), "{code}");
}
