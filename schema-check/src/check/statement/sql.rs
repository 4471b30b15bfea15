//! Whether two spellings of a native type, or of a default, are the same. This knows nothing of any
//! engine: only what differs in spelling everywhere, such as case, space and the short names of types.

use schema_model::LogicalType;

/// Whether two names of a type are the same but for how they are spelled.
pub fn same_type(one: &str, other: &str) -> bool {
    let parts = |text: &str| {
        let (name, modifiers) = split_modifiers(&plain(text));
        (long_name(&name).to_owned(), modifiers)
    };
    parts(one) == parts(other)
}

/// Whether two expressions are the same but for how they are printed.
pub fn same_expression(one: &str, other: &str) -> bool {
    bare(one, false) == bare(other, false)
}

/// Whether two defaults of a column are the same but for how they are printed: some engines print
/// numbers in quotes. Where the column holds text, `0` is no `'0'`.
pub fn same_default(one: &str, other: &str, column: &LogicalType) -> bool {
    let unquotes = may_hold_numbers(column);
    bare(one, unquotes) == bare(other, unquotes)
}

/// Whether a column holds numbers, as far as its type alone tells.
fn may_hold_numbers(logical: &LogicalType) -> bool {
    use LogicalType as L;
    match logical {
        L::Dynamic(declared) => may_hold_numbers(declared),
        L::Bool
        | L::Int8
        | L::Int16
        | L::Int32
        | L::Int64
        | L::Int128
        | L::Uint8
        | L::Uint16
        | L::Uint32
        | L::Uint64
        | L::Uint128
        | L::BigInteger
        | L::Float32
        | L::Float64
        | L::Decimal { .. }
        | L::Money
        | L::Year => true,
        // What these are over is not said here.
        L::Domain(_) | L::Other => true,
        _ => false,
    }
}

/// Types that have a short name and a long one.
const NAMES: &[(&str, &str)] = &[
    ("int", "integer"),
    ("int2", "smallint"),
    ("int4", "integer"),
    ("int8", "bigint"),
    ("smallserial", "smallint"),
    ("serial", "integer"),
    ("bigserial", "bigint"),
    ("bool", "boolean"),
    ("dec", "decimal"),
    ("numeric", "decimal"),
    ("float4", "real"),
    ("float8", "double precision"),
    ("double", "double precision"),
    ("varchar", "character varying"),
    ("char varying", "character varying"),
    ("char", "character"),
    ("bpchar", "character"),
    ("varbit", "bit varying"),
    ("timestamp", "timestamp without time zone"),
    ("timestamptz", "timestamp with time zone"),
    ("time", "time without time zone"),
    ("timetz", "time with time zone"),
];

fn long_name(name: &str) -> &str {
    let found = NAMES.iter().find(|(short, _)| *short == name);
    found.map_or(name, |(_, long)| long)
}

/// The name of a type, and what stands in parentheses or after it as `[]`.
fn split_modifiers(text: &str) -> (String, String) {
    let (mut name, mut modifiers) = (String::new(), String::new());
    let mut depth = 0_u32;
    for character in text.chars() {
        if character == '(' || character == '[' {
            depth += 1;
        }
        match depth {
            0 => name.push(character),
            _ => modifiers.push(character),
        }
        if character == ')' || character == ']' {
            depth = depth.saturating_sub(1);
        }
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    modifiers.retain(|character| !character.is_whitespace());
    (words.join(" "), modifiers)
}

/// In lower case and with single spaces, but for what stands in quotes.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut quote = None;
    for character in text.trim().chars() {
        match quote {
            Some(open) => {
                plain.push(character);
                if character == open {
                    quote = None;
                }
            }
            None if character.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            None => {
                if matches!(character, '\'' | '"') {
                    quote = Some(character);
                }
                plain.extend(character.to_lowercase());
            }
        }
    }
    plain
}

/// Without parentheses around all of it, a cast after it, empty parentheses after a word, and, where
/// that is meant, quotes around a number.
fn bare(text: &str, unquotes: bool) -> String {
    let mut bare = plain(text);
    loop {
        let shorter = (bare
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')')))
        .filter(|inner| is_balanced(inner))
        .or_else(|| without_cast(&bare))
        .or_else(|| bare.strip_suffix("()"))
        .or_else(|| quoted_number(&bare).filter(|_| unquotes))
        .map(|shorter| shorter.trim().to_owned());
        match shorter {
            Some(shorter) => bare = shorter,
            None => return bare,
        }
    }
}

fn is_balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    for character in text.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// What stands before `::type`, where that ends the expression.
fn without_cast(text: &str) -> Option<&str> {
    let (value, ty) = text.rsplit_once("::")?;
    let is_name = |c: char| c.is_alphanumeric() || " _.[]\"(),".contains(c);
    // A value in quotes may hold colons.
    let is_whole = value.matches('\'').count() % 2 == 0 && is_balanced(value);
    (ty.chars().all(is_name) && is_balanced(ty) && is_whole).then_some(value)
}

/// The number in quotes, as some engines print every number; with zeros before it, it is a text.
fn quoted_number(text: &str) -> Option<&str> {
    let number = text.strip_prefix('\'')?.strip_suffix('\'')?;
    let digits = number.strip_prefix('-').unwrap_or(number);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let is_number = is_digits(whole) && is_digits(fraction);
    (is_number && (whole == "0" || !whole.starts_with('0'))).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_type_are_the_same() {
        for (one, other, same) in [
            ("VARCHAR( 200 )", "character varying(200)", true),
            ("varchar(20)", "character varying(200)", false),
            ("timestamptz(3)", "timestamp(3) with time zone", true),
            ("timestamp", "timestamp with time zone", false),
            ("int4[]", "integer[]", true),
            ("INT", "int", true),
            ("numeric(10, 2)", "decimal(10,2)", true),
            ("enum('A')", "enum('a')", false),
        ] {
            assert_eq!(same_type(one, other), same, "{one} and {other}");
        }
    }

    #[test]
    fn spellings_of_one_default_are_the_same() {
        for (one, other, same) in [
            ("'active'", "'active'::text", true),
            ("'Active'", "'active'", false),
            ("now()", "now()", true),
            ("CURRENT_TIMESTAMP", "current_timestamp()", true),
            ("0", "(0)", true),
            ("(1) + (2)", "1 + 2", false),
            ("'a::b'", "'a'", false),
            ("NULL", "NULL::character varying", true),
            ("0", "'0'", false),
        ] {
            assert_eq!(same_expression(one, other), same, "{one} and {other}");
        }
    }

    #[test]
    fn quotes_around_a_number_make_no_difference_to_a_number() {
        for (one, other, same) in [
            ("0", "'0'", true),
            ("-1.50", "'-1.50'", true),
            ("7", "'007'", false),
            ("007", "'007'", false),
            ("0", "'0 '", false),
        ] {
            let is_same = |logical| same_default(one, other, &logical);
            assert_eq!(is_same(LogicalType::Int32), same, "{one} and {other}");
            let dynamic = LogicalType::dynamic(LogicalType::Int64);
            assert_eq!(is_same(dynamic), same, "{one} and {other}");
            assert!(!is_same(LogicalType::Text), "{one} and {other}");
        }
    }
}
