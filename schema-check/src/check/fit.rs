//! Whether a type, as it is spelled, can hold a logical type.

use schema_model::LogicalType;
use schema_model::rust_types::{self, Choice, Fit as TableFit, containers};

use super::known::{self, Known, known};
use super::marker::{LISTS, holds_lists_itself};
use crate::parse::{Argument, Spelled};

/// What the spelling of a type says.
#[derive(Debug, PartialEq, Eq)]
pub enum Fit<'a> {
    /// It fits, if it is the type that it is spelled like.
    Known(Known<'a>),
    /// Only the compiler can tell.
    Ask,
    /// Nothing is known about the column; any type will do.
    Any,
    /// It does not fit; the reason when most values would.
    Wrong(Option<&'static str>),
}

/// Whether the spelling fits a logical type without names of domains in it.
pub fn fit<'a>(spelled: &'a Spelled, logical: &LogicalType, lossy: bool) -> Fit<'a> {
    use LogicalType as L;
    match logical {
        L::Other => Fit::Any,
        L::Array { element, length } => match fit_length(spelled, *length, lossy) {
            Some(wrong) => wrong,
            None => fit_list(spelled, element, lossy),
        },
        L::Range(bound) => fit_range(spelled, bound, lossy),
        L::Multirange(bound) => match known::inside(spelled, LISTS) {
            Some(range) => fit_range(range, bound, lossy),
            None => ask_unless_scalar(spelled),
        },
        L::Map { key, value } => fit_map(spelled, key, value, lossy),
        L::Struct(_) | L::Union(_) => ask_unless_scalar(spelled),
        L::Composite(_) | L::Domain(_) => ask_unless_scalar(spelled),
        L::InlineSet(_) if known::inside(spelled, LISTS).is_some() => Fit::Ask,
        scalar => fit_scalar(spelled, scalar, lossy),
    }
}

/// What is wrong with the length of an array type.
fn fit_length(spelled: &Spelled, length: Option<u32>, lossy: bool) -> Option<Fit<'static>> {
    let Spelled::Array(_, written) = spelled else {
        return None;
    };
    match (length, written.parse::<u32>()) {
        (Some(length), Ok(written)) if length != written => Some(Fit::Wrong(None)),
        // The length is a constant of the program.
        (Some(_), Err(_)) => Some(Fit::Ask),
        (None, _) if !lossy => Some(Fit::Wrong(Some(OTHER_LENGTH))),
        _ => None,
    }
}

const OTHER_LENGTH: &str = "lists of another length do not fit";

fn fit_list<'a>(spelled: &'a Spelled, element: &LogicalType, lossy: bool) -> Fit<'a> {
    let inner = match spelled {
        Spelled::Slice(inner) | Spelled::Array(inner, _) => Some(&**inner),
        _ => known::inside(spelled, LISTS),
    };
    let Some(inner) = inner else {
        return match wrapped(spelled) {
            Some(inner) => outside(spelled, fit_list(inner, element, lossy)),
            None => ask_unless_scalar(spelled),
        };
    };
    let inner = known::inside_option(inner).unwrap_or(inner);
    let deeper = known::inside(inner, LISTS).is_some() && !holds_lists_itself(element);
    let found = match deeper {
        true => fit_list(inner, element, lossy),
        false => fit(inner, element, lossy),
    };
    outside(spelled, found)
}

/// A range type of another crate, written with its full path, fits when its bounds do.
fn fit_range<'a>(spelled: &'a Spelled, bound: &LogicalType, lossy: bool) -> Fit<'a> {
    let Some((path, arguments)) = full_path(spelled) else {
        return ask_unless_scalar(spelled);
    };
    match arguments {
        [Argument::Type(inner)] if containers::RANGE.contains(&path.as_str()) => {
            fit(inner, bound, lossy)
        }
        _ => Fit::Ask,
    }
}

/// A map of the standard library, written with its full path, fits when both its sides do.
fn fit_map<'a>(
    spelled: &'a Spelled,
    key: &LogicalType,
    value: &LogicalType,
    lossy: bool,
) -> Fit<'a> {
    let Some((path, arguments)) = full_path(spelled) else {
        return ask_unless_scalar(spelled);
    };
    match arguments {
        [Argument::Type(left), Argument::Type(right)]
            if containers::MAP.contains(&path.as_str()) =>
        {
            match (fit(left, key, lossy), fit(right, value, lossy)) {
                (Fit::Wrong(reason), _) | (_, Fit::Wrong(reason)) => Fit::Wrong(reason),
                (Fit::Ask, _) | (_, Fit::Ask) => Fit::Ask,
                (Fit::Known(_), Fit::Known(_)) => known(spelled).map_or(Fit::Ask, Fit::Known),
                (Fit::Known(part), Fit::Any) | (Fit::Any, Fit::Known(part)) => Fit::Known(part),
                (Fit::Any, Fit::Any) => Fit::Any,
            }
        }
        _ => ask_unless_scalar(spelled),
    }
}

/// A type that is written with its full path, `::krate::Type<…>`: nothing can shadow it.
fn full_path(spelled: &Spelled) -> Option<(String, &[Argument])> {
    match spelled {
        Spelled::Path {
            leading: true,
            segments,
            arguments,
        } => Some((segments.join("::"), arguments)),
        _ => None,
    }
}

fn fit_scalar<'a>(spelled: &'a Spelled, logical: &LogicalType, lossy: bool) -> Fit<'a> {
    if matches!(spelled, Spelled::Array(_, length) if length.parse::<u32>().is_err()) {
        return Fit::Ask;
    }
    let Some(known) = known(spelled) else {
        return fit_unknown(spelled, logical, lossy);
    };
    match choice_of(&known.table, logical) {
        Some(choice) => match choice.fit {
            TableFit::Lossy(reason) if !lossy => Fit::Wrong(Some(reason)),
            _ => Fit::Known(known),
        },
        None => match wrapped(spelled) {
            Some(inner) => outside(spelled, fit_scalar(inner, logical, lossy)),
            None => Fit::Wrong(None),
        },
    }
}

/// The row of the table for a type of the standard library.
fn choice_of(table: &str, logical: &LogicalType) -> Option<&'static Choice> {
    let choices = rust_types::choices(logical);
    let exact = choices.iter().find(|choice| choice.path == table);
    exact.or_else(|| {
        let length: u32 = table
            .strip_prefix("[u8; ")?
            .strip_suffix(']')?
            .parse()
            .ok()?;
        let fits = match logical {
            LogicalType::FixedBytes(bytes) => *bytes == length,
            _ => true,
        };
        choices
            .iter()
            .find(|choice| choice.path == "[u8; N]" && fits)
    })
}

/// A type of another crate, written with its full path, is taken at its word when it is wrong; when
/// it is right, the compiler has to agree, unless a leading `::` leaves no doubt which crate is meant.
fn fit_unknown<'a>(spelled: &'a Spelled, logical: &LogicalType, lossy: bool) -> Fit<'a> {
    let Spelled::Path { segments, .. } = spelled else {
        return Fit::Ask;
    };
    if let Some(choice) = absolute(spelled).and_then(|path| choice_of(&path, logical)) {
        return match choice.fit {
            TableFit::Lossy(reason) if !lossy => Fit::Wrong(Some(reason)),
            _ => Fit::Any,
        };
    }
    let path = segments.join("::");
    let written = table_path(spelled, false);
    let same = |choice: &&Choice| {
        // What cannot be spelled as the table has it is compared by what stands before its arguments.
        let head = choice.path.split('<').next();
        let fits = match &written {
            Some(written) => choice.path == written,
            None => head == Some(&path),
        };
        segments.len() > 1 && fits
    };
    let mut found = rust_types::choices(logical).iter().filter(same).peekable();
    if found.peek().is_none() {
        return Fit::Ask;
    }
    let lossy_reason = found.map(|choice| match choice.fit {
        TableFit::Lossy(reason) => Some(reason),
        TableFit::Exact => None,
    });
    match lossy_reason.collect::<Option<Vec<_>>>() {
        Some(reasons) if !lossy => Fit::Wrong(reasons.first().copied()),
        _ => Fit::Ask,
    }
}

/// The type as the table has it, if every path in it starts with `::`.
fn absolute(spelled: &Spelled) -> Option<String> {
    table_path(spelled, true)
}

/// The type as the table has it.
fn table_path(spelled: &Spelled, only_absolute: bool) -> Option<String> {
    let Spelled::Path {
        leading,
        segments,
        arguments,
    } = spelled
    else {
        return None;
    };
    if let Some(known) = known(spelled).filter(|_| !leading) {
        return Some(known.table.into_owned());
    }
    if only_absolute && !leading {
        return None;
    }
    let mut path = segments.join("::");
    if !arguments.is_empty() {
        let arguments: Option<Vec<String>> = arguments
            .iter()
            .map(|argument| table_path(argument.as_type()?, only_absolute))
            .collect();
        path = format!("{path}<{}>", arguments?.join(", "));
    }
    Some(path)
}

/// The type as the table has it, as far as its spelling tells.
pub fn spelled_like(spelled: &Spelled) -> Option<String> {
    match known(spelled) {
        Some(known) => Some(known.table.into_owned()),
        None => table_path(spelled, false),
    }
}

fn ask_unless_scalar(spelled: &Spelled) -> Fit<'_> {
    match known(spelled) {
        Some(known) if !known.table.contains('<') => Fit::Wrong(None),
        _ => Fit::Ask,
    }
}

/// What a pointer of the standard library points to.
pub fn wrapped(spelled: &Spelled) -> Option<&Spelled> {
    match spelled {
        Spelled::Reference { inner, .. } => Some(inner),
        _ => known::inside(spelled, &["Box", "Arc", "Rc", "Cow"]),
    }
}

/// The verdict on the part, told of the whole.
fn outside<'a>(whole: &'a Spelled, part: Fit<'a>) -> Fit<'a> {
    match part {
        Fit::Known(part) => match known(whole) {
            Some(whole) => Fit::Known(whole),
            // What is around the part is beyond doubt, though no type of the standard library.
            None if absolute(whole).is_some() => Fit::Known(part),
            None => Fit::Ask,
        },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(source: &str, logical: &LogicalType) -> &'static str {
        let tokens: proc_macro2::TokenStream = source.parse().unwrap();
        let spelled = Spelled::parse(&tokens.into_iter().collect::<Vec<_>>());
        match fit(&spelled, logical, false) {
            Fit::Known(_) => "known",
            Fit::Ask => "ask",
            Fit::Any => "any",
            Fit::Wrong(None) => "wrong",
            Fit::Wrong(Some(_)) => "lossy",
        }
    }

    #[test]
    fn spellings_are_judged_by_the_table() {
        use LogicalType as L;
        let texts = L::array(L::Text);
        let ranges = L::Range(L::Int64.into());
        for (source, logical, expected) in [
            ("String", &L::Text, "known"),
            ("Box<String>", &L::Text, "known"),
            ("i64", &L::Text, "wrong"),
            ("Email", &L::Text, "ask"),
            ("i32", &L::Int64, "lossy"),
            ("chrono::NaiveDateTime", &L::TimestampWithTimeZone, "lossy"),
            ("chrono::DateTime<Utc>", &L::TimestampWithTimeZone, "ask"),
            ("::chrono::DateTime<Utc>", &L::TimestampWithTimeZone, "ask"),
            (
                "::chrono::DateTime<::chrono::Utc>",
                &L::TimestampWithTimeZone,
                "any",
            ),
            ("::chrono::NaiveDate", &L::Text, "ask"),
            (
                "::chrono::NaiveDateTime",
                &L::TimestampWithTimeZone,
                "lossy",
            ),
            ("::sqlx::postgres::types::PgRange<i64>", &ranges, "known"),
            ("::sqlx::postgres::types::PgRange<String>", &ranges, "wrong"),
            ("sqlx::postgres::types::PgRange<i64>", &ranges, "ask"),
            (
                "::std::vec::Vec<::sqlx::postgres::types::PgRange<i64>>",
                &L::array(ranges.clone()),
                "known",
            ),
            ("[u8; 16]", &L::FixedBytes(16), "known"),
            ("[u8; 4]", &L::FixedBytes(16), "wrong"),
            ("Vec<String>", &texts, "known"),
            ("Vec<Option<String>>", &texts, "known"),
            ("Vec<Vec<String>>", &texts, "known"),
            ("Vec<i64>", &texts, "wrong"),
            ("String", &texts, "wrong"),
            ("Vec<Tag>", &texts, "ask"),
            ("Vec<u8>", &L::array(L::Bytes), "wrong"),
            ("Vec<Vec<u8>>", &L::array(L::Bytes), "known"),
            ("u8", &L::Other, "any"),
        ] {
            assert_eq!(
                verdict(source, logical),
                expected,
                "{source} for {logical:?}"
            );
        }
    }
}
