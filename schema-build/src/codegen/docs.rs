//! Text from the database inside doc comments: it can neither break out nor change what the
//! documentation looks like, and rustdoc and clippy find nothing in it.

mod field;

use schema_model::{Constraint, ConstraintKind, Schema};

use super::plan::Relation;

/// How much of an expression a doc comment shows.
const SHOWN: usize = 80;

/// A comment from the database, paragraph by paragraph.
pub(super) fn paragraphs(comment: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut joins = false;
    for line in comment.split(['\n', '\r']) {
        let line = escape_line(line.trim());
        if line.is_empty() {
            joins = false;
            continue;
        }
        match paragraphs.last_mut().filter(|_| joins) {
            Some(paragraph) => {
                paragraph.push('\n');
                paragraph.push_str(&line);
            }
            None => paragraphs.push(line),
        }
        joins = true;
    }
    paragraphs
}

/// A line of plain text, so that Markdown finds nothing in it.
fn escape_line(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for word in line.split_inclusive(' ') {
        let bare = word.trim_end();
        if is_url(bare) {
            // rustdoc warns of bare addresses.
            text.push_str(&format!("<{bare}>{}", &word[bare.len()..]));
        } else {
            escape_into(&mut text, word);
        }
    }
    if let Some(place) = markup_start(line) {
        text.insert(place, '\\');
    }
    text
}

fn is_url(word: &str) -> bool {
    let known = word.starts_with("http://") || word.starts_with("https://");
    known
        && word
            .chars()
            .all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '`' | '\\'))
}

fn escape_into(text: &mut String, word: &str) {
    let mut before = ' ';
    for c in word.chars() {
        match c {
            '<' | '>' | '[' | ']' | '`' | '\\' | '*' | '_' | '|' | '~' | '&' => {
                text.extend(['\\', c]);
            }
            // rustdoc makes a dash of two hyphens, and an ellipsis of three dots.
            '-' | '.' if before == c => text.extend(['\\', c]),
            // Part of an address in the middle of a word.
            '/' if before == ':' => text.push_str("\\/"),
            '\t' => text.push(' '),
            c if is_visible(c) => text.push(c),
            c => text.push_str(&format!("U+{:04X}", u32::from(c))),
        }
        before = c;
    }
}

/// Where a backslash keeps a line from being a list item, a heading or an underline. Those that
/// begin with a character that is escaped anyway are not among them.
fn markup_start(line: &str) -> Option<usize> {
    if line.starts_with(['-', '+', '#', '=']) {
        return Some(0);
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    (digits > 0 && rest.starts_with(['.', ')'])).then_some(digits)
}

fn is_visible(c: char) -> bool {
    // What `escape_debug` leaves alone, but for quotes and combining characters.
    matches!(c, '\'' | '"') || c.escape_debug().next() != Some('\\')
}

/// Text as code in a doc comment.
pub(super) fn code_span(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(SHOWN)
        .map(|c| if is_visible(c) { c } else { ' ' })
        .collect();
    if text.chars().count() > SHOWN {
        shown.push('…');
    }
    let longest = shown
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let needs_space = shown.starts_with('`') || shown.ends_with('`');
    let space = if needs_space { " " } else { "" };
    if shown.trim().is_empty() {
        // An empty span is no code.
        return format!("\"{shown}\"");
    }
    format!("{fence}{space}{}{space}{fence}", shown.trim())
}

/// Several names as code.
pub(super) fn code_spans(names: &[String]) -> String {
    let spans: Vec<String> = names.iter().map(|name| code_span(name)).collect();
    spans.join(", ")
}

/// What is to be said of a relation's keys.
pub(super) fn key_paragraphs(relation: &Relation, schema: &Schema) -> Vec<String> {
    let lines: Vec<String> = relation
        .constraints()
        .iter()
        .filter_map(|constraint| key_line(constraint, schema))
        .collect();
    if lines.is_empty() {
        Vec::new()
    } else {
        vec![lines.join("\n")]
    }
}

fn key_line(constraint: &Constraint, schema: &Schema) -> Option<String> {
    Some(match &constraint.kind {
        ConstraintKind::PrimaryKey(key) => {
            format!("- Primary key: {}", code_spans(&key.columns))
        }
        ConstraintKind::Unique(key) => format!("- Unique: {}", code_spans(&key.columns)),
        ConstraintKind::ForeignKey(key) if key.columns.len() > 1 => {
            let referenced = super::metadata::referenced_columns(key, schema);
            format!(
                "- {} reference {} of {}",
                code_spans(&key.columns),
                code_spans(&referenced),
                code_span(&key.references.to_string())
            )
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stay_plain_text() {
        for (comment, expected) in [
            ("plain", vec!["plain"]),
            ("a\nb\n\nc", vec!["a\nb", "c"]),
            ("    indented", vec!["indented"]),
            ("# head", vec!["\\# head"]),
            ("1. one", vec!["1\\. one"]),
            (
                "```rust\npanic\n```",
                vec!["\\`\\`\\`rust\npanic\n\\`\\`\\`"],
            ),
            ("see https://a.b/c ok", vec!["see <https://a.b/c> ok"]),
            ("*/ <b> [x]", vec!["\\*/ \\<b\\> \\[x\\]"]),
            ("&lt; a -- b ... c", vec!["\\&lt; a -\\- b .\\.\\. c"]),
            ("a\u{202e}b", vec!["aU+202Eb"]),
        ] {
            assert_eq!(paragraphs(comment), expected, "{comment:?}");
        }
    }

    #[test]
    fn code_is_fenced_by_more_backticks_than_it_holds() {
        for (text, expected) in [
            ("id", "`id`"),
            ("a`b", "``a`b``"),
            ("`", "`` ` ``"),
            ("a\nb", "`a b`"),
            ("", "\"\""),
        ] {
            assert_eq!(code_span(text), expected);
        }
    }
}
