//! `CREATE INDEX`.

use schema_model::{Index, IndexKey, IndexPart, Table};

use super::{cannot, fragment};
use crate::EngineError;
use crate::dialect::sqlite::token::quote_name;

/// Writes an index of a table.
pub(super) fn render_index(index: &Index, table: &Table) -> Result<String, EngineError> {
    let fail = |message: String| cannot(format!("{}.{}", table.name, index.name), message);
    refuse_foreign_attributes(index).map_err(fail)?;
    let parts = index
        .parts
        .iter()
        .map(render_part)
        .collect::<Result<Vec<_>, _>>()
        .map_err(fail)?;
    let predicate = match &index.predicate {
        Some(predicate) => format!(" WHERE {}", fragment::expression(predicate).map_err(fail)?),
        None => String::new(),
    };
    Ok(format!(
        "CREATE {}INDEX {} ON {} ({}){predicate}",
        if index.unique { "UNIQUE " } else { "" },
        quote_name(&index.name),
        quote_name(&table.name.name),
        parts.join(", ")
    ))
}

/// Writes a column or an expression with its collation and direction.
pub(super) fn render_part(part: &IndexPart) -> Result<String, String> {
    let mut text = match &part.key {
        IndexKey::Column(name) => quote_name(name),
        IndexKey::Expression(text) => fragment::expression(text)?,
    };
    if let Some(collation) = &part.collation {
        text.push_str(&format!(" COLLATE {}", fragment::collation(collation)));
    }
    if part.descending {
        text.push_str(" DESC");
    }
    if part.nulls.is_some() || part.operator_class.is_some() || part.prefix_length.is_some() {
        return Err("a part of the key has attributes of another engine".into());
    }
    Ok(text)
}

fn refuse_foreign_attributes(index: &Index) -> Result<(), String> {
    let foreign = index.method.is_some()
        || !index.include.is_empty()
        || index.nulls_not_distinct
        || !index.visible
        || !index.options.is_empty();
    if foreign {
        return Err("the index has attributes of another engine (method, INCLUDE, options)".into());
    }
    Ok(())
}
