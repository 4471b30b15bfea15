//! The texts in Rust source: string literals, and files that `include_str!` puts in their place.
//!
//! Attributes, comments and what is compiled for tests only are passed over.

use std::path::{Path, PathBuf};

use proc_macro2::{Literal, TokenStream, TokenTree};
use schema_check::literal_text;

use super::items::{attributes_end, item_end};

/// A text, where it begins.
#[derive(Debug, PartialEq, Eq)]
pub struct Text {
    /// The file that it stands in.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The text.
    pub text: String,
}

/// The texts in the tokens of a file.
pub fn texts_of(path: &Path, tokens: TokenStream) -> Vec<Text> {
    let mut found = Vec::new();
    push_texts(path, tokens, &mut found);
    found
}

fn push_texts(path: &Path, tokens: TokenStream, found: &mut Vec<Text>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        let attributes = attributes_end(&tokens, at);
        if tokens[at..attributes].iter().any(is_for_tests) {
            at = item_end(&tokens, attributes);
            continue;
        }
        if attributes > at {
            at = attributes;
            continue;
        }
        match &tokens[at..] {
            // An attribute of the file itself.
            [
                TokenTree::Punct(hash),
                TokenTree::Punct(bang),
                TokenTree::Group(_),
                ..,
            ] if hash.as_char() == '#' && bang.as_char() == '!' => {
                at += 2;
            }
            [
                TokenTree::Ident(name),
                TokenTree::Punct(bang),
                TokenTree::Group(group),
                ..,
            ] if name == "include_str" && bang.as_char() == '!' => {
                found.extend(included(path, group.stream()));
                at += 2;
            }
            [TokenTree::Group(group), ..] => push_texts(path, group.stream(), found),
            [TokenTree::Literal(literal), ..] => found.extend(text_of(path, literal)),
            _ => {}
        }
        at += 1;
    }
}

fn text_of(path: &Path, literal: &Literal) -> Option<Text> {
    Some(Text {
        path: path.to_owned(),
        line: literal.span().start().line,
        text: literal_text(literal)?,
    })
}

/// The file that is included, if it can be read.
fn included(path: &Path, argument: TokenStream) -> Option<Text> {
    let mut tokens = argument.into_iter();
    let (Some(TokenTree::Literal(name)), None) = (tokens.next(), tokens.next()) else {
        return None;
    };
    let path = path.parent()?.join(literal_text(&name)?);
    let text = std::fs::read_to_string(&path).ok()?;
    Some(Text {
        path,
        line: 1,
        text,
    })
}

/// `#[test]`, `#[cfg(test)]`, `#[tokio::test]`.
pub(super) fn is_for_tests(attribute: &TokenTree) -> bool {
    let TokenTree::Group(group) = attribute else {
        return false;
    };
    let text = group.stream().to_string().replace(' ', "");
    text == "test"
        || text == "cfg(test)"
        || text
            .split('(')
            .next()
            .is_some_and(|path| path.ends_with("::test"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_with_their_lines() {
        let source = "#![doc = \"not this\"]
            /// Nor this.
            const A: &str = \"a\";
            const B: &str = r#\"b \"quoted\" b\"#;
            fn f() { sqlx::query!(\"c\"); let d = b\"no text\"; }
            #[cfg(test)] mod tests { const E: &str = \"e\"; }
            #[tokio::test(flavor = \"x\")] async fn t() { run(\"g\"); }
            static G: [&str; 1] = [\"h\\n\\
                h\"];";
        let texts = texts_of(Path::new("a.rs"), source.parse().unwrap());
        let found: Vec<_> = texts.iter().map(|it| (it.line, it.text.as_str())).collect();
        assert_eq!(
            found,
            [(3, "a"), (4, "b \"quoted\" b"), (5, "c"), (8, "h\nh")]
        );
    }
}
