//! Phrases that several messages share.

use schema_model::suggest;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_cut_with_a_count() {
        assert_eq!(list(&["a"]), "`a`");
        assert_eq!(list(&["a", "b"]), "`a` and `b`");
        let many: Vec<String> = (0..12).map(|number| number.to_string()).collect();
        assert!(list(&many).ends_with("`7` and 4 more"));
    }
}
