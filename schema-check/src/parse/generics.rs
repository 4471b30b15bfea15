//! Generic parameters, in the two forms that an impl needs.

use proc_macro2::{Spacing, TokenStream, TokenTree};

use super::cursor::Cursor;

/// The generic parameters of an item.
#[derive(Default)]
pub struct Generics {
    /// As they are declared, without defaults: `'a, T: Clone, const N: usize`.
    pub declared: TokenStream,
    /// As they are used: `'a, T, N`.
    pub used: TokenStream,
    /// The predicates of the where clause, without the word, ending in a comma.
    pub clause: TokenStream,
}

impl Generics {
    /// The names of types and constants.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut is_lifetime = false;
        for token in self.used.clone() {
            match &token {
                TokenTree::Ident(name) if !is_lifetime => names.push(name.to_string()),
                _ => {}
            }
            is_lifetime = matches!(&token, TokenTree::Punct(quote) if quote.as_char() == '\'');
        }
        names
    }
}

/// Reads `<…>`, if it is next.
pub fn parse_parameters(cursor: &mut Cursor) -> Generics {
    let mut generics = Generics::default();
    if !cursor.take_punct('<') {
        return generics;
    }
    let inside = inside_angles(cursor);
    let mut inner = Cursor::over(inside);
    while !inner.is_empty() {
        push_parameter(inner.until_comma(), &mut generics);
    }
    generics
}

/// Reads `where …`, if it is next.
pub fn parse_clause(cursor: &mut Cursor) -> TokenStream {
    if !matches!(cursor.peek(), Some(TokenTree::Ident(ident)) if ident == "where") {
        return TokenStream::new();
    }
    cursor.next();
    let mut clause = Vec::new();
    while let Some(token) = cursor.peek() {
        let ends = match token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == proc_macro2::Delimiter::Brace,
            _ => false,
        };
        if ends {
            break;
        }
        clause.extend(cursor.next());
    }
    let ends_in_comma =
        matches!(clause.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == ',');
    if !clause.is_empty() && !ends_in_comma {
        clause.push(comma());
    }
    clause.into_iter().collect()
}

fn inside_angles(cursor: &mut Cursor) -> Vec<TokenTree> {
    let mut inside = Vec::new();
    let mut depth = 1_usize;
    let mut after_dash = false;
    while let Some(token) = cursor.next() {
        let mut joint_dash = false;
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                '<' => depth += 1,
                '>' if !after_dash => depth -= 1,
                '-' => joint_dash = punct.spacing() == Spacing::Joint,
                _ => {}
            }
        }
        after_dash = joint_dash;
        if depth == 0 {
            break;
        }
        inside.push(token);
    }
    inside
}

fn push_parameter(tokens: Vec<TokenTree>, generics: &mut Generics) {
    let tokens = without_attributes(tokens);
    let used: Vec<TokenTree> = match tokens.as_slice() {
        [TokenTree::Punct(quote), name, ..] if quote.as_char() == '\'' => {
            vec![quote.clone().into(), name.clone()]
        }
        [TokenTree::Ident(word), name, ..] if word == "const" => vec![name.clone()],
        [name, ..] => vec![name.clone()],
        [] => return,
    };
    generics.used.extend(used);
    generics.used.extend([comma()]);
    generics.declared.extend(without_default(tokens));
    generics.declared.extend([comma()]);
}

fn without_attributes(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    let mut kept = tokens.into_iter().peekable();
    while kept
        .next_if(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '#'))
        .is_some()
    {
        kept.next();
    }
    kept.collect()
}

/// Cuts ` = default`; the `=` of `Iterator<Item = T>` stands inside angle brackets.
fn without_default(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    let mut depth = 0_i32;
    let mut end = tokens.len();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Punct(punct) = token else {
            continue;
        };
        match punct.as_char() {
            '<' => depth += 1,
            '>' => depth -= 1,
            '=' if depth == 0 => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    tokens.into_iter().take(end).collect()
}

fn comma() -> TokenTree {
    proc_macro2::Punct::new(',', Spacing::Alone).into()
}
