//! Functions of the server: when they give NULL, and what they give.

use super::super::ddl::type_name::TypeName;
use super::arithmetic::{FLOATS, INTEGERS};

/// Functions of the server that give NULL only for NULL.
pub(super) const STRICT: &[&str] = &[
    "abs",
    "btrim",
    "ceil",
    "ceiling",
    "char_length",
    "character_length",
    "date_trunc",
    "floor",
    "initcap",
    "left",
    "length",
    "lower",
    "lpad",
    "ltrim",
    "md5",
    "octet_length",
    "repeat",
    "replace",
    "reverse",
    "right",
    "round",
    "rpad",
    "rtrim",
    "sign",
    "starts_with",
    "substr",
    "translate",
    "trunc",
    "upper",
];

/// Functions of the server that never give NULL.
pub(super) const NEVER: &[&str] = &[
    "clock_timestamp",
    "concat",
    "concat_ws",
    "count",
    "cume_dist",
    "dense_rank",
    "gen_random_uuid",
    "jsonb_build_array",
    "jsonb_build_object",
    "json_build_array",
    "json_build_object",
    "now",
    "num_nonnulls",
    "num_nulls",
    "percent_rank",
    "pi",
    "random",
    "rank",
    "row_number",
    "statement_timestamp",
    "transaction_timestamp",
];

/// Aggregates that give NULL only for no rows, or for NULL in all of them.
pub(super) const AGGREGATES: &[&str] = &[
    "array_agg",
    "avg",
    "bool_and",
    "bool_or",
    "every",
    "json_agg",
    "jsonb_agg",
    "max",
    "min",
    "string_agg",
    "sum",
];

/// Whether a function only computes, so that calling it changes no schema.
pub(crate) fn is_computing(name: &str) -> bool {
    [STRICT, NEVER, AGGREGATES]
        .iter()
        .any(|names| names.contains(&name))
        || fixed(name).is_some()
}

/// What a function of the server gives for arguments of these types; none when that is not known.
pub(super) fn result(name: &str, arguments: &[Option<TypeName>]) -> Option<TypeName> {
    if let Some(fixed) = fixed(name) {
        return Some(TypeName::known(fixed));
    }
    let first = arguments.first().cloned().flatten();
    Some(match name {
        "coalesce" | "greatest" | "least" => {
            let typed = arguments.iter().flatten();
            typed.cloned().reduce(super::arithmetic::wider)?
        }
        "nullif" | "max" | "min" | "first_value" | "last_value" | "nth_value" | "lag" | "lead" => {
            let first = first?;
            match name {
                "max" | "min" => aggregated(first),
                _ => first,
            }
        }
        "abs" | "ceil" | "ceiling" | "floor" | "round" | "trunc" | "sign" => rounded(first?),
        "sum" => sum(&first?)?,
        "avg" | "stddev" | "variance" => average(&first?)?,
        "array_agg" => first?.array(0),
        "unnest" => element(first?)?,
        "date_trunc" => arguments
            .get(1)
            .cloned()
            .flatten()
            .map(|ty| match ty.bare.as_str() {
                "timestamp without time zone" | "interval" => TypeName::known(&ty.bare),
                _ => TypeName::known("timestamp with time zone"),
            })?,
        "generate_series" => first?,
        "array_remove" | "array_append" | "array_cat" => first?,
        _ => return None,
    })
}

/// What functions give whatever their arguments are.
fn fixed(name: &str) -> Option<&'static str> {
    Some(match name {
        "count" | "row_number" | "rank" | "dense_rank" | "nextval" | "currval" | "setval" => {
            "bigint"
        }
        "pg_relation_size" | "pg_total_relation_size" | "pg_database_size" | "hashtext" => "bigint",
        "lower"
        | "upper"
        | "initcap"
        | "btrim"
        | "ltrim"
        | "rtrim"
        | "trim"
        | "concat"
        | "concat_ws"
        | "left"
        | "right"
        | "substr"
        | "substring"
        | "replace"
        | "reverse"
        | "repeat"
        | "lpad"
        | "rpad"
        | "translate"
        | "md5"
        | "to_char"
        | "string_agg"
        | "format"
        | "array_to_string"
        | "split_part"
        | "regexp_replace"
        | "quote_ident"
        | "quote_literal"
        | "chr"
        | "encode"
        | "jsonb_typeof"
        | "json_typeof"
        | "json_extract_path_text"
        | "jsonb_extract_path_text"
        | "version"
        | "obj_description"
        | "col_description"
        | "current_setting"
        | "overlay"
        | "pg_get_viewdef"
        | "jsonb_pretty" => "text",
        "length" | "char_length" | "character_length" | "octet_length" | "position" | "strpos"
        | "array_length" | "cardinality" | "ascii" | "num_nulls" | "num_nonnulls"
        | "jsonb_array_length" | "json_array_length" | "array_position" | "ntile" => "integer",
        "now"
        | "clock_timestamp"
        | "statement_timestamp"
        | "transaction_timestamp"
        | "to_timestamp" => "timestamp with time zone",
        "make_date" | "to_date" => "date",
        "make_timestamp" => "timestamp without time zone",
        "age" | "make_interval" | "justify_days" | "justify_hours" | "justify_interval" => {
            "interval"
        }
        "extract" => "numeric",
        "date_part" | "random" | "pi" | "percent_rank" | "cume_dist" | "similarity" | "corr"
        | "ts_rank" => "double precision",
        "to_number" => "numeric",
        "bool_and"
        | "bool_or"
        | "every"
        | "exists"
        | "starts_with"
        | "pg_has_role"
        | "has_table_privilege" => "boolean",
        "gen_random_uuid" | "uuid_generate_v4" | "uuidv7" => "uuid",
        "json_agg" | "json_build_object" | "json_build_array" | "row_to_json" | "to_json"
        | "json_object_agg" | "array_to_json" | "json_object" => "json",
        "jsonb_agg" | "jsonb_build_object" | "jsonb_build_array" | "to_jsonb"
        | "jsonb_object_agg" | "jsonb_set" | "jsonb_strip_nulls" | "jsonb_object" => "jsonb",
        "to_tsvector" | "setweight" => "tsvector",
        "to_tsquery" | "plainto_tsquery" | "websearch_to_tsquery" => "tsquery",
        "string_to_array" | "regexp_split_to_array" => "text[]",
        "decode" | "digest" | "sha256" => "bytea",
        _ => return None,
    })
}

/// Without length; of numbers without precision.
fn aggregated(ty: TypeName) -> TypeName {
    match ty.bare.as_str() {
        // The aggregate is one of text.
        "character varying" => TypeName::known("text"),
        _ if ty.native.ends_with("[]") => ty,
        _ => ty.without_modifiers(),
    }
}

fn rounded(ty: TypeName) -> TypeName {
    match ty.bare.as_str() {
        "real" | "double precision" => TypeName::known("double precision"),
        _ => ty.without_modifiers(),
    }
}

fn sum(ty: &TypeName) -> Option<TypeName> {
    Some(TypeName::known(match ty.native.as_str() {
        "smallint" | "integer" => "bigint",
        "bigint" => "numeric",
        "real" => "real",
        "double precision" => "double precision",
        "interval" => "interval",
        "money" => "money",
        _ if ty.bare == "numeric" => "numeric",
        _ => return None,
    }))
}

fn average(ty: &TypeName) -> Option<TypeName> {
    let bare = ty.bare.as_str();
    Some(TypeName::known(match bare {
        "interval" => "interval",
        "numeric" => "numeric",
        _ if INTEGERS.contains(&bare) => "numeric",
        _ if FLOATS.contains(&bare) => "double precision",
        _ => return None,
    }))
}

/// What an array holds.
pub(super) fn element(ty: TypeName) -> Option<TypeName> {
    let schema_model::LogicalType::Array { element, .. } = ty.logical else {
        return None;
    };
    Some(TypeName {
        native: ty.native.strip_suffix("[]")?.to_owned(),
        logical: *element,
        ..ty
    })
}
