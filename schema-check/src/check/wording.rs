//! Phrases that several messages share.

use schema_model::{keyword, suggest};

/// So many names are listed; the rest is counted.
const LISTED: usize = 8;

/// `` `a`, `b` and 3 more ``.
pub fn list<S: AsRef<str>>(names: &[S]) -> String {
    if names.is_empty() {
        return "none".into();
    }
    // One more is not worth a count.
    let shown = if names.len() <= LISTED + 1 {
        names.len()
    } else {
        LISTED
    };
    let mut text: Vec<String> = names[..shown]
        .iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    if shown < names.len() {
        return format!("{} and {} more", text.join(", "), names.len() - shown);
    }
    let last = text.pop().unwrap_or_default();
    match text.as_slice() {
        [] => last,
        rest => format!("{} and {last}", rest.join(", ")),
    }
}

/// Names the near candidate, or else the candidates.
pub fn near_or_list(name: &str, candidates: &[String], what: &str) -> String {
    match suggest::nearest(name, candidates.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None if candidates.is_empty() => {
            format!("it has no {what} at all; run `cargo schema refresh`")
        }
        None => format!("the {what} are {}", list(candidates)),
    }
}

/// A field that a column could have: an identifier, whatever the column is called.
pub fn field_name(column: &str) -> String {
    let snake = heck::AsSnakeCase(column).to_string();
    let mut name: String = snake
        .chars()
        .filter(|c| *c == '_' || c.is_ascii_alphanumeric())
        .collect();
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert_str(0, "column_");
    }
    if keyword::is_never_raw(&name) {
        name.push('_');
    }
    if keyword::needs_raw(&name) {
        name.insert_str(0, "r#");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_field_that_compiles() {
        for (column, field) in [
            ("userId", "user_id"),
            ("e-mail 2", "e_mail_2"),
            ("type", "r#type"),
            ("self", "self_"),
            ("2x", "column_2x"),
            ("🦀", "column_"),
        ] {
            assert_eq!(field_name(column), field);
        }
    }

    #[test]
    fn long_lists_are_cut_with_a_count() {
        assert_eq!(list(&["a"]), "`a`");
        assert_eq!(list(&["a", "b"]), "`a` and `b`");
        let many: Vec<String> = (0..12).map(|number| number.to_string()).collect();
        assert!(list(&many).ends_with("`7` and 4 more"));
    }
}
