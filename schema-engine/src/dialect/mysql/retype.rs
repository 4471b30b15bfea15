//! What becomes of the values of a column when its type changes.
//!
//! Statements run in strict mode: a value that is out of range or too long stops the change. What
//! strict mode lets pass, since it only rounds, is a loss.

use schema_model::Column;

use super::cursor::Cursor;
use super::flavour::Flavour;
use super::types::quote_name;

/// What becomes of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// All stay as they are.
    Kept,
    /// Those for which the condition holds stop the change; none where it is not known.
    MayStop(Option<String>),
    /// Those for which the condition holds become others.
    MayChange(Option<String>),
    /// Another family of types: those for which the condition holds stop the change.
    Turned(Option<String>),
}

/// A type in the parts that matter here.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Native {
    word: String,
    numbers: Vec<u64>,
    unsigned: bool,
}

/// What becomes of the values of `from` when its type becomes that of `to`.
pub(super) fn fate(from: &Column, to: &Column, flavour: &Flavour) -> Fate {
    let name = quote_name(&from.name);
    let (Some(a), Some(b)) = (parse(&from.native_type), parse(&to.native_type)) else {
        return Fate::Turned(None);
    };
    if let (Some(before), Some(after)) = (variants(from, flavour), variants(to, flavour)) {
        return of_variants(&name, &a, &b, &before, &after);
    }
    if let Some(fate) = of_positions(&name, &a, &b, variants(to, flavour).as_deref()) {
        return fate;
    }
    if let (Some(before), Some(after)) = (range(&a), range(&b)) {
        return of_range(&name, before, after);
    }
    if let (Some(before), Some(after)) = (length(&a), length(&b)) {
        return of_length(&name, &a, &b, before, after);
    }
    if a.word == b.word && a.word == "decimal" {
        return of_decimal(&name, &a, &b);
    }
    if is_temporal(&a) && is_temporal(&b) {
        return of_time(&name, &a, &b);
    }
    of_families(&name, &a, &b)
}

fn of_variants(name: &str, a: &Native, b: &Native, before: &[String], after: &[String]) -> Fate {
    if a.word != b.word {
        return Fate::Turned(None);
    }
    let gone = before.iter().filter(|value| !after.contains(value));
    let gone: Vec<String> = gone.map(|value| super::types::quote_text(value)).collect();
    if gone.is_empty() {
        return Fate::Kept;
    }
    Fate::MayStop(Some(match a.word.as_str() {
        "enum" => format!("{name} IN ({})", gone.join(", ")),
        _ => {
            let of_one = |value: &String| format!("find_in_set({value}, {name}) > 0");
            gone.iter().map(of_one).collect::<Vec<_>>().join(" OR ")
        }
    }))
}

/// The servers take a number for the position of a variant, and text for a number where it is no
/// variant; an enum becomes a number by its position.
fn of_positions(name: &str, a: &Native, b: &Native, to: Option<&[String]>) -> Option<Fate> {
    let has_variants = |native: &Native| ["enum", "set"].contains(&native.word.as_str());
    if has_variants(a) && is_number(b) || is_number(a) && has_variants(b) {
        return Some(Fate::MayChange(None));
    }
    let to = to.filter(|_| length(a).is_some() && !is_binary(a))?;
    let known: Vec<String> = to.iter().map(|it| super::types::quote_text(it)).collect();
    Some(Fate::MayChange(Some(format!(
        "{name} NOT IN ({}) AND {name} REGEXP '^ *[0-9]+ *$'",
        known.join(", ")
    ))))
}

fn is_number(native: &Native) -> bool {
    range(native).is_some()
        || ["decimal", "float", "double", "year", "bit"].contains(&native.word.as_str())
}

fn of_range(name: &str, before: (i128, i128), after: (i128, i128)) -> Fate {
    let mut outside = Vec::new();
    if after.0 > before.0 {
        outside.push(format!("{name} < {}", after.0));
    }
    if after.1 < before.1 {
        outside.push(format!("{name} > {}", after.1));
    }
    match outside.is_empty() {
        true => Fate::Kept,
        false => Fate::MayStop(Some(outside.join(" OR "))),
    }
}

fn of_length(name: &str, a: &Native, b: &Native, before: u64, after: u64) -> Fate {
    if is_binary(a) != is_binary(b) {
        return Fate::Turned(None);
    }
    if b.word == "binary" && *a != *b {
        // Values are filled up with zero bytes.
        return Fate::MayChange(Some(format!("octet_length({name}) <> {after}")));
    }
    let measure = match is_binary(a) || b.word.ends_with("text") {
        true => "octet_length",
        false => "char_length",
    };
    if b.word == "char" && a.word != "char" {
        let cut = format!("{name} LIKE '% ' OR char_length({name}) > {after}");
        return Fate::MayChange(Some(cut));
    }
    match after < before {
        true => Fate::MayStop(Some(format!("{measure}({name}) > {after}"))),
        false => Fate::Kept,
    }
}

fn of_decimal(name: &str, a: &Native, b: &Native) -> Fate {
    let size = |native: &Native| -> (u64, u64) {
        let digits = native.numbers.first().copied().unwrap_or(10);
        (digits, native.numbers.get(1).copied().unwrap_or(0))
    };
    let ((digits_a, scale_a), (digits_b, scale_b)) = (size(a), size(b));
    if scale_b < scale_a {
        return Fate::MayChange(Some(format!("{name} <> round({name}, {scale_b})")));
    }
    if b.unsigned && !a.unsigned {
        return Fate::MayStop(Some(format!("{name} < 0")));
    }
    match digits_b - scale_b.min(digits_b) < digits_a - scale_a.min(digits_a) {
        true => {
            let whole = digits_b - scale_b.min(digits_b);
            Fate::MayStop(Some(format!("abs({name}) >= 1e{whole}")))
        }
        false => Fate::Kept,
    }
}

fn of_time(name: &str, a: &Native, b: &Native) -> Fate {
    let fraction = |native: &Native| native.numbers.first().copied().unwrap_or(0);
    if a.word == b.word {
        return match fraction(b) < fraction(a) {
            true => Fate::MayChange(Some(format!(
                "microsecond({name}) % {} <> 0",
                10_u64.pow(6 - fraction(b).min(6) as u32)
            ))),
            false => Fate::Kept,
        };
    }
    // A date becomes midnight; everything else loses a part, or moves with the time zone.
    match (a.word.as_str(), b.word.as_str()) {
        ("date", "datetime") => Fate::Kept,
        ("datetime" | "timestamp", "date") => {
            Fate::MayChange(Some(format!("time({name}) <> '00:00:00'")))
        }
        _ => Fate::MayChange(None),
    }
}

fn of_families(name: &str, a: &Native, b: &Native) -> Fate {
    let whole = |native: &Native| range(native).is_some();
    let text = |native: &Native| length(native).is_some() && !is_binary(native);
    let float = |native: &Native| ["float", "double"].contains(&native.word.as_str());
    let real = |native: &Native| float(native) || native.word == "decimal";
    if a == b {
        return Fate::Kept;
    }
    if text(a) && whole(b) {
        return Fate::Turned(Some(format!("{name} NOT REGEXP '^ *[+-]?[0-9]+ *$'")));
    }
    if real(a) && whole(b) {
        return Fate::MayChange(Some(format!("{name} <> round({name})")));
    }
    if float(a) && (float(b) || b.word == "decimal") {
        return match (a.word.as_str(), b.word.as_str()) {
            ("float", "double") => Fate::Kept,
            _ => Fate::MayChange(None),
        };
    }
    if a.word == "decimal" && float(b) || whole(a) && b.word == "float" {
        return Fate::MayChange(None);
    }
    Fate::Turned(None)
}

fn parse(native: &str) -> Option<Native> {
    let end = native
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(native.len());
    let (word, rest) = native.split_at(end);
    let inside = rest
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .map_or("", |(inside, _)| inside);
    Some(Native {
        word: word.to_ascii_lowercase(),
        numbers: inside
            .split(',')
            .filter_map(|number| number.trim().parse().ok())
            .collect(),
        unsigned: rest.to_ascii_lowercase().contains("unsigned"),
    })
}

/// The smallest and the largest value of an integer type.
fn range(native: &Native) -> Option<(i128, i128)> {
    let bits = match native.word.as_str() {
        "tinyint" => 8,
        "smallint" => 16,
        "mediumint" => 24,
        "int" => 32,
        "bigint" => 64,
        _ => return None,
    };
    Some(match native.unsigned {
        true => (0, (1_i128 << bits) - 1),
        false => (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1),
    })
}

/// How many characters, or bytes for the types that are counted in them, a value has at most.
fn length(native: &Native) -> Option<u64> {
    let first = native.numbers.first().copied();
    Some(match native.word.as_str() {
        "char" | "varchar" | "binary" | "varbinary" => first.unwrap_or(1),
        "tinytext" | "tinyblob" => 255,
        "text" | "blob" => 65_535,
        "mediumtext" | "mediumblob" => 16_777_215,
        "longtext" | "longblob" => u64::from(u32::MAX),
        _ => return None,
    })
}

fn is_binary(native: &Native) -> bool {
    native.word.ends_with("binary") || native.word.ends_with("blob")
}

fn is_temporal(native: &Native) -> bool {
    ["date", "time", "datetime", "timestamp"].contains(&native.word.as_str())
}

/// Whether a column holds text that has a character set.
pub(super) fn has_charset(native: &str) -> bool {
    parse(native).is_some_and(|native| {
        length(&native).is_some() && !is_binary(&native)
            || native.word == "enum"
            || native.word == "set"
    })
}

/// The values of an enum or set, in order.
pub(super) fn variants(column: &Column, flavour: &Flavour) -> Option<Vec<String>> {
    let lower = column.native_type.to_ascii_lowercase();
    if !lower.starts_with("enum(") && !lower.starts_with("set(") {
        return None;
    }
    let mut cursor = Cursor::new(&column.native_type, flavour);
    cursor.take();
    cursor.expect_symbol('(').ok()?;
    let mut values = vec![cursor.text().ok()?];
    while cursor.accept_symbol(',') {
        values.push(cursor.text().ok()?);
    }
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::super::flavour::MARIADB;
    use super::*;
    use schema_model::LogicalType;

    fn fate_of(from: &str, to: &str) -> Fate {
        let column = |native: &str| Column::new("c", native, LogicalType::Other);
        fate(&column(from), &column(to), &MARIADB)
    }

    #[test]
    fn what_holds_as_much_keeps_all_values() {
        for (from, to) in [
            ("int(11)", "bigint(20)"),
            ("tinyint(3) unsigned", "smallint(6)"),
            ("varchar(10)", "varchar(300)"),
            ("varchar(10)", "text"),
            ("text", "mediumtext"),
            ("decimal(5,2)", "decimal(8,3)"),
            ("datetime", "datetime(6)"),
            ("date", "datetime"),
            ("float", "double"),
            ("enum('a','b')", "enum('a','b','c')"),
            ("varbinary(4)", "blob"),
        ] {
            assert_eq!(fate_of(from, to), Fate::Kept, "{from} to {to}");
        }
    }

    #[test]
    fn what_strict_mode_refuses_stops_the_change() {
        for (from, to, condition) in [
            (
                "bigint(20)",
                "int(11)",
                "`c` < -2147483648 OR `c` > 2147483647",
            ),
            ("int(11)", "int(10) unsigned", "`c` < 0"),
            ("int(10) unsigned", "int(11)", "`c` > 2147483647"),
            ("varchar(300)", "varchar(10)", "char_length(`c`) > 10"),
            ("varchar(300)", "tinytext", "octet_length(`c`) > 255"),
            ("decimal(8,2)", "decimal(5,2)", "abs(`c`) >= 1e3"),
            ("enum('a','b')", "enum('b')", "`c` IN ('a')"),
            ("set('a','b')", "set('b')", "find_in_set('a', `c`) > 0"),
        ] {
            let expected = Fate::MayStop(Some(condition.into()));
            assert_eq!(fate_of(from, to), expected, "{from} to {to}");
        }
    }

    #[test]
    fn what_is_only_rounded_is_a_loss() {
        for (from, to) in [
            ("decimal(5,2)", "decimal(5,1)"),
            ("decimal(5,2)", "int(11)"),
            ("double", "float"),
            ("double", "decimal(5,2)"),
            ("datetime(6)", "datetime(3)"),
            ("datetime", "date"),
            ("datetime", "timestamp"),
            ("binary(4)", "binary(8)"),
            ("varchar(4)", "char(4)"),
            ("bigint(20)", "float"),
            ("int(11)", "enum('a','b')"),
            ("enum('1','2')", "int(11)"),
            ("varchar(4)", "enum('a','b')"),
        ] {
            let found = fate_of(from, to);
            assert!(
                matches!(found, Fate::MayChange(_)),
                "{from} to {to}: {found:?}"
            );
        }
    }

    #[test]
    fn another_family_is_turned() {
        for (from, to) in [
            ("varchar(10)", "int(11)"),
            ("int(11)", "varchar(10)"),
            ("varchar(10)", "date"),
            ("blob", "text"),
            ("enum('a')", "set('a')"),
            ("point", "polygon"),
        ] {
            let found = fate_of(from, to);
            assert!(
                matches!(found, Fate::Turned(_)),
                "{from} to {to}: {found:?}"
            );
        }
    }
}
