//! Table options: what stands behind the columns.

use schema_model::Table;

use super::Reader;
use super::partition::parse_partitioning;
use crate::dialect::mysql::cursor::{Cursor, Unexpected};
use crate::dialect::mysql::lexer::Kind;
use crate::dialect::mysql::types::charset_name;

/// Reads all options up to the end of the statement.
pub(super) fn parse_options(
    reader: &mut Reader,
    cursor: &mut Cursor<'_>,
    table: &mut Table,
) -> Result<(), Unexpected> {
    while !cursor.is_done() {
        cursor.accept_symbol(',');
        if cursor.accept(&["partition", "by"]) {
            table.partition_by = Some(parse_partitioning(cursor)?);
        } else if !parse_option(reader, cursor, table)? {
            return Ok(());
        }
    }
    Ok(())
}

/// Reads one option; false when none begins here.
pub(super) fn parse_option(
    reader: &mut Reader,
    cursor: &mut Cursor<'_>,
    table: &mut Table,
) -> Result<bool, Unexpected> {
    if cursor.accept(&["with", "system", "versioning"]) {
        table
            .options
            .insert("system_versioning".into(), "true".into());
        return Ok(true);
    }
    if is_charset(cursor) {
        cursor.accept_symbol('=');
        let charset = charset_name(&cursor.name()?);
        let collation = reader.flavour.default_collation(&charset);
        table.options.insert("collation".into(), collation);
        table.options.insert("charset".into(), charset);
        return Ok(true);
    }
    if cursor.accept(&["default", "collate"]) || cursor.accept(&["collate"]) {
        cursor.accept_symbol('=');
        let collation = cursor.name()?.to_ascii_lowercase();
        let charset = collation.split('_').next().unwrap_or(&collation);
        table
            .options
            .insert("charset".into(), charset_name(charset));
        table.options.insert("collation".into(), collation);
        return Ok(true);
    }
    if cursor.accept(&["comment"]) {
        cursor.accept_symbol('=');
        table.comment = Some(cursor.text()?).filter(|comment| !comment.is_empty());
        return Ok(true);
    }
    parse_named(cursor, table)
}

fn is_charset(cursor: &mut Cursor<'_>) -> bool {
    let _default = cursor.sees(&["default", "collate"]) || cursor.accept(&["default"]);
    cursor.accept(&["character", "set"]) || cursor.accept(&["charset"])
}

/// `NAME=value` for every other name.
fn parse_named(cursor: &mut Cursor<'_>, table: &mut Table) -> Result<bool, Unexpected> {
    let Some(token) = cursor.peek() else {
        return Ok(false);
    };
    let name = match token.kind {
        Kind::Word if cursor.accept(&["data", "directory"]) => "data_directory".into(),
        Kind::Word if cursor.accept(&["index", "directory"]) => "index_directory".into(),
        Kind::Word if is_option(token.text) => {
            cursor.take();
            token.text.to_ascii_lowercase()
        }
        // What only the storage engine knows is in backticks.
        Kind::Name => {
            cursor.take();
            format!("attribute.{}", token.value())
        }
        _ => return Ok(false),
    };
    cursor.accept_symbol('=');
    let start = cursor.offset();
    cursor.take_group()?;
    let value = cursor.since(start).to_owned();
    match name.as_str() {
        // A counter is data, not schema.
        "auto_increment" => None,
        name if name.starts_with("attribute.") => {
            table.options.insert(name.into(), engine_value(&value))
        }
        "type" | "engine" => table.options.insert("engine".into(), token_value(&value)),
        _ => table.options.insert(name, value),
    };
    Ok(true)
}

/// The value of what only the storage engine knows; releases differ in whether they quote numbers.
pub(super) fn engine_value(raw: &str) -> String {
    let inner = raw
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix('\''));
    let number =
        inner.filter(|inner| !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit()));
    number.unwrap_or(raw).to_owned()
}

fn token_value(raw: &str) -> String {
    raw.trim_matches(['`', '\'', '"']).to_owned()
}

/// Options whose value is kept as it is written.
const OPTIONS: &[&str] = &[
    "autoextend_size",
    "auto_increment",
    "avg_row_length",
    "checksum",
    "compression",
    "connection",
    "delay_key_write",
    "encrypted",
    "encryption",
    "encryption_key_id",
    "engine",
    "engine_attribute",
    "ietf_quotes",
    "insert_method",
    "itef_quotes",
    "key_block_size",
    "max_rows",
    "min_rows",
    "pack_keys",
    "page_checksum",
    "page_compressed",
    "page_compression_level",
    "password",
    "row_format",
    "secondary_engine",
    "secondary_engine_attribute",
    "sequence",
    "stats_auto_recalc",
    "stats_persistent",
    "stats_sample_pages",
    "table_checksum",
    "tablespace",
    "transactional",
    "type",
    "union",
];

fn is_option(word: &str) -> bool {
    OPTIONS.iter().any(|known| known.eq_ignore_ascii_case(word))
}
