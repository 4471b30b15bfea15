//! Rust names for database names: readable, always valid, never twice the same in one scope.
//!
//! What a name was changed to is decided here; that it was changed is said in doc comments by the
//! generator. No Unicode tables: letters outside a small safe set are spelled by their code point.

mod ident;
mod scope;
mod singular;
mod symbols;

pub use ident::Ident;
pub(crate) use scope::Scope;
pub(crate) use singular::singular;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// What a name is for; it decides the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// Fields and modules.
    Snake,
    /// Types and variants.
    Camel,
    /// Constants.
    Shouty,
}

impl Case {
    /// The name in this case; empty when it has neither letters nor digits.
    pub(crate) fn apply(self, name: &str) -> String {
        self.cased(&symbols::spell_letters(name))
    }

    /// The name in this case with its symbols spelled out: `a+` becomes `a_plus`.
    pub(crate) fn apply_with_symbols(self, name: &str) -> String {
        self.cased(&symbols::spell_all(name))
    }

    fn cased(self, text: &str) -> String {
        match self {
            Self::Snake => text.to_snake_case(),
            Self::Camel => text.to_upper_camel_case(),
            Self::Shouty => text.to_shouty_snake_case(),
        }
    }

    /// The ways to write a name, best first.
    pub(crate) fn candidates(self, name: &str) -> Vec<String> {
        let mut found = vec![self.apply(name), self.apply_with_symbols(name)];
        found.retain(|candidate| !candidate.is_empty());
        if found.is_empty() {
            found.push(self.cased("unnamed"));
        }
        found
    }
}

/// The singular of a table's name, as the name of a type.
pub(crate) fn singular_type(name: &str) -> String {
    let snake = Case::Snake.apply(name);
    let (head, last) = match snake.rsplit_once('_') {
        Some((head, last)) => (format!("{head}_"), last),
        None => (String::new(), snake.as_str()),
    };
    format!("{head}{}", singular(last)).to_upper_camel_case()
}

/// Gives each name of a list its own identifier. A name that is written as its identifier gets it
/// before one that has to be changed for it.
pub(crate) fn name_all<'a>(
    names: impl IntoIterator<Item = &'a str>,
    case: Case,
    overridden: impl Fn(&str) -> Option<Ident>,
    scope: &mut Scope,
) -> Vec<Ident> {
    let names: Vec<&str> = names.into_iter().collect();
    let mut idents: Vec<Option<Ident>> = names
        .iter()
        .map(|name| overridden(name).map(|ident| scope.claim_exactly(ident)))
        .collect();
    for exact_only in [true, false] {
        for (name, ident) in names.iter().zip(&mut idents) {
            let candidates = case.candidates(name);
            let is_exact = candidates.first().is_some_and(|first| first == name);
            if ident.is_none() && (is_exact || !exact_only) {
                *ident = Some(scope.claim(&candidates));
            }
        }
    }
    idents.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(names: &[&str]) -> Vec<String> {
        name_all(
            names.iter().copied(),
            Case::Snake,
            |_| None,
            &mut Scope::default(),
        )
        .into_iter()
        .map(|ident| ident.to_string())
        .collect()
    }

    #[test]
    fn fields_are_valid_and_unique() {
        assert_eq!(
            fields(&[
                "id",
                "ID",
                "Id",
                "createdAt",
                "created_at",
                "type",
                "self",
                "Self"
            ]),
            [
                "id",
                "id_2",
                "id_3",
                "created_at_2",
                "created_at",
                "r#type",
                "self_",
                "self_2"
            ]
        );
        assert_eq!(
            fields(&[
                "", " ", "2fa", "a b", "a\nb", "\"; drop", "*/", "🦀", "total", "total %"
            ]),
            [
                "unnamed",
                "space",
                "_2fa",
                "a_b",
                "a_line_feed_b",
                "drop",
                "asterisk_slash",
                "u1f980",
                "total",
                "total_percent"
            ]
        );
    }

    #[test]
    fn types_are_singular() {
        assert_eq!(singular_type("order_items"), "OrderItem");
        assert_eq!(singular_type("OrderStatuses"), "OrderStatus");
        assert_eq!(singular_type("🦀s"), "U1f980S");
    }

    #[test]
    fn variants_that_differ_by_symbols_stay_readable() {
        let mut scope = Scope::default();
        let idents = name_all(["A", "A+", "A-", "<="], Case::Camel, |_| None, &mut scope);
        let texts: Vec<String> = idents.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["A", "APlus", "AMinus", "LessEquals"]);
    }
}
