//! The texts in files of other languages that may be DDL.
//!
//! No language is understood: a text begins at a word CREATE, and the quote in front of it says where
//! it ends. Without a quote it ends at the semicolon that ends the line, or with the file.

/// The texts that begin with CREATE, with their lines.
pub fn texts_in(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = next_create(source, from) {
        let (text, length) = text_at(source, at);
        let line = 1 + source[..at].matches('\n').count();
        found.push((line, text));
        from = at + length.max(1);
    }
    found
}

/// Where the next text could begin: at a word CREATE with a quote or nothing in front of it.
fn next_create(source: &str, from: usize) -> Option<usize> {
    const WORD: &[u8] = b"create";
    let bytes = source.as_bytes();
    (from..bytes.len().saturating_sub(WORD.len())).find(|at| {
        let is_word = bytes[*at..at + WORD.len()].eq_ignore_ascii_case(WORD)
            && bytes[at + WORD.len()].is_ascii_whitespace();
        is_word && begins(&source[..*at])
    })
}

fn begins(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    line.is_empty() || quote_of(before).is_some()
}

/// The quote that stands in front, blanks apart.
fn quote_of(before: &str) -> Option<&'static str> {
    const QUOTES: &[&str] = &["\"\"\"", "'''", "```", "\"", "'", "`"];
    let mut before = before.trim_end();
    // A fence says what it holds.
    if let Some(fence) = before.rfind("```") {
        let language = &before[fence + 3..];
        if !language.is_empty() && language.chars().all(char::is_alphanumeric) {
            before = &before[..fence + 3];
        }
    }
    let quote = QUOTES.iter().find(|quote| before.ends_with(**quote))?;
    // A long quote that closes a text opens none.
    let opens = quote.len() == 1 || before.matches(quote).count() % 2 == 1;
    opens.then_some(*quote)
}

/// The text that begins here, and how much of the source it takes.
fn text_at(source: &str, at: usize) -> (String, usize) {
    let rest = &source[at..];
    let Some(quote) = quote_of(&source[..at]) else {
        let end = rest.find(";\n").or(rest.find(";\r\n"));
        let length = end.map_or(rest.len(), |end| end + 1);
        return (rest[..length].to_owned(), length);
    };
    let length = closing(rest, quote);
    let text = &rest[..length];
    match quote.len() {
        1 => (unescaped(text), length),
        _ => (text.to_owned(), length),
    }
}

/// Where the quote is closed.
fn closing(rest: &str, quote: &str) -> usize {
    let mut escaped = false;
    for (at, character) in rest.char_indices() {
        if !escaped && rest[at..].starts_with(quote) {
            return at;
        }
        escaped = character == '\\' && !escaped;
    }
    rest.len()
}

fn unescaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (character, character == '\\') {
            (_, true) => match characters.next() {
                Some('n') => result.push('\n'),
                Some('t') => result.push('\t'),
                Some('\n') | None => {}
                Some(other) => result.push(other),
            },
            (other, false) => result.push(other),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_of_many_languages_are_found() {
        let source = "import db\n\
            TABLE = \"\"\"\n  CREATE TABLE a (x text DEFAULT '')\n\"\"\"\n\
            db.run('CREATE TABLE b (x text DEFAULT \\'\\')')\n\
            db.run(\"create index i on a (x)\", 1) # CREATE TABLE not_this (id int)\n\
            ```sql\nCREATE TABLE c (id int);\nCREATE TABLE d (id int);\n```\n\
            CREATE TABLE e (id int);\nthe end\n";
        let found = texts_in(source);
        let found: Vec<_> = found
            .iter()
            .map(|(line, text)| (*line, text.trim()))
            .collect();
        assert_eq!(
            found,
            [
                (3, "CREATE TABLE a (x text DEFAULT '')"),
                (5, "CREATE TABLE b (x text DEFAULT '')"),
                (6, "create index i on a (x)"),
                (8, "CREATE TABLE c (id int);\nCREATE TABLE d (id int);"),
                (11, "CREATE TABLE e (id int);"),
            ]
        );
    }
}
