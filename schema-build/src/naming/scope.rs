//! A scope: the identifiers that are taken in it.

use std::collections::BTreeSet;

use super::Ident;

/// Identifiers that are taken in one namespace of Rust.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope in which some names cannot be used.
    pub(crate) fn with_reserved(names: &[&str]) -> Self {
        Self {
            taken: names.iter().map(|name| (*name).into()).collect(),
        }
    }

    /// The first candidate that is free, or else the first one with the first free number.
    pub(crate) fn claim(&mut self, candidates: &[impl AsRef<str>]) -> Ident {
        for candidate in candidates {
            let ident = Ident::nearest(candidate.as_ref());
            if self.taken.insert(ident.plain().into()) {
                return ident;
            }
        }
        let first = candidates.first().map_or("unnamed", |first| first.as_ref());
        self.claim_numbered(&Ident::nearest(first))
    }

    /// A name that someone has chosen; with a number when two have chosen the same.
    pub(crate) fn claim_exactly(&mut self, ident: Ident) -> Ident {
        if self.taken.insert(ident.plain().into()) {
            return ident;
        }
        self.claim_numbered(&ident)
    }

    fn claim_numbered(&mut self, ident: &Ident) -> Ident {
        // Camel case has no underscores, but a digit may be the name's own end.
        let base = ident.plain().trim_end_matches('_');
        let camel = base.starts_with(char::is_uppercase) && !base.contains('_');
        let joint = if camel && !base.ends_with(|c: char| c.is_ascii_digit()) {
            ""
        } else {
            "_"
        };
        let mut number = 2_usize;
        loop {
            let numbered = Ident::nearest(&format!("{base}{joint}{number}"));
            if self.taken.insert(numbered.plain().into()) {
                return numbered;
            }
            number += 1;
        }
    }
}
