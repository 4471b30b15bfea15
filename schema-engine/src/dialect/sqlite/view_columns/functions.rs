//! What SQLite's functions give: data, so that a function is a line.
//!
//! A function that is not listed may be anything that an application has registered, an aggregate
//! too.

use schema_model::LogicalType;

/// What a scalar function gives.
pub(super) struct Function {
    pub(super) logical_type: LogicalType,
    pub(super) nulls: ResultNulls,
}

/// When a function gives NULL.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ResultNulls {
    /// Never.
    Never,
    /// If an argument is NULL, and else never.
    OfArguments,
    /// As [`OfArguments`](Self::OfArguments), if the arguments are known to be texts.
    OfTexts,
    /// It depends on values.
    Unknown,
}

use LogicalType::{Any, Bytes, Float64, Int64, Text};
use ResultNulls::{Never, OfArguments, OfTexts, Unknown};

const SCALARS: &[(&str, LogicalType, ResultNulls)] = &[
    ("abs", Any, Unknown),
    ("acos", Float64, Unknown),
    ("asin", Float64, Unknown),
    ("atan", Float64, Unknown),
    ("atan2", Float64, Unknown),
    ("ceil", Any, Unknown),
    ("ceiling", Any, Unknown),
    ("changes", Int64, Never),
    ("char", Text, Never),
    ("concat", Text, Never),
    ("concat_ws", Text, Unknown),
    ("cos", Float64, Unknown),
    ("date", Text, Unknown),
    ("datetime", Text, Unknown),
    ("degrees", Float64, Unknown),
    ("exp", Float64, Unknown),
    ("floor", Any, Unknown),
    ("format", Text, Unknown),
    ("glob", Int64, OfArguments),
    ("hex", Text, Never),
    ("instr", Int64, Unknown),
    ("json", Text, OfArguments),
    ("json_array", Text, Never),
    ("json_array_length", Int64, Unknown),
    ("json_extract", Any, Unknown),
    ("json_insert", Text, Unknown),
    ("json_object", Text, Never),
    ("json_patch", Text, Unknown),
    ("json_quote", Text, Unknown),
    ("json_remove", Text, Unknown),
    ("json_replace", Text, Unknown),
    ("json_set", Text, Unknown),
    ("json_type", Text, Unknown),
    ("json_valid", Int64, OfArguments),
    ("jsonb", Bytes, Unknown),
    ("jsonb_array", Bytes, Unknown),
    ("jsonb_extract", Any, Unknown),
    ("jsonb_object", Bytes, Unknown),
    ("julianday", Float64, Unknown),
    ("last_insert_rowid", Int64, Never),
    ("length", Int64, OfArguments),
    ("like", Int64, OfArguments),
    ("ln", Float64, Unknown),
    ("log", Float64, Unknown),
    ("log10", Float64, Unknown),
    ("log2", Float64, Unknown),
    ("lower", Text, OfTexts),
    ("ltrim", Text, OfTexts),
    ("mod", Float64, Unknown),
    ("nullif", Any, Unknown),
    ("octet_length", Int64, OfArguments),
    ("pi", Float64, Never),
    ("pow", Float64, Unknown),
    ("power", Float64, Unknown),
    ("printf", Text, Unknown),
    ("quote", Text, Never),
    ("radians", Float64, Unknown),
    ("random", Int64, Never),
    ("randomblob", Bytes, Unknown),
    ("replace", Text, OfTexts),
    ("round", Float64, Unknown),
    ("rtrim", Text, OfTexts),
    ("sign", Int64, Unknown),
    ("sin", Float64, Unknown),
    ("soundex", Text, Unknown),
    ("sqlite_source_id", Text, Never),
    ("sqlite_version", Text, Never),
    ("sqrt", Float64, Unknown),
    ("strftime", Text, Unknown),
    ("substr", Any, Unknown),
    ("substring", Any, Unknown),
    ("tan", Float64, Unknown),
    ("time", Text, Unknown),
    ("timediff", Text, Unknown),
    ("total_changes", Int64, Never),
    ("trim", Text, OfTexts),
    ("trunc", Any, Unknown),
    ("typeof", Text, Never),
    ("unhex", Bytes, Unknown),
    ("unicode", Int64, Unknown),
    ("unixepoch", Int64, Unknown),
    ("upper", Text, OfTexts),
    ("zeroblob", Bytes, Unknown),
];

/// A function that gives one value for one row; `None` when we do not know it.
pub(super) fn scalar(name: &str) -> Option<Function> {
    let name = name.to_ascii_lowercase();
    let at = SCALARS
        .binary_search_by(|(known, ..)| (*known).cmp(&name))
        .ok()?;
    let (_, logical_type, nulls) = &SCALARS[at];
    Some(Function {
        logical_type: logical_type.clone(),
        nulls: *nulls,
    })
}

/// Functions that the expressions are read with, and words that stand before a parenthesis.
const OTHERS: &[&str] = &[
    "all",
    "and",
    "as",
    "avg",
    "between",
    "bm25",
    "by",
    "case",
    "cast",
    "coalesce",
    "count",
    "current_date",
    "current_time",
    "current_timestamp",
    "distinct",
    "else",
    "escape",
    "except",
    "exists",
    "filter",
    "first_value",
    "from",
    "fts3_tokenizer",
    "fts5",
    "fts5_get_locale",
    "fts5_insttoken",
    "fts5_locale",
    "fts5_source_id",
    "glob",
    "group_concat",
    "having",
    "highlight",
    "if",
    "ifnull",
    "iif",
    "in",
    "intersect",
    "is",
    "join",
    "json_each",
    "json_error_position",
    "json_group_array",
    "json_group_object",
    "json_pretty",
    "json_tree",
    "jsonb_group_array",
    "jsonb_group_object",
    "jsonb_insert",
    "jsonb_patch",
    "jsonb_remove",
    "jsonb_replace",
    "jsonb_set",
    "lag",
    "last_value",
    "lead",
    "like",
    "likelihood",
    "likely",
    "limit",
    "load_extension",
    "match",
    "matchinfo",
    "materialized",
    "max",
    "min",
    "not",
    "nth_value",
    "offset",
    "offsets",
    "on",
    "optimize",
    "or",
    "over",
    "regexp",
    "rtreecheck",
    "rtreedepth",
    "rtreenode",
    "select",
    "snippet",
    "sqlite_compileoption_get",
    "sqlite_compileoption_used",
    "sqlite_log",
    "string_agg",
    "subtype",
    "sum",
    "then",
    "total",
    "union",
    "unistr",
    "unistr_quote",
    "unlikely",
    "using",
    "values",
    "when",
    "where",
];

/// Whether a word before a parenthesis is SQLite's own.
pub(crate) fn is_known(name: &str) -> bool {
    let known = OTHERS.iter().any(|known| known.eq_ignore_ascii_case(name));
    known || scalar(name).is_some() || numbering(name).is_some()
}

/// Window functions that number rows: they are never NULL.
pub(super) fn numbering(name: &str) -> Option<LogicalType> {
    match name.to_ascii_lowercase().as_str() {
        "row_number" | "rank" | "dense_rank" | "ntile" => Some(Int64),
        "percent_rank" | "cume_dist" => Some(Float64),
        _ => None,
    }
}

/// Tables that every database has, and the tables that pragmas are.
pub(super) fn is_table(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let always = ["sqlite_master", "sqlite_schema", "sqlite_sequence"];
    always.contains(&name.as_str())
        || ["pragma_", "sqlite_stat", "sqlite_dbpage", "dbstat"]
            .iter()
            .any(|start| name.starts_with(start))
        || table_columns(&name).is_some()
}

/// The columns of a table-valued function or of a table that always exists; `true` for those that
/// `*` leaves out.
pub(super) fn table_columns(name: &str) -> Option<&'static [(&'static str, bool)]> {
    match name.to_ascii_lowercase().as_str() {
        "json_each" | "json_tree" => Some(&[
            ("key", false),
            ("value", false),
            ("type", false),
            ("atom", false),
            ("id", false),
            ("parent", false),
            ("fullkey", false),
            ("path", false),
            ("json", true),
            ("root", true),
        ]),
        "generate_series" => Some(&[
            ("value", false),
            ("start", true),
            ("stop", true),
            ("step", true),
        ]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_sorted_so_that_they_are_found() {
        assert!(SCALARS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(scalar("LENGTH").is_some());
        assert!(scalar("my_own").is_none());
    }
}
