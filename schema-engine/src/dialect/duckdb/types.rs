//! From the text of a type to what it holds.
//!
//! The engine spells every type out: a named type shows as what it stands for, fields and variants
//! included. Names of fields may be anything, so the text is read token by token.

use schema_model::{Field, LogicalType as L};

use super::token::{Kind, Token, bracketed, parts, tokens};

/// What a type holds; `Other` when we do not know it.
pub(super) fn logical_type(native: &str) -> L {
    parse(&tokens(native)).unwrap_or(L::Other)
}

fn parse(tokens: &[Token<'_>]) -> Option<L> {
    let (last, before) = tokens.split_last()?;
    // `INTEGER[3][]` is a list of arrays: the last bracket is the outermost.
    if last.is("]") {
        let open = before.iter().rposition(|token| token.is("["))?;
        let element = parse(&before[..open])?.into();
        let length = match &before[open + 1..] {
            [] => None,
            [length] => Some(length.text.parse().ok()?),
            _ => return None,
        };
        return Some(L::Array { element, length });
    }
    let named = tokens
        .iter()
        .position(|token| token.is("("))
        .unwrap_or(tokens.len());
    let (name, arguments) = tokens.split_at(named);
    match arguments {
        [] => plain(&words(name)?),
        _ => {
            let (inner, rest) = bracketed(arguments)?;
            let parts = parts(inner);
            // Some put what they take in the middle: `TIMESTAMP(3) WITH TIME ZONE`.
            with_arguments(&words(name)?, &parts).or_else(|| plain(&words(&[name, rest].concat())?))
        }
    }
}

/// The words of a name, in upper case and with one blank between.
fn words(tokens: &[Token<'_>]) -> Option<String> {
    let words = tokens.iter().map(Token::name);
    let words = words.map(|name| Some(name?.to_ascii_uppercase()));
    Some(words.collect::<Option<Vec<_>>>()?.join(" "))
}

fn with_arguments(name: &str, arguments: &[&[Token<'_>]]) -> Option<L> {
    match name {
        "DECIMAL" | "NUMERIC" => decimal(arguments),
        "STRUCT" | "ROW" => Some(L::Struct(fields(arguments)?)),
        "UNION" => Some(L::Union(fields(arguments)?)),
        "MAP" => match arguments {
            [key, value] => Some(L::Map {
                key: parse(key)?.into(),
                value: parse(value)?.into(),
            }),
            _ => None,
        },
        "ENUM" => variants(arguments).map(L::InlineEnum),
        _ => None,
    }
}

fn decimal(arguments: &[&[Token<'_>]]) -> Option<L> {
    let number = |index: usize| arguments.get(index)?.first()?.text.parse::<u32>().ok();
    Some(L::Decimal {
        precision: Some(number(0)?),
        scale: Some(i32::try_from(number(1).unwrap_or(0)).ok()?),
    })
}

fn fields(arguments: &[&[Token<'_>]]) -> Option<Vec<Field>> {
    let field = |tokens: &&[Token<'_>]| {
        let (name, ty) = tokens.split_first()?;
        Some(Field {
            name: name.name()?.into_owned(),
            logical_type: parse(ty)?,
        })
    };
    arguments.iter().map(field).collect()
}

fn variants(arguments: &[&[Token<'_>]]) -> Option<Vec<String>> {
    let variant = |tokens: &&[Token<'_>]| match tokens {
        [token] if token.kind == Kind::Text => token.constant().map(|text| text.into_owned()),
        _ => None,
    };
    arguments.iter().map(variant).collect()
}

fn plain(name: &str) -> Option<L> {
    Some(match name {
        "BOOLEAN" => L::Bool,
        "TINYINT" => L::Int8,
        "SMALLINT" => L::Int16,
        "INTEGER" => L::Int32,
        "BIGINT" => L::Int64,
        "HUGEINT" => L::Int128,
        "UTINYINT" => L::Uint8,
        "USMALLINT" => L::Uint16,
        "UINTEGER" => L::Uint32,
        "UBIGINT" => L::Uint64,
        "UHUGEINT" => L::Uint128,
        // The engine called it so up to 1.3.
        "BIGNUM" | "VARINT" => L::BigInteger,
        "FLOAT" => L::Float32,
        "DOUBLE" => L::Float64,
        "VARCHAR" => L::Text,
        "BLOB" => L::Bytes,
        "BIT" => L::BitString,
        "DATE" => L::Date,
        "TIME" | "TIME_NS" => L::Time,
        "TIME WITH TIME ZONE" => L::TimeWithOffset,
        "TIMESTAMP" | "TIMESTAMP_S" | "TIMESTAMP_MS" | "TIMESTAMP_NS" => L::Timestamp,
        "TIMESTAMP WITH TIME ZONE" => L::TimestampWithTimeZone,
        "INTERVAL" => L::Interval,
        "UUID" => L::Uuid,
        "JSON" => L::Json,
        "GEOMETRY" | "POINT_2D" | "LINESTRING_2D" | "POLYGON_2D" | "BOX_2D" => L::Geometry,
        "VARIANT" => L::Any,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, logical_type: L) -> Field {
        Field {
            name: name.into(),
            logical_type,
        }
    }

    fn array(element: L, length: Option<u32>) -> L {
        L::Array {
            element: element.into(),
            length,
        }
    }

    #[test]
    fn types_in_types_are_read() {
        let decimal = L::Decimal {
            precision: Some(18),
            scale: Some(3),
        };
        for (native, logical) in [
            ("BIGINT", L::Int64),
            ("DECIMAL(18,3)", decimal),
            ("TIMESTAMP WITH TIME ZONE", L::TimestampWithTimeZone),
            ("INTEGER[3][]", array(array(L::Int32, Some(3)), None)),
            (
                "STRUCT(a INTEGER, \"b, \"\"c)\" VARCHAR[])",
                L::Struct(vec![
                    field("a", L::Int32),
                    field("b, \"c)", array(L::Text, None)),
                ]),
            ),
            (
                "UNION(num INTEGER, \"s t\" ENUM('a', 'it''s', ')'))",
                L::Union(vec![
                    field("num", L::Int32),
                    field(
                        "s t",
                        L::InlineEnum(vec!["a".into(), "it's".into(), ")".into()]),
                    ),
                ]),
            ),
            (
                "MAP(VARCHAR, STRUCT(a TIME WITH TIME ZONE))[]",
                array(
                    L::Map {
                        key: L::Text.into(),
                        value: L::Struct(vec![field("a", L::TimeWithOffset)]).into(),
                    },
                    None,
                ),
            ),
            ("GEOMETRY('EPSG:4326')", L::Geometry),
        ] {
            assert_eq!(logical_type(native), logical, "{native}");
        }
    }

    #[test]
    fn what_is_no_type_of_ours_is_other() {
        for native in [
            "",
            "\"NULL\"",
            "STRUCT(",
            "STRUCT(a)",
            "ENUM(a)",
            "MAP(a)",
            "INTEGER[",
            "]",
            "INTEGER[x]",
            "(INTEGER)",
            "LAMBDA",
            "INTEGER[1, 2]",
        ] {
            assert_eq!(logical_type(native), L::Other, "{native}");
        }
    }
}
