//! Collects what is wrong with an item, so that one build shows all of it.
//!
//! A problem becomes a `compile_error!` at its span, a warning the use of a deprecated constant:
//! that is how a macro can warn on stable.

use std::cell::RefCell;

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

use crate::Rule;

/// The problems of one item.
#[derive(Debug, Default)]
pub struct Report {
    found: RefCell<Vec<Problem>>,
}

/// Something that is wrong with an item.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The rule that is broken.
    pub rule: Rule,
    /// Whether it stops the build.
    pub level: Level,
    /// First and last token to blame.
    pub spans: [Span; 2],
    /// What is said: fact, cause and remedy.
    pub message: String,
}

/// Whether a problem stops the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It does.
    Error,
    /// It does not.
    Warning,
}

impl Report {
    /// Stops the build.
    pub fn error(&self, span: Span, rule: Rule, message: impl AsRef<str>) {
        self.push(Level::Error, [span, span], rule, message.as_ref());
    }

    /// Stops the build; the blame is on everything from the first span to the last.
    pub fn error_over(&self, spans: [Span; 2], rule: Rule, message: impl AsRef<str>) {
        self.push(Level::Error, spans, rule, message.as_ref());
    }

    /// Shows in the build, but does not stop it.
    pub fn warning(&self, span: Span, rule: Rule, message: impl AsRef<str>) {
        self.push(Level::Warning, [span, span], rule, message.as_ref());
    }

    fn push(&self, level: Level, spans: [Span; 2], rule: Rule, message: &str) {
        self.found.borrow_mut().push(Problem {
            rule,
            level,
            spans,
            message: rule.sign(message),
        });
    }

    /// Everything that was reported.
    pub fn into_problems(self) -> Vec<Problem> {
        self.found.into_inner()
    }

    /// Everything that was reported, as items.
    pub fn into_tokens(self) -> TokenStream {
        let mut tokens = TokenStream::new();
        for problem in self.found.into_inner() {
            match problem.level {
                Level::Error => push_error(&mut tokens, problem.spans, &problem.message),
                Level::Warning => push_warning(&mut tokens, &problem),
            }
        }
        tokens
    }

    /// The messages, for tests.
    #[cfg(test)]
    pub fn messages(&self) -> Vec<String> {
        self.found
            .borrow()
            .iter()
            .map(|problem| problem.message.clone())
            .collect()
    }
}

/// One error as an item.
pub fn error_at(span: Span, message: &str) -> TokenStream {
    let mut tokens = TokenStream::new();
    push_error(&mut tokens, [span, span], message);
    tokens
}

/// `::core::compile_error! { "message" }`, from the first span to the last.
fn push_error(tokens: &mut TokenStream, [span, last]: [Span; 2], message: &str) {
    push_path(tokens, &["core", "compile_error"], span);
    let mut message = Literal::string(message);
    message.set_span(span);
    let mut body = Group::new(Delimiter::Brace, TokenTree::from(message).into());
    body.set_span(last);
    tokens.extend([punct('!', Spacing::Alone, span), body.into()]);
}

/// A deprecated constant that is used at the span.
fn push_warning(tokens: &mut TokenStream, problem: &Problem) {
    let name = Ident::new("SCHEMA", problem.spans[0]);
    let declaration: TokenStream = format!(
        "#[deprecated(note = {:?})] #[allow(non_upper_case_globals)] const SCHEMA: () = ();",
        problem.message
    )
    .parse()
    .unwrap_or_default();
    let mut body = declaration;
    body.extend([TokenTree::Ident(name)]);
    let head: TokenStream = "const _: () =".parse().unwrap_or_default();
    tokens.extend(head);
    tokens.extend([
        Group::new(Delimiter::Brace, body).into(),
        punct(';', Spacing::Alone, problem.spans[0]),
    ]);
}

fn push_path(tokens: &mut TokenStream, segments: &[&str], span: Span) {
    for segment in segments {
        tokens.extend([
            punct(':', Spacing::Joint, span),
            punct(':', Spacing::Alone, span),
            Ident::new(segment, span).into(),
        ]);
    }
}

fn punct(character: char, spacing: Spacing, span: Span) -> TokenTree {
    let mut punct = Punct::new(character, spacing);
    punct.set_span(span);
    punct.into()
}
