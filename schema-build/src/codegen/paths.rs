//! Types as they are written in code.

/// A path of the type table with every crate named from the root, so that nothing that is generated
/// or imported can hide it: `chrono::DateTime<chrono::Utc>` becomes
/// `::chrono::DateTime<::chrono::Utc>`.
pub(super) fn absolute(path: &str) -> String {
    let mut text = String::with_capacity(path.len() + 4);
    let mut before = ' ';
    for (index, c) in path.char_indices() {
        let starts_word = is_word(c) && !is_word(before) && before != ':';
        if starts_word {
            let word_end = path[index..]
                .find(|c| !is_word(c))
                .map_or(path.len(), |length| index + length);
            if path[word_end..].starts_with("::") {
                text.push_str("::");
            }
        }
        text.push(c);
        before = c;
    }
    text
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// `Option` of a type.
pub(super) fn option(inner: &str) -> String {
    format!("::std::option::Option<{inner}>")
}

/// Whether a text from the settings can be a type: balanced brackets, and nothing in it that could
/// end the place where a type stands. Whether there is such a type is for rustc to say.
pub(super) fn is_type(text: &str) -> bool {
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '<' => open.push('>'),
            '(' => open.push(')'),
            '[' => open.push(']'),
            '>' | ')' | ']' => {
                if open.pop() != Some(c) {
                    return false;
                }
            }
            ';' | ',' if open.is_empty() => return false,
            ':' | ' ' | '&' | '\'' | '_' | ';' | ',' | '#' | '+' | '=' => {}
            c if c.is_alphanumeric() => {}
            _ => return false,
        }
    }
    open.is_empty() && !text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_are_named_from_the_root() {
        for (path, expected) in [
            ("i64", "i64"),
            ("[u8; 6]", "[u8; 6]"),
            ("std::vec::Vec<u8>", "::std::vec::Vec<u8>"),
            (
                "chrono::DateTime<chrono::Utc>",
                "::chrono::DateTime<::chrono::Utc>",
            ),
        ] {
            assert_eq!(absolute(path), expected);
        }
    }

    #[test]
    fn only_types_are_types() {
        for text in [
            "crate::Email",
            "Vec<Option<u8>>",
            "[u8; 4]",
            "(A, B)",
            "&'static str",
        ] {
            assert!(is_type(text), "{text}");
        }
        for text in ["", "A, b: B", "A}", "A { }", "Vec<u8", "a\"b", "A; fn"] {
            assert!(!is_type(text), "{text}");
        }
    }
}
