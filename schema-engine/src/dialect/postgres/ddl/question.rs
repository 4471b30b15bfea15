//! Questions to the catalog that can be answered from what was read so far.

use schema_model::{Constraint, ConstraintKind, ObjectName, Table};

use super::cursor::Cursor;
use super::database::Database;

/// A row of the catalog: names of columns with what is in them.
type Row = Vec<(&'static str, String)>;

/// Answers `[NOT] EXISTS (SELECT … FROM catalog WHERE column = 'text' AND …)`; none for others.
pub(super) fn answer(db: &Database, question: Cursor<'_, '_>) -> Option<bool> {
    let mut question = question;
    if let Some(inner) = question.clone().parenthesized() {
        let mut ahead = question.clone();
        ahead.parenthesized();
        if ahead.is_done() {
            return answer(db, inner);
        }
    }
    let is_negative = question.eat("not");
    question.eat("exists").then_some(())?;
    let mut query = question.parenthesized().filter(|_| question.is_done())?;
    query.eat("select").then_some(())?;
    query.take_until(|token| token.is_word("from"));
    query.bump();
    let catalog = query.name()?;
    if !query.at_word("where") {
        query.eat("as");
        query.identifier();
    }
    query.eat("where").then_some(())?;
    let conditions = conditions(query)?;
    let rows = rows(db, &catalog)?;
    let holds = |row: &Row| -> Option<bool> {
        let mut all = true;
        for (column, value) in &conditions {
            let (_, found) = row.iter().find(|(name, _)| name == column)?;
            all &= found == value;
        }
        Some(all)
    };
    let mut exists = false;
    for row in &rows {
        exists |= holds(row)?;
    }
    Some(exists != is_negative)
}

/// `column = 'text' AND …`.
fn conditions(mut query: Cursor<'_, '_>) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    loop {
        let column = query.name()?.name;
        query.eat_symbol("=").then_some(())?;
        found.push((column, query.string()?));
        if query.is_done() {
            return Some(found);
        }
        query.eat("and").then_some(())?;
    }
}

/// The rows of a part of the catalog, each with the columns that can be asked for.
fn rows(db: &Database, catalog: &ObjectName) -> Option<Vec<Row>> {
    let tables = || db.tables.values();
    let namespace = |name: &ObjectName| name.namespace.clone().unwrap_or_default();
    let of_table = |table: &Table| {
        vec![
            ("table_schema", namespace(&table.name)),
            ("table_name", table.name.name.clone()),
        ]
    };
    Some(match catalog.name.as_str() {
        "tables" => tables().map(of_table).collect(),
        "schemata" => db
            .namespaces
            .keys()
            .map(|it| vec![("schema_name", it.clone())])
            .collect(),
        "columns" => {
            let of_columns = tables().flat_map(|table| {
                let row = of_table(table);
                let columns = table.columns.iter();
                columns.map(move |it| with(&row, "column_name", &it.name))
            });
            of_columns.collect()
        }
        "table_constraints" | "constraint_column_usage" => {
            let all = tables().flat_map(|table| {
                let own = table.constraints.iter();
                own.map(move |it| (of_table(table), it))
            });
            let of_usage = catalog.name == "constraint_column_usage";
            let all = all.map(|(own, it)| match &it.kind {
                // It counts for the table that it refers to.
                ConstraintKind::ForeignKey(key) if of_usage => {
                    (db.tables.get(&key.references).map_or(own, of_table), it)
                }
                _ => (own, it),
            });
            let name = |it: &Constraint| it.name.clone().unwrap_or_default();
            all.map(|(row, it)| with(&row, "constraint_name", &name(it)))
                .collect()
        }
        "pg_constraint" => {
            let all = tables().flat_map(|table| &table.constraints);
            let names = all.filter_map(|it| it.name.clone());
            names.map(|name| vec![("conname", name)]).collect()
        }
        "pg_type" => {
            let types = db
                .types
                .keys()
                .chain(db.tables.keys())
                .chain(db.views.keys());
            types.map(|it| vec![("typname", it.name.clone())]).collect()
        }
        "pg_class" => {
            let relations = tables().map(|it| &it.name).chain(db.views.keys());
            let relations = relations.chain(db.sequences.keys());
            relations
                .map(|it| vec![("relname", it.name.clone())])
                .collect()
        }
        "pg_namespace" => db
            .namespaces
            .keys()
            .map(|it| vec![("nspname", it.clone())])
            .collect(),
        "pg_indexes" => tables().flat_map(indexes).collect(),
        "pg_extension" => db
            .extensions
            .keys()
            .map(|it| vec![("extname", it.clone())])
            .collect(),
        _ => return None,
    })
}

fn with(row: &Row, column: &'static str, value: &str) -> Row {
    let mut row = row.clone();
    row.push((column, value.to_owned()));
    row
}

fn indexes(table: &Table) -> Vec<Row> {
    let keys = table.constraints.iter().filter(|it| {
        !matches!(
            it.kind,
            ConstraintKind::ForeignKey(_) | ConstraintKind::Check(_)
        )
    });
    let names = keys.filter_map(|it| it.name.clone());
    let names = names.chain(table.indexes.iter().map(|it| it.name.clone()));
    let row = |name| {
        vec![
            (
                "schemaname",
                table.name.namespace.clone().unwrap_or_default(),
            ),
            ("tablename", table.name.name.clone()),
            ("indexname", name),
        ]
    };
    names.map(row).collect()
}
