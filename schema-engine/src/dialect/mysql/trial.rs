//! Values for trial rows.

use schema_model::Column;

use super::flavour::Flavour;
use super::retype::variants;
use super::types::quote_text;

/// A value that the column's type takes, different for each row where it can be.
pub(super) fn value(column: &Column, row: usize, flavour: &Flavour) -> Option<String> {
    if column.auto_increment {
        return None;
    }
    if let Some(variants) = variants(column, flavour) {
        let variant = variants.get((row - 1) % variants.len().max(1))?;
        return Some(quote_text(variant));
    }
    let native = column.native_type.to_ascii_lowercase();
    let word = native.split(['(', ' ']).next().unwrap_or(&native);
    let length: usize = native
        .split_once('(')
        .and_then(|(_, rest)| rest.split(')').next()?.parse().ok())
        .unwrap_or(usize::MAX);
    Some(match word {
        "bit" => format!("b'{}'", row % 2),
        "year" => format!("{}", 2000 + row),
        "decimal" if native.starts_with("decimal(1,1)") => "0".into(),
        "float" | "double" | "decimal" => format!("{row}"),
        word if word.ends_with("int") => format!("{row}"),
        "date" => format!("'2020-01-0{row}'"),
        "datetime" | "timestamp" => format!("'2020-01-0{row} 00:00:00'"),
        "time" => format!("'00:00:0{row}'"),
        "json" => format!("'{{\"a\": {row}}}'"),
        "longtext" if is_json(column) => format!("'{{\"a\": {row}}}'"),
        "uuid" => format!("'00000000-0000-0000-0000-00000000000{row}'"),
        "inet4" => format!("'10.0.0.{row}'"),
        "inet6" => format!("'::{row}'"),
        "vector" => return None,
        "binary" | "varbinary" | "char" | "varchar" if length == 0 => "''".into(),
        "binary" | "varbinary" | "char" | "varchar" if length == 1 => format!("'{row}'"),
        word if word.ends_with("char") || word.ends_with("binary") => format!("'a{row}'"),
        word if word.ends_with("text") || word.ends_with("blob") => format!("'a{row}'"),
        word => shape(word, row, column.options.get("srid").map(String::as_str))?,
    })
}

fn is_json(column: &Column) -> bool {
    column.logical_type == schema_model::LogicalType::Json
        || column.collation.as_deref() == Some("utf8mb4_bin")
}

fn shape(word: &str, row: usize, srid: Option<&str>) -> Option<String> {
    let text = match word {
        "point" | "geometry" => format!("POINT({row} 0)"),
        "linestring" => format!("LINESTRING(0 0,{row} 1)"),
        "polygon" => format!("POLYGON((0 0,0 {row},{row} {row},0 0))"),
        "multipoint" => format!("MULTIPOINT(0 0,{row} 1)"),
        "multilinestring" => format!("MULTILINESTRING((0 0,{row} 1))"),
        "multipolygon" => format!("MULTIPOLYGON(((0 0,0 {row},{row} {row},0 0)))"),
        "geometrycollection" => format!("GEOMETRYCOLLECTION(POINT({row} 0))"),
        _ => return None,
    };
    Some(format!(
        "ST_GeomFromText('{text}', {})",
        srid.unwrap_or("0")
    ))
}
