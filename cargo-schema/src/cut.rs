//! Lists that are longer than anybody reads on a terminal, where they would push away what was said
//! before them.

/// As many lines as are shown of a list.
const LINES: usize = 200;

/// A list that is only a little longer is shown whole.
const MORE: usize = 20;

/// The beginning of a long list, up to the end of one of its entries, and how much more there is.
pub fn cut(text: &str) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.len() <= LINES + MORE {
        return text.into();
    }
    // What follows the first line of an entry is indented.
    let begins = |at: &usize| !lines[*at].starts_with(' ');
    let end = (1..=LINES).rev().find(begins).unwrap_or(LINES);
    let left = lines.len() - end;
    let shown = lines[..end].concat();
    format!(
        "{}\n… and {left} more lines: `-v` shows them all, and so does a pipe\n",
        shown.trim_end()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_ends_with_an_entry_and_says_how_much_is_left() {
        let text = "high  something\n      because\n      of that\n".repeat(100);
        let shown = cut(&text);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[lines.len() - 2], "      of that");
        assert_eq!(
            lines[lines.len() - 1],
            "… and 102 more lines: `-v` shows them all, and so does a pipe"
        );
        assert_eq!(lines.len() - 1 + 102, 300);
    }

    #[test]
    fn a_short_list_is_shown_whole() {
        let text = "low  something\n".repeat(LINES + MORE);
        assert_eq!(cut(&text), text);
    }
}
