//! Declared types: how SQLite spells them, and what they hold in our terms.
//!
//! SQLite lets any words stand as a type and derives an affinity from them. Programs mean more by
//! the words than the affinity says (`DATETIME`, `UUID`), so known words decide and the affinity is
//! the fallback. Since a value may still be stored in another class, every type is dynamic.

use schema_model::LogicalType;

use super::cursor::Cursor;
use super::token::{SqlError, Token, TokenKind, unquote};

/// The types that SQLite itself prints in upper case, however they were written.
const STANDARD: [&str; 6] = ["ANY", "BLOB", "INT", "INTEGER", "REAL", "TEXT"];

/// Words that end a type, since a column constraint begins with them.
const CONSTRAINT_WORDS: [&str; 9] = [
    "constraint",
    "primary",
    "not",
    "null",
    "unique",
    "check",
    "default",
    "collate",
    "references",
];

/// Reads a declared type: nothing, or words with up to two numbers in parentheses.
/// The result has one space between words and none elsewhere: `DOUBLE PRECISION`, `DECIMAL(10,2)`.
pub(crate) fn read_type(cursor: &mut Cursor<'_>) -> Result<String, SqlError> {
    let mut words = Vec::new();
    while let Some(token) = cursor.peek(0).filter(|token| is_type_word(cursor, token)) {
        cursor.next();
        words.push(token.text);
    }
    let mut native = words.join(" ");
    if !words.is_empty() && cursor.sees_operator("(") {
        native.push_str(&read_modifiers(cursor)?);
    }
    match words.first() {
        Some(first) if first.starts_with(['"', '\'', '`', '[']) => {
            Ok(without_quotes(first, native))
        }
        _ => Ok(spell(&native)),
    }
}

/// Of a type that begins with a quote SQLite takes what is inside the quotes. They stay where the
/// type could not be written without them.
fn without_quotes(quoted: &str, native: String) -> String {
    let inside = unquote(quoted);
    match super::token::tokenize(&inside) {
        Ok(tokens) if tokens.first().is_some_and(|t| t.kind == TokenKind::Word) => {
            let mut cursor = Cursor::new(&tokens);
            match read_type(&mut cursor) {
                Ok(read) if cursor.is_end() => read,
                _ => native,
            }
        }
        _ => native,
    }
}

/// A type that the engine reports, in the form that [`read_type`] gives.
pub(crate) fn respell(native: &str) -> String {
    let Ok(tokens) = super::token::tokenize(native) else {
        return native.to_owned();
    };
    let mut cursor = Cursor::new(&tokens);
    match read_type(&mut cursor) {
        Ok(respelled) if cursor.is_end() => respelled,
        _ => native.to_owned(),
    }
}

/// The type as SQLite prints it.
pub(crate) fn spell(native: &str) -> String {
    let standard = STANDARD
        .iter()
        .find(|name| name.eq_ignore_ascii_case(native));
    standard.map_or_else(|| native.to_owned(), |name| (*name).to_owned())
}

fn is_type_word(cursor: &Cursor<'_>, token: &Token<'_>) -> bool {
    match token.kind {
        TokenKind::Quoted | TokenKind::String => true,
        TokenKind::Word => {
            !token.is_any_word(&CONSTRAINT_WORDS)
                && !token.is_word("as")
                && !cursor.sees(&["generated", "always"])
        }
        _ => false,
    }
}

fn read_modifiers(cursor: &mut Cursor<'_>) -> Result<String, SqlError> {
    let open = *cursor;
    let group = cursor.group()?;
    let well_formed = super::cursor::split_list(group)
        .into_iter()
        .map(|item| match item {
            [number] => number.kind == TokenKind::Number,
            [sign, number] => {
                (sign.is_operator("-") || sign.is_operator("+")) && number.kind == TokenKind::Number
            }
            _ => false,
        });
    let well_formed: Vec<bool> = well_formed.collect();
    if well_formed.len() > 2 || well_formed.contains(&false) {
        return Err(open.error("a type takes one or two numbers in parentheses"));
    }
    let numbers: String = group.iter().map(|token| token.text).collect();
    Ok(format!("({numbers})"))
}

/// What a declared type holds.
pub(crate) fn logical_type(native: &str) -> LogicalType {
    let upper = native.to_ascii_uppercase();
    let (base, modifiers) = match upper.split_once('(') {
        Some((base, rest)) => (base.trim(), rest.split(')').next().unwrap_or_default()),
        None => (upper.trim(), ""),
    };
    match known(base, modifiers).unwrap_or_else(|| affinity(&upper)) {
        LogicalType::Any => LogicalType::Any,
        declared => LogicalType::dynamic(declared),
    }
}

/// The types whose words say more than their affinity.
fn known(base: &str, modifiers: &str) -> Option<LogicalType> {
    Some(match base {
        "BOOLEAN" | "BOOL" => LogicalType::Bool,
        "DATE" | "DATE_TEXT" => LogicalType::Date,
        "TIME" | "TIME_TEXT" => LogicalType::Time,
        "DATETIME"
        | "DATETIME_TEXT"
        | "TIMESTAMP"
        | "TIMESTAMP_TEXT"
        | "TIMESTAMP WITHOUT TIME ZONE" => LogicalType::Timestamp,
        "TIMESTAMPTZ"
        | "TIMESTAMP WITH TIME ZONE"
        | "TIMESTAMP_WITH_TIMEZONE_TEXT"
        | "DATETIMEOFFSET" => LogicalType::TimestampWithTimeZone,
        "UUID" | "UUID_TEXT" | "GUID" | "UNIQUEIDENTIFIER" => LogicalType::Uuid,
        "JSON" | "JSONB" | "JSON_TEXT" | "JSONB_TEXT" => LogicalType::Json,
        "DECIMAL" | "NUMERIC" | "DEC" | "NUMBER" => decimal(modifiers),
        "BINARY" | "VARBINARY" | "BYTEA" => LogicalType::Bytes,
        "STRING" => LogicalType::Text,
        "" | "ANY" => LogicalType::Any,
        _ => return None,
    })
}

fn decimal(modifiers: &str) -> LogicalType {
    let mut numbers = modifiers.split(',').map(str::trim);
    LogicalType::Decimal {
        precision: numbers.next().and_then(|number| number.parse().ok()),
        scale: numbers.next().and_then(|number| number.parse().ok()),
    }
}

/// The rules of <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>.
fn affinity(upper: &str) -> LogicalType {
    let has = |words: &[&str]| words.iter().any(|word| upper.contains(word));
    if has(&["INT"]) {
        LogicalType::Int64
    } else if has(&["CHAR", "CLOB", "TEXT"]) {
        LogicalType::Text
    } else if has(&["BLOB"]) {
        LogicalType::Bytes
    } else if has(&["REAL", "FLOA", "DOUB"]) {
        LogicalType::Float64
    } else {
        decimal("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::sqlite::token::tokenize;

    fn read(source: &str) -> Result<String, SqlError> {
        let tokens = tokenize(source).unwrap();
        read_type(&mut Cursor::new(&tokens))
    }

    #[test]
    fn a_type_is_spelled_in_one_way() {
        for (source, native) in [
            ("integer primary key", "INTEGER"),
            ("varchar ( 10 ) not null", "varchar(10)"),
            ("decimal(10, -2)", "decimal(10,-2)"),
            ("double  precision", "double precision"),
            ("unsigned /* why */ big int default 1", "unsigned big int"),
            ("int generated always as (1)", "INT"),
            ("int as (1)", "INT"),
            ("\"my type\" 'x'", "my type"),
            ("[a, b]", "[a, b]"),
            ("collate nocase", ""),
            ("", ""),
        ] {
            assert_eq!(read(source).unwrap(), native, "{source}");
        }
        assert!(read("enum('a', 'b')").is_err());
        assert!(read("decimal(1, 2, 3)").is_err());
    }

    #[test]
    fn words_decide_and_affinity_is_the_fallback() {
        use LogicalType as L;
        for (native, logical) in [
            ("INTEGER", L::Int64),
            ("bigint", L::Int64),
            ("UNSIGNED BIG INT", L::Int64),
            ("CHARINT", L::Int64),
            ("boolean", L::Bool),
            ("VARCHAR(255)", L::Text),
            ("clob", L::Text),
            ("BLOB", L::Bytes),
            ("DOUBLE PRECISION", L::Float64),
            ("float", L::Float64),
            (
                "decimal(10,2)",
                L::Decimal {
                    precision: Some(10),
                    scale: Some(2),
                },
            ),
            (
                "NUMERIC",
                L::Decimal {
                    precision: None,
                    scale: None,
                },
            ),
            (
                "whatever",
                L::Decimal {
                    precision: None,
                    scale: None,
                },
            ),
            ("DATETIME", L::Timestamp),
            ("timestamp(6)", L::Timestamp),
            ("timestamptz", L::TimestampWithTimeZone),
            ("uuid", L::Uuid),
            ("json", L::Json),
        ] {
            assert_eq!(logical_type(native), L::dynamic(logical), "{native}");
        }
        assert_eq!(logical_type(""), L::Any);
        assert_eq!(logical_type("ANY"), L::Any);
    }
}
