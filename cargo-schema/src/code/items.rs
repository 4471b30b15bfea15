//! From a file's tokens to the items that derive `SchemaChecked`, wherever they stand.

use std::path::PathBuf;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::files::RustFile;
use super::literals::is_for_tests;

const DERIVE: &str = "SchemaChecked";

/// A struct or enum that derives `SchemaChecked`.
pub struct CheckedItem {
    /// Its file.
    pub path: PathBuf,
    /// The folder of its package.
    pub package: PathBuf,
    /// Its tokens, attributes first.
    pub tokens: TokenStream,
}

/// The items of a file.
pub fn items_of(file: &RustFile) -> Result<Vec<CheckedItem>, String> {
    items_in(file, true)
}

/// The items of a file, without those that are only compiled for tests.
pub fn program_items_of(file: &RustFile) -> Result<Vec<CheckedItem>, String> {
    items_in(file, false)
}

fn items_in(file: &RustFile, with_tests: bool) -> Result<Vec<CheckedItem>, String> {
    let text = std::fs::read_to_string(&file.path).map_err(|error| error.to_string())?;
    if !text.contains(DERIVE) {
        return Ok(Vec::new());
    }
    let tokens: TokenStream = text.parse().map_err(|error| format!("{error}"))?;
    let mut found = Vec::new();
    push_items(tokens, with_tests, &mut found);
    let items = found.into_iter().map(|tokens| CheckedItem {
        path: file.path.clone(),
        package: file.package.clone(),
        tokens,
    });
    Ok(items.collect())
}

fn push_items(tokens: TokenStream, with_tests: bool, found: &mut Vec<TokenStream>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        let attributes = attributes_end(&tokens, at);
        if !with_tests && tokens[at..attributes].iter().any(is_for_tests) {
            at = item_end(&tokens, attributes);
        } else if tokens[at..attributes].iter().any(is_derive) {
            let end = item_end(&tokens, attributes);
            let item = &tokens[at..end];
            // In the body of a macro there are names still to come.
            if !item[attributes - at..].iter().any(is_placeholder) {
                found.push(item.iter().cloned().collect());
            }
            at = end;
        } else if attributes > at {
            at = attributes;
        } else {
            if let TokenTree::Group(group) = &tokens[at] {
                push_items(group.stream(), with_tests, found);
            }
            at += 1;
        }
    }
}

/// Where a run of `#[…]` ends.
pub(super) fn attributes_end(tokens: &[TokenTree], mut at: usize) -> usize {
    while let [TokenTree::Punct(hash), TokenTree::Group(group), ..] = &tokens[at..] {
        if hash.as_char() != '#' || group.delimiter() != Delimiter::Bracket {
            break;
        }
        at += 2;
    }
    at
}

/// `derive(…)`, alone or inside of `cfg_attr(…)`.
fn is_derive(attribute: &TokenTree) -> bool {
    let TokenTree::Group(group) = attribute else {
        return false;
    };
    let mut tokens = group.stream().into_iter();
    let word = tokens.next().map(|token| token.to_string());
    let derives = matches!(word.as_deref(), Some("derive" | "cfg_attr"));
    derives && tokens.next().is_some_and(|token| mentions(&token))
}

fn mentions(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(ident) => ident == DERIVE,
        TokenTree::Group(group) => group.stream().into_iter().any(|token| mentions(&token)),
        _ => false,
    }
}

/// Behind the body of an item, or its semicolon.
pub(super) fn item_end(tokens: &[TokenTree], start: usize) -> usize {
    let ends = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    };
    let end = tokens[start..].iter().position(ends);
    end.map_or(tokens.len(), |end| start + end + 1)
}

fn is_placeholder(token: &TokenTree) -> bool {
    match token {
        TokenTree::Punct(punct) => punct.as_char() == '$',
        TokenTree::Group(group) => group
            .stream()
            .into_iter()
            .any(|token| is_placeholder(&token)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(source: &str) -> Vec<String> {
        let mut found = Vec::new();
        push_items(source.parse().unwrap(), true, &mut found);
        let names = found.into_iter().filter_map(schema_check::map_item);
        names.map(|mapping| mapping.name).collect()
    }

    #[test]
    fn items_are_found_wherever_they_stand() {
        let source = "
            use schema_checked::SchemaChecked;
            /// With a comment.
            #[derive(Debug, SchemaChecked)] #[schema(table = \"a\")] pub struct A<T> where T: Copy { id: T }
            mod inner { #[derive(schema_checked::SchemaChecked)] enum B { X } }
            fn f() { #[cfg_attr(test, derive(SchemaChecked))] struct C(i64); }
            #[derive(Debug)] struct NotThis { text: &'static str }
            #[cfg(any())] struct NorThis;
            macro_rules! m { ($n:ident) => { #[derive(SchemaChecked)] struct $n { id: i64 } } }
            const TEXT: &str = \"#[derive(SchemaChecked)] struct InText;\";
            #[derive(SchemaChecked)] struct D;";
        assert_eq!(names(source), ["A", "B", "C", "D"]);
    }
}
