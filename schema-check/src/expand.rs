//! Writes what the derive adds to the program: impls, questions to the compiler, and the files that
//! a rebuild depends on.
//!
//! The parts are text that rustc's lexer reads, which costs a fraction of building tokens one by one
//! in an unoptimised macro. Text holds only what this crate has written or checked itself; names and
//! types of the program stay the tokens that they are.

extern crate proc_macro;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

use crate::Rule;
use crate::check::{Asked, Checked, Doubted, USUAL};
use crate::model::Model;
use crate::parse::{Body, Item};
use crate::report::error_at;

/// The impls of an item. They are there even after errors, so that nothing else fails for want of
/// them.
pub fn expand(item: &Item, model: &Model, checked: Checked) -> TokenStream {
    let krate = model.options.krate.as_deref().unwrap_or("::schema_checked");
    let private = format!("{krate}::__private::v1");
    let attributes = track(&checked);
    let checked_trait = format!("{krate}::SchemaChecked");
    let clause = clause(item, &checked, &private);
    let is_asked = !(checked.asked.is_empty() && checked.doubted.is_empty());
    let is_transparent = model.options.transparent || checked.transparent;
    let implemented = implement(item, &attributes, &checked_trait, "", clause);
    if !is_asked && !is_transparent && checked.implements.is_empty() {
        // To put streams together costs as much as to make them.
        return implemented;
    }
    let mut body = TokenStream::new();
    for (index, asked) in checked.asked.iter().enumerate() {
        body.extend(match one_of_two(asked, item) {
            Some(messages) => two_questions(asked, messages, item, &private),
            None => question(index, asked, &private),
        });
    }
    for doubted in &checked.doubted {
        body.extend(doubt(doubted, item, &private));
    }
    body.extend(implemented);
    for name in &checked.implements {
        let name = name.replace('$', &private);
        body.extend(implement(item, "", &name, "", Clause::default()));
    }
    if is_transparent {
        body.extend(transparent(item, &private));
    }
    match is_asked {
        true => constant(body),
        false => body,
    }
}

/// Attributes that make rustc remember the files: their text becomes hidden documentation.
///
/// A constant of `include_bytes!` would do the same at three times the price.
fn track(checked: &Checked) -> String {
    let mut text = String::from("#[doc(hidden)]");
    for file in &checked.files {
        if let Some(path) = file.to_str().filter(|_| is_new(file)) {
            text.push_str(&format!("#[doc = ::core::include_str!({path:?})]"));
        }
    }
    text
}

/// Whether rustc has not been told of the file yet. It remembers files for the crate as a whole, and
/// expands all of a crate's derives or none; what each struct depends on, the header of the
/// snapshot, it would otherwise read once for each of them.
fn is_new(file: &Path) -> bool {
    static TOLD: Mutex<BTreeSet<OsString>> = Mutex::new(BTreeSet::new());
    if !proc_macro::is_available() {
        return true;
    }
    let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
    !told.contains(file.as_os_str()) && told.insert(file.into())
}

/// What must hold for an impl, besides what the item's own clause says.
#[derive(Default)]
struct Clause {
    /// What needs no tokens of the program.
    text: String,
    tokens: TokenStream,
}

/// `impl<…> Trait for Item<…> where … {}`, with attributes before it.
fn implement(
    item: &Item,
    attributes: &str,
    name: &str,
    extra: &str,
    clause: Clause,
) -> TokenStream {
    let generics = &item.generics;
    let is_generic = !generics.declared.is_empty() || !extra.is_empty();
    if !is_generic && generics.clause.is_empty() && clause.tokens.is_empty() {
        // Each stream that is made or put together is a question to rustc.
        let (ty, text) = (&item.name, clause.text);
        return code(&format!(
            "{attributes} impl {name} for {ty} where {text} {{}}"
        ));
    }
    let mut tokens = code(&format!("{attributes} impl <"));
    tokens.extend(generics.declared.clone());
    tokens.extend(code(&format!("{extra}> {name} for")));
    tokens.extend([TokenTree::from(item.name.clone())]);
    if !generics.used.is_empty() {
        tokens.extend(code("<"));
        tokens.extend(generics.used.clone());
        tokens.extend(code(">"));
    }
    // Rust takes a `where` that nothing follows.
    tokens.extend(code("where"));
    tokens.extend(generics.clause.clone());
    tokens.extend(clause.tokens);
    tokens.extend(code(&format!("{} {{}}", clause.text)));
    tokens
}

/// What must hold: the types are what they are spelled like, and the questions are answered.
fn clause(item: &Item, checked: &Checked, private: &str) -> Clause {
    let mut clause = Clause {
        text: spelling(checked, private),
        tokens: TokenStream::new(),
    };
    let parameters = item.generics.names();
    for (index, asked) in checked.asked.iter().enumerate() {
        if one_of_two(asked, item).is_some() {
            continue;
        }
        clause
            .tokens
            .extend(match mentions(&asked.tokens, &parameters) {
                true => asked.tokens.iter().cloned().collect(),
                false => with_any_lifetime(&asked.tokens),
            });
        let span = asked
            .tokens
            .first()
            .map_or(item.name.span(), TokenTree::span);
        let bound = code(&format!(": SchemaColumn{index},"));
        let bound = bound.into_iter().map(|token| at(token, span));
        clause.tokens.extend(bound);
    }
    clause
}

/// The conditions that types are what they are spelled like.
///
/// One comparison costs the compiler much less than one for each type, and the arguments of functions
/// less than the parts of a tuple, which it has to know the size of.
fn spelling(checked: &Checked, private: &str) -> String {
    let mut text = String::new();
    if checked.usual.contains(&true) {
        let names = checked.usual.iter().zip(USUAL);
        let names: Vec<_> = names
            .map(|(used, name)| if *used { name } else { "()" })
            .collect();
        text = format!("fn({}): {private}::AreStandard,", names.join(","));
    }
    if !checked.same.is_empty() {
        let (written, meant): (Vec<_>, Vec<_>) = (checked.same.iter())
            .map(|(one, other)| (one.as_str(), other.as_str()))
            .unzip();
        let (written, meant) = (written.join(","), meant.join(","));
        text.push_str(&format!("fn({written}): {private}::Is<fn({meant})>,"));
    }
    text
}

/// Whether a type has one of these names in it, or lifetimes of its own.
fn mentions(tokens: &[TokenTree], names: &[String]) -> bool {
    tokens.iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "for" || names.iter().any(|name| ident == name),
        TokenTree::Group(group) => mentions(&group.stream().into_iter().collect::<Vec<_>>(), names),
        _ => false,
    })
}

/// The type with `'static` for each lifetime: the compiler puts off what depends on a parameter of
/// the struct until the struct is used, and never says it.
fn with_any_lifetime(tokens: &[TokenTree]) -> TokenStream {
    let mut after_quote = false;
    let tokens = tokens.iter().map(|token| match token {
        TokenTree::Ident(name) if std::mem::take(&mut after_quote) => {
            Ident::new("static", name.span()).into()
        }
        TokenTree::Group(group) => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            let mut with = Group::new(group.delimiter(), with_any_lifetime(&inner));
            with.set_span(group.span());
            with.into()
        }
        other => {
            after_quote = matches!(other, TokenTree::Punct(quote) if quote.as_char() == '\'');
            other.clone()
        }
    });
    tokens.collect()
}

/// A trait of its own for a column, so that the compiler's error is about that column.
fn question(index: usize, asked: &Asked, private: &str) -> TokenStream {
    let escape = |text: &str| format!("{:?}", text.replace('{', "{{").replace('}', "}}"));
    code(&format!(
        "#[diagnostic::on_unimplemented(message = {message}, label = {label}, note = {help})]
        trait SchemaColumn{index} {{}}
        #[diagnostic::do_not_recommend]
        impl<T: ?::core::marker::Sized + {demand}> SchemaColumn{index} for T {{}}",
        message = escape(&asked.message),
        label = escape(&asked.label),
        help = escape(&asked.help),
        demand = asked.demand.replace('$', private),
    ))
}

/// Whether one of two mistakes is to be told from the other, which the parameters of a struct would
/// put off until it is used.
fn one_of_two<'a>(asked: &'a Asked, item: &Item) -> Option<&'a [String; 2]> {
    let two = asked.but_for_null.as_ref();
    two.filter(|_| !mentions(&asked.tokens, &item.generics.names()))
}

/// A constant that fails with the one message if the type is right but for NULL, and with the other
/// if it is not right at all.
fn two_questions(
    asked: &Asked,
    [plain, never_null]: &[String; 2],
    item: &Item,
    private: &str,
) -> TokenStream {
    let span = (asked.tokens.first()).map_or(item.name.span(), TokenTree::span);
    let mut body = code(&format!(
        "struct SchemaProbe<T: ?::core::marker::Sized>(::core::marker::PhantomData<T>);
        trait SchemaHoldsNot {{ const WHOLE: bool = false; const PLAIN: bool = false; }}
        impl<T: ?::core::marker::Sized> SchemaHoldsNot for SchemaProbe<T> {{}}
        impl<T: ?::core::marker::Sized + {whole}> SchemaProbe<T> {{ const WHOLE: bool = true; }}
        impl<T: ?::core::marker::Sized + {plain}> SchemaProbe<T> {{ const PLAIN: bool = true; }}
        type SchemaType = SchemaProbe<",
        whole = asked.demand.replace('$', private),
        plain = plain.replace('$', private),
    ));
    body.extend(with_any_lifetime(&asked.tokens));
    body.extend(code(">; if SchemaType::WHOLE {} else if SchemaType::PLAIN"));
    body.extend(panic(never_null, span));
    body.extend(code("else"));
    body.extend(panic(
        &format!("{}\nhelp: {}", asked.message, asked.help),
        span,
    ));
    constant(body)
}

/// `{ ::core::panic!("message") }`.
fn panic(message: &str, span: Span) -> TokenStream {
    let message = message.replace('{', "{{").replace('}', "}}");
    let mut arguments = Group::new(Delimiter::Parenthesis, code(&format!("{message:?}")));
    arguments.set_span(span);
    let panic = code("::core::panic!");
    let mut inner: TokenStream = panic.into_iter().map(|token| at(token, span)).collect();
    inner.extend([TokenTree::from(arguments)]);
    TokenTree::from(Group::new(Delimiter::Brace, inner)).into()
}

/// `const _: () = { … };`.
fn constant(body: TokenStream) -> TokenStream {
    let mut tokens = code("const _: () =");
    tokens.extend([TokenTree::from(Group::new(Delimiter::Brace, body))]);
    tokens.extend(code(";"));
    tokens
}

/// A constant that fails if the type holds what the refused types alone hold.
///
/// A type that holds anything at all is not meant: it holds what no type does.
fn doubt(doubted: &Doubted, item: &Item, private: &str) -> TokenStream {
    if mentions(&doubted.tokens, &item.generics.names()) {
        return TokenStream::new();
    }
    let span = (doubted.tokens.first()).map_or(item.name.span(), TokenTree::span);
    let refused = doubted.holds.replace('$', private);
    let nothing = refused.replace(Doubted::REFUSED, "SchemaNothing");
    let mut text = format!("enum {} {{}} enum SchemaNothing {{}}", Doubted::REFUSED);
    for ty in &doubted.refused {
        text.push_str(&format!(
            "impl {private}::Holds<{}> for {ty} {{}}",
            Doubted::REFUSED
        ));
    }
    text.push_str(&format!(
        "use {private}::HoldsNot as _;
        type SchemaRefusedProbe<T> = {private}::Probe<T, {refused}>;
        type SchemaNothingProbe<T> = {private}::Probe<T, {nothing}>;"
    ));
    let probe = |name: &str| {
        let mut tokens = code(&format!("<{name}<"));
        tokens.extend(with_any_lifetime(&doubted.tokens));
        tokens.extend(code(">>::HOLDS"));
        tokens
    };
    let mut condition = code("!");
    condition.extend(probe("SchemaRefusedProbe"));
    condition.extend(code("||"));
    condition.extend(probe("SchemaNothingProbe"));
    let message = doubted.message.replace('{', "{{").replace('}', "}}");
    condition.extend(code(&format!(", {message:?}")));
    let mut body = code(&text);
    body.extend(
        code("::core::assert!")
            .into_iter()
            .map(|token| at(token, span)),
    );
    let mut arguments = Group::new(Delimiter::Parenthesis, condition);
    arguments.set_span(span);
    body.extend([TokenTree::from(arguments)]);
    body.extend(code(";"));
    constant(body)
}

/// A struct around one field holds whatever the field holds.
fn transparent(item: &Item, private: &str) -> TokenStream {
    let Body::Struct(fields) = &item.body else {
        return TokenStream::new();
    };
    let [field] = fields.as_slice() else {
        let message = "`#[schema(transparent)]` is for a struct with exactly one field\n\
            help: remove the other fields, or the attribute";
        return error_at(item.name.span(), &Rule::WrongItem.sign(message));
    };
    let holds = format!("{private}::Holds<SchemaLogical>");
    let clause = Clause {
        text: format!(": {holds},"),
        tokens: field.tokens.iter().cloned().collect(),
    };
    implement(item, "", &holds, "SchemaLogical", clause)
}

/// Text as tokens.
///
/// Inside of rustc its own lexer reads it: `proc_macro2` would first read all of it itself to see
/// whether rustc can, and that costs more than the rest of the expansion.
pub(crate) fn code(text: &str) -> TokenStream {
    let tokens = match proc_macro::is_available() {
        true => (text.parse::<proc_macro::TokenStream>().ok()).map(TokenStream::from),
        false => text.parse().ok(),
    };
    // Rustc's lexer takes every text that this module writes; a bug would show as missing code.
    tokens.unwrap_or_else(|| {
        error_at(
            Span::call_site(),
            "`SchemaChecked` wrote code that is not Rust; please report this",
        )
    })
}

fn at(mut token: TokenTree, span: Span) -> TokenTree {
    token.set_span(span);
    token
}
