//! Long lines on a terminal: broken between words, their rest under the text that they began with.
//!
//! What is piped or written into files is left as it is.

use console::{Term, measure_text_width};

/// Less is no width to write sentences in.
const NARROW: usize = 30;

/// The text as it fits a terminal; as it is for anything else.
pub fn fit(text: &str, terminal: &Term) -> String {
    match terminal.size_checked() {
        Some((_, width)) if usize::from(width) >= NARROW => wrap(text, width.into()),
        _ => text.into(),
    }
}

fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    for line in text.split_inclusive('\n') {
        push(&mut wrapped, line, width);
    }
    wrapped
}

fn push(wrapped: &mut String, line: &str, width: usize) {
    if measure_text_width(line.trim_end()) <= width {
        wrapped.push_str(line);
        return;
    }
    let hang = hang(line).min(width / 2);
    let indent = line.len() - line.trim_start().len();
    wrapped.push_str(&line[..indent]);
    let mut column = indent;
    for word in line[indent..].split_inclusive(' ') {
        let length = measure_text_width(word.trim_end());
        if column > hang && column + length > width {
            wrapped.truncate(wrapped.trim_end_matches(' ').len());
            wrapped.push('\n');
            wrapped.push_str(&" ".repeat(hang));
            column = hang;
        }
        wrapped.push_str(word);
        column += measure_text_width(word.trim_end_matches('\n'));
    }
}

/// Where the rest of a line goes: under its beginning, or behind a first column.
fn hang(line: &str) -> usize {
    let plain = console::strip_ansi_codes(line.trim_end());
    let text = plain.trim_start();
    match text.split_once("  ") {
        Some((_, rest)) if text.len() == plain.len() => {
            measure_text_width(text) - measure_text_width(rest.trim_start())
        }
        _ => plain.len() - text.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_under_their_beginning() {
        for (line, expected) in [
            ("short\n", "short\n"),
            (
                "  help: make the column NOT NULL\n",
                "  help: make the column\n  NOT NULL\n",
            ),
            (
                "\u{1b}[31mlow  \u{1b}[0m  added column `users.email`\nx",
                "\u{1b}[31mlow  \u{1b}[0m  added column\n       `users.email`\nx",
            ),
            ("äöü äöü äöü äöü äöü äöü", "äöü äöü äöü äöü äöü äöü"),
            (
                "ä23456789 123456789 123456789",
                "ä23456789 123456789\n123456789",
            ),
            // What is longer than a line stays whole, for people who copy it.
            (
                "at src/models/of/the/whole/program.rs:17",
                "at\nsrc/models/of/the/whole/program.rs:17",
            ),
        ] {
            assert_eq!(wrap(line, 24), expected);
        }
    }
}
