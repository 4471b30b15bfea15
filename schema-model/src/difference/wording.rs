//! A difference as people read it: it speaks of the thing, not of how we store it.
//!
//! "column `users.email` became nullable", not "`users.email.nullable`: `true`". Every command, the
//! build and the live check say it in these words.

use std::fmt;

use serde_json::Value;

use super::{Difference, Verb};
use crate::json::FromJson;
use crate::name::quote_part;
use crate::{Address, Column, ConstraintKind, Index, IndexKey, IndexPart, ObjectKind};

/// Values longer than this are cut to where they differ.
const LONG: usize = 60;

/// Attributes that are there or not: what becomes true when they come, and when they go.
const FLAGS: &[(&str, &str, &str)] = &[
    ("nullable", "became nullable", "became NOT NULL"),
    (
        "auto_increment",
        "became auto-increment",
        "is no longer auto-increment",
    ),
    ("rowid_alias", "became the rowid", "is no longer the rowid"),
    ("invisible", "became invisible", "became visible"),
    ("visible", "became visible", "became invisible"),
    ("unique", "became unique", "is no longer unique"),
    ("strict", "became STRICT", "is no longer STRICT"),
    ("without_rowid", "became WITHOUT ROWID", "has a rowid again"),
    ("validated", "was validated", "is not validated"),
    ("enforced", "is enforced", "is no longer enforced"),
    ("valid", "became valid", "became invalid"),
    (
        "nulls_not_distinct",
        "takes NULLs for equal",
        "takes NULLs for distinct",
    ),
    ("no_inherit", "became NO INHERIT", "is inherited again"),
];

/// Attributes with a value, where another word says it better than their name.
const NOUNS: &[(&str, &str)] = &[
    ("type", "type"),
    ("logical", "logical type"),
    ("generated", "generation expression"),
    ("on_update", "ON UPDATE"),
    ("on_conflict", "ON CONFLICT"),
    ("charset", "character set"),
    ("not_null_name", "name of the NOT NULL constraint"),
    ("nullability", "ground of its nullability"),
    ("depends_on", "dependencies"),
    ("dimensions", "number of dimensions"),
    ("parts", "columns"),
    ("column_order", "order of columns"),
    ("variant_order", "order of variants"),
    ("deferrable", "deferrability"),
    ("kind", "content"),
    ("include", "included columns"),
];

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = Subject(&self.address);
        match &self.address.attribute {
            Some(attribute) => write!(f, "{subject} {}", self.of_attribute(attribute)),
            None => {
                write!(f, "{} {subject}", self.verb.word())?;
                let added = self.to.as_ref().filter(|_| self.verb == Verb::Added);
                match added.and_then(|value| summary(&self.address, value)) {
                    Some(summary) => write!(f, ": {summary}"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl Verb {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Dropped => "dropped",
            Self::Altered => "altered",
        }
    }
}

/// What a difference is about, without the attribute.
struct Subject<'a>(&'a Address);

impl fmt::Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let object = &self.0.object;
        match &self.0.part {
            Some(part) if part.kind == "column" => {
                write!(f, "column `{}.{}`", object.name, quote_part(&part.name))
            }
            Some(part) => write!(
                f,
                "{} `{}` of `{}`",
                part.kind,
                escape(&part.name),
                object.name
            ),
            // The name of such an object begins with its kind.
            None if object.kind == ObjectKind::Object => write!(f, "`{}`", object.name),
            None => write!(f, "{} `{}`", object.kind.word(), object.name),
        }
    }
}

impl Difference {
    fn of_attribute(&self, attribute: &str) -> String {
        if let Some(on) = self.flag() {
            return flag(attribute, on);
        }
        let noun = NOUNS
            .iter()
            .find(|(known, _)| *known == attribute)
            .map_or_else(
                || attribute.replace('_', " "),
                |(_, noun)| (*noun).to_owned(),
            );
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => changed(attribute, &noun, from, to),
            (None, Some(to)) => format!("got {noun} {}", quoted(&cut(&show(attribute, to)))),
            (Some(from), None) => {
                format!("lost its {noun} {}", quoted(&cut(&show(attribute, from))))
            }
            (None, None) => format!("changed its {noun}"),
        }
    }

    /// What an attribute that is true or false is now. Those that are usually true are only there
    /// when they are not.
    fn flag(&self) -> Option<bool> {
        match (&self.from, &self.to) {
            (_, Some(Value::Bool(to))) => Some(*to),
            (Some(Value::Bool(from)), None) => Some(!from),
            _ => None,
        }
    }
}

fn flag(attribute: &str, on: bool) -> String {
    match FLAGS.iter().find(|(known, ..)| *known == attribute) {
        Some((_, became, ceased)) => (if on { became } else { ceased }).to_string(),
        None => {
            let verb = if on { "became" } else { "is no longer" };
            format!("{verb} {}", attribute.replace('_', " "))
        }
    }
}

fn changed(attribute: &str, noun: &str, from: &Value, to: &Value) -> String {
    if let (Value::Object(from), Value::Object(to)) = (from, to) {
        // Of a map, what differs in it.
        let keys: std::collections::BTreeSet<_> = from.keys().chain(to.keys()).collect();
        let entries = keys
            .into_iter()
            .filter(|key| from.get(*key) != to.get(*key));
        let is_map = attribute == "options";
        let entries: Vec<_> = entries
            .filter(|_| is_map)
            .map(|key| match (from.get(key), to.get(key)) {
                (Some(from), Some(to)) => format!("{key} from {} to {}", plain(from), plain(to)),
                (None, Some(to)) => format!("{key} is {} now", plain(to)),
                (Some(_), None) => format!("{key} is gone"),
                (None, None) => String::new(),
            })
            .collect();
        if !entries.is_empty() {
            return format!("changed its {noun}: {}", entries.join(", "));
        }
    }
    let (from, to) = shorten(&show(attribute, from), &show(attribute, to));
    format!(
        "changed its {noun} from {} to {}",
        quoted(&from),
        quoted(&to)
    )
}

/// What was added, in a few words.
fn summary(address: &Address, value: &Value) -> Option<String> {
    let part = address.part.as_ref()?;
    match part.kind.as_str() {
        "column" => Column::from_value(value)
            .ok()
            .map(|column| of_column(&column)),
        "index" => Index::from_value(value).ok().map(|index| {
            let unique = if index.unique {
                "unique over "
            } else {
                "over "
            };
            format!("{unique}{}", of_parts(&index.parts))
        }),
        // One without a name is called by what it says.
        "constraint" => {
            value.get("name")?;
            let kind = ConstraintKind::from_value(value.get("kind")?).ok()?;
            Some(cut(&of_constraint(&kind)))
        }
        _ => None,
    }
}

fn of_column(column: &Column) -> String {
    let mut text = quoted(&column.native_type);
    text.push_str(if column.nullable {
        ", nullable"
    } else {
        ", NOT NULL"
    });
    if let Some(default) = &column.default {
        text.push_str(&format!(", default {}", quoted(&cut(default))));
    }
    if let Some(generated) = &column.generated {
        text.push_str(&format!(
            ", generated as {}",
            quoted(&cut(&generated.expression))
        ));
    }
    text
}

fn of_constraint(kind: &ConstraintKind) -> String {
    match kind {
        ConstraintKind::PrimaryKey(key) => format!("primary key ({})", key.columns.join(", ")),
        ConstraintKind::Unique(key) => format!("unique ({})", key.columns.join(", ")),
        ConstraintKind::ForeignKey(key) => {
            let action = |what: &str, action: crate::Action| match action {
                crate::Action::NoAction => String::new(),
                action => format!(
                    " on {what} {}",
                    crate::json::to_value(&action)
                        .as_str()
                        .unwrap_or_default()
                        .replace('_', " ")
                ),
            };
            format!(
                "foreign key ({}) -> {} ({}){}{}",
                key.columns.join(", "),
                key.references,
                key.referenced_columns.join(", "),
                action("delete", key.on_delete),
                action("update", key.on_update),
            )
        }
        ConstraintKind::Check(check) => format!("check ({})", check.expression),
        ConstraintKind::Exclusion(exclusion) => format!("exclude using {}", exclusion.method),
    }
}

fn of_parts(parts: &[IndexPart]) -> String {
    let parts = parts.iter().map(|part| {
        let key = match &part.key {
            IndexKey::Column(name) => name.clone(),
            IndexKey::Expression(text) => format!("({text})"),
        };
        format!("{key}{}", if part.descending { " descending" } else { "" })
    });
    format!("({})", parts.collect::<Vec<_>>().join(", "))
}

/// A value of an attribute.
fn show(attribute: &str, value: &Value) -> String {
    let known = match attribute {
        "kind" => ConstraintKind::from_value(value)
            .ok()
            .map(|kind| of_constraint(&kind)),
        "parts" => Vec::<IndexPart>::from_value(value)
            .ok()
            .map(|parts| of_parts(&parts)),
        "generated" => value.get("expression").map(|expression| {
            let stored = value.get("stored").is_some();
            format!(
                "{}{}",
                plain(expression),
                if stored { " stored" } else { "" }
            )
        }),
        _ => None,
    };
    known.unwrap_or_else(|| plain(value))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => escape(text),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            items.iter().map(plain).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

fn quoted(text: &str) -> String {
    format!("`{text}`")
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // A text of several lines stays on one.
            '\n' | '\t' => escaped.push(' '),
            c if c.is_control() => escaped.extend(c.escape_default()),
            c => escaped.push(c),
        }
    }
    escaped
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONG) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Two texts; when they are long, where they begin to differ.
fn shorten(from: &str, to: &str) -> (String, String) {
    if from.chars().count() <= LONG && to.chars().count() <= LONG {
        return (from.to_owned(), to.to_owned());
    }
    let same = from
        .chars()
        .zip(to.chars())
        .take_while(|(a, b)| a == b)
        .count();
    // A few words before it say where that is.
    let skip = same.saturating_sub(LONG / 3);
    let shown = |text: &str| {
        let rest: String = text.chars().skip(skip).collect();
        let dots = if skip > 0 { "…" } else { "" };
        format!("{dots}{}", cut(rest.trim_start()))
    };
    (shown(from), shown(to))
}
