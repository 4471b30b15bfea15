//! Tables and sequences.

use schema_model::LogicalType;

use super::{Catalog, Relation, Server, of_database, references, statements};
use crate::EngineError;
use crate::dialect::mysql::cursor::Cursor;
use crate::dialect::mysql::ddl::{Reader, parse_sequence, parse_table};
use crate::dialect::mysql::qualify::unqualify;

/// Reads all tables and sequences.
pub(super) fn read(
    connector: &mut dyn Server,
    catalog: &mut Catalog,
    relations: &[Relation],
) -> Result<(), EngineError> {
    let named = |kinds: &[&str]| -> Vec<String> {
        relations
            .iter()
            .filter(|relation| kinds.contains(&relation.kind.as_str()))
            .map(|relation| relation.name.clone())
            .collect()
    };
    let names = named(&["BASE TABLE", "SYSTEM VERSIONED"]);
    let answers = connector.rows_of_each(&statements(&names, "SHOW CREATE TABLE"))?;
    for (name, answer) in names.iter().zip(answers) {
        let Some(row) = catalog.first_row("table", name, answer) else {
            continue;
        };
        let text = row.get(1).and_then(Option::as_deref);
        if let Err(error) = read_table(catalog, name, text) {
            let keys = references::read(connector, catalog, name)?;
            let bare = references::without_keys(text.unwrap_or_default());
            match read_table(catalog, name, Some(&bare)) {
                Ok(()) => references::attach(catalog, name, keys),
                Err(_) => catalog.list("table", name, error),
            }
        }
    }
    read_spatial_systems(connector, catalog)?;
    let names = named(&["SEQUENCE"]);
    let answers = connector.rows_of_each(&statements(&names, "SHOW CREATE SEQUENCE"))?;
    for (name, answer) in names.iter().zip(answers) {
        if let Some(row) = catalog.first_row("sequence", name, answer) {
            read_sequence(catalog, name, row.get(1).and_then(Option::as_deref));
        }
    }
    let known = [
        "BASE TABLE",
        "SYSTEM VERSIONED",
        "SEQUENCE",
        "VIEW",
        "SYSTEM VIEW",
    ];
    for relation in relations
        .iter()
        .filter(|r| !known.contains(&r.kind.as_str()))
    {
        catalog.list(
            "table",
            &relation.name,
            format!("kind `{}` is not known", relation.kind),
        );
    }
    Ok(())
}

/// Reads the spatial reference systems of columns where the statement does not show them.
fn read_spatial_systems(
    connector: &mut dyn Server,
    catalog: &mut Catalog,
) -> Result<(), EngineError> {
    let mut columns = catalog
        .schema
        .tables
        .iter()
        .flat_map(|table| &table.columns);
    let spatial = columns.any(|column| column.logical_type == LogicalType::Geometry);
    if catalog.flavour.shows_srid || !spatial {
        return Ok(());
    }
    let sql = format!(
        "{} WHERE SRID <> 0 AND {}",
        include_str!("geometries.sql").trim_end(),
        of_database("G_TABLE_SCHEMA", &catalog.database)
    );
    for row in connector.rows("read the spatial reference systems", &sql)? {
        let [Some(table), Some(name), Some(srid)] = row.as_slice() else {
            continue;
        };
        let tables = &mut catalog.schema.tables;
        let table = tables.iter_mut().find(|known| known.name.name == *table);
        let columns = table.map(|table| &mut table.columns).into_iter().flatten();
        for column in columns.filter(|column| column.name == *name) {
            column.options.insert("srid".into(), srid.clone());
        }
    }
    Ok(())
}

/// Reads a table into the catalog; the reason when its text is not understood.
fn read_table(catalog: &mut Catalog, name: &str, text: Option<&str>) -> Result<(), String> {
    let text = text.ok_or("not readable: the server shows no definition")?;
    let text = unqualify(text, &catalog.database, catalog.flavour);
    let mut reader = Reader::shown(catalog.flavour);
    let mut cursor = Cursor::new(&text, catalog.flavour);
    let table = parse_table(&mut reader, &mut cursor).map_err(|error| error.message)?;
    if !cursor.is_done() {
        let left = cursor.rest().to_owned();
        catalog.list("table option", name, format!("`{left}` is not understood"));
    }
    catalog.schema.tables.push(table);
    catalog.list_unread(reader.unread);
    Ok(())
}

fn read_sequence(catalog: &mut Catalog, name: &str, text: Option<&str>) {
    let Some(text) = text else {
        catalog.list(
            "sequence",
            name,
            "not readable: the server shows no definition",
        );
        return;
    };
    match parse_sequence(&mut Cursor::new(text, catalog.flavour)) {
        Ok(sequence) => catalog.schema.sequences.push(sequence),
        Err(error) => catalog.list("sequence", name, error.message),
    }
}
