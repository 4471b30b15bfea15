//! The tables that models are made of, and what diesel's own tool makes of them.

use schema_model::{
    Column, Constraint, ConstraintKind, Key, LogicalType, ObjectName, Schema, Table,
};

/// How many columns each has.
pub(super) const COLUMNS: usize = 12;

/// Tables with a key, a reference to the table before, and columns of several types.
pub(super) fn schema(tables: usize) -> Schema {
    let mut schema = Schema::new("postgres");
    for n in 0..tables {
        let mut table = Table::new(ObjectName::bare(format!("table_{n}")));
        table
            .columns
            .push(Column::new("id", "bigint", LogicalType::Int64));
        let types = [
            ("text", LogicalType::Text),
            ("integer", LogicalType::Int32),
            ("boolean", LogicalType::Bool),
            ("double precision", LogicalType::Float64),
        ];
        for (c, (native, logical)) in (1..COLUMNS).zip(types.iter().cycle()) {
            let mut column = Column::new(format!("column_{c}"), *native, logical.clone());
            column.nullable = c % 2 == 0;
            table.columns.push(column);
        }
        let key = ConstraintKind::PrimaryKey(Key::over(&["id".to_owned()]));
        table.constraints.push(Constraint::new(None, key));
        schema.tables.push(table);
    }
    schema.normalize();
    schema
}

/// The same tables in the form of `diesel print-schema`, which lets every table appear beside every
/// other one.
pub(super) fn print_schema(schema: &Schema) -> String {
    let mut code = String::new();
    let mut names = Vec::new();
    for table in &schema.tables {
        let name = &table.name.name;
        code.push_str(&format!("diesel::table! {{\n    {name} (id) {{\n"));
        for column in &table.columns {
            let sql = match column.logical_type {
                LogicalType::Int64 => "Int8",
                LogicalType::Int32 => "Int4",
                LogicalType::Bool => "Bool",
                LogicalType::Float64 => "Float8",
                _ => "Text",
            };
            let sql = match column.nullable {
                true => format!("Nullable<{sql}>"),
                false => sql.into(),
            };
            code.push_str(&format!("        {} -> {sql},\n", column.name));
        }
        code.push_str("    }\n}\n\n");
        names.push(name.as_str());
    }
    let names = names.join(",\n    ");
    code.push_str(&format!(
        "diesel::allow_tables_to_appear_in_same_query!(\n    {names},\n);\n"
    ));
    code
}
