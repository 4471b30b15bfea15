//! What an item derives besides. A derive is not shown the derives that stand in one list with it,
//! so their names are read where the item is written; it is looked at only where they matter.

use proc_macro2::Ident;

use crate::parse::{Item, Namespace};
use crate::snapshot::cache;

/// Whether an item derives a trait of sqlx, as far as can be seen.
pub fn is_derived(item: &Item, name: &str) -> bool {
    let shown = item.attributes.iter();
    let mut shown = shown.filter(|entry| entry.namespace == Namespace::Derive);
    shown.any(|entry| names(&entry.word, name))
        || written_at(&item.name).is_some_and(|text| names(&text, name))
}

/// Whether a list of derives names the trait, bare or by the path of its crate.
fn names(list: &str, name: &str) -> bool {
    list.split([',', '(', ')']).any(|path| {
        let path = path.trim().trim_start_matches("::").trim_start();
        match path.split_once("::") {
            Some((krate, rest)) => krate.trim() == "sqlx" && rest.trim() == name,
            None => path == name,
        }
    })
}

/// The attributes above an item, in its source.
fn written_at(name: &Ident) -> Option<String> {
    let span = name.span();
    // Compilers before 1.88 do not say.
    let source = cache::get(&span.local_file()?, |text| Ok(Source::of(text))).ok()??;
    let start = span.start();
    Some(lists_before(text_before(
        source.before(start.line, start.column)?,
    )?))
}

/// A file of the program. All of its items are looked up in it.
struct Source {
    text: String,
    /// Where each line starts.
    lines: Vec<usize>,
}

impl Source {
    fn of(text: &[u8]) -> Self {
        let text = String::from_utf8_lossy(text).into_owned();
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            lines: std::iter::once(0).chain(ends).collect(),
            text,
        }
    }

    /// All that stands before a place; lines count from one, the characters in them from zero.
    fn before(&self, line: usize, column: usize) -> Option<&str> {
        let start = *self.lines.get(line.checked_sub(1)?)?;
        let within = self.text.get(start..)?.char_indices().nth(column)?.0;
        self.text.get(..start + within)
    }
}

/// What stands before an item of which the text shows all up to its name; `None` where a macro wrote
/// the item, and its name stands elsewhere.
fn text_before(text: &str) -> Option<&str> {
    let text = text.trim_end().strip_suffix("struct")?.trim_end();
    let text = match text.strip_suffix(')') {
        Some(inside) => &inside[..inside.rfind('(')?],
        None => text,
    };
    let text = text.trim_end();
    Some(text.strip_suffix("pub").unwrap_or(text))
}

/// The lists of derives among the attributes that a text ends with.
fn lists_before(mut text: &str) -> String {
    let mut lists = String::new();
    loop {
        text = without_comments(text.trim_end());
        let Some(at) = text.strip_suffix(']').and_then(opening) else {
            return lists;
        };
        let attribute = &text[at..];
        let inside = attribute.trim_start_matches(['#', '[']).trim_start();
        if inside.starts_with("derive") || inside.starts_with("cfg_attr") {
            lists.push_str(inside);
        }
        text = &text[..at];
    }
}

/// Without the lines of comments that it ends with.
fn without_comments(mut text: &str) -> &str {
    loop {
        let start = text.rfind('\n').map_or(0, |at| at + 1);
        if !text[start..].trim_start().starts_with("//") {
            return text;
        }
        text = text[..start].trim_end();
    }
}

/// Where the attribute starts whose closing bracket has been taken off.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 1;
    for (at, character) in text.char_indices().rev() {
        match character {
            ']' => depth += 1,
            '[' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text[..at].ends_with('#').then(|| at - 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traits_are_known_by_their_paths() {
        for (list, expected) in [
            ("derive(Debug, FromRow)", true),
            ("Debug , :: sqlx :: FromRow", true),
            ("cfg_attr(feature = \"db\", derive(sqlx::FromRow))", true),
            ("derive(mine::FromRow)", false),
            ("derive(FromRowRef)", false),
        ] {
            assert_eq!(names(list, "FromRow"), expected, "{list}");
        }
    }

    #[test]
    fn derives_are_found_above_an_item() {
        for (source, expected) in [
            (
                "#[derive(A, sqlx::FromRow)]\npub struct ",
                "derive(A, sqlx::FromRow)]",
            ),
            (
                "#[derive(B)] struct X; #[derive(\n  A,\n)]\n// [it]\n/// #[derive(C)]\n#[schema(ignore(\"a[0]\"))]\npub(crate) struct ",
                "derive(\n  A,\n)]",
            ),
            (
                "#[cfg_attr(feature = \"x\", derive(A))] struct ",
                "cfg_attr(feature = \"x\", derive(A))]",
            ),
            ("let x = a[0]; struct ", ""),
        ] {
            assert_eq!(lists_before(text_before(source).unwrap()), expected);
        }
        assert_eq!(text_before("rows!(users, "), None);
    }
}
