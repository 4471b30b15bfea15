//! `--only` and `--exclude`: which of the differences are meant.
//!
//! A pattern that means nothing at all is a typing error, and to pass over it in silence would say
//! that nothing differs, or change what somebody wanted to leave as it is.

use std::collections::BTreeSet;

use schema_model::{Address, Schema, suggest};

use crate::accepted::covers;
use crate::failure::Failure;

/// What is meant of two sides.
#[derive(Debug, Clone, Copy, Default)]
pub struct Patterns<'a> {
    /// Only these objects and parts; all when empty.
    pub only: &'a [String],
    /// Not these.
    pub exclude: &'a [String],
}

impl Patterns<'_> {
    /// Whether everything is meant.
    pub fn is_all(&self) -> bool {
        self.only.is_empty() && self.exclude.is_empty()
    }

    /// Whether something is meant.
    pub fn includes(&self, address: &Address) -> bool {
        let any = |patterns: &[String]| patterns.iter().any(|pattern| covers(pattern, address));
        (self.only.is_empty() || any(self.only)) && !any(self.exclude)
    }

    /// Holds the patterns against what differs, and against all that is there: says which of them
    /// mean nothing that differs.
    ///
    /// # Errors
    /// When one means nothing that is there.
    pub fn check(
        &self,
        differing: &[&Address],
        sides: [&Schema; 2],
    ) -> Result<Vec<String>, Failure> {
        let only = self.only.iter().map(|pattern| ("--only", pattern));
        let exclude = self.exclude.iter().map(|pattern| ("--exclude", pattern));
        let mut notes = Vec::new();
        let mut known = None;
        for (option, pattern) in only.chain(exclude) {
            if differing.iter().any(|address| covers(pattern, address)) {
                continue;
            }
            let known = known.get_or_insert_with(|| addresses(sides));
            let is_there = known.iter().any(|address| covers(pattern, address));
            // Who leaves out what is temporary does not know whether there is any today.
            let is_precaution = option == "--exclude" && pattern.contains('*');
            if !is_there && !is_precaution {
                return Err(unknown(option, pattern, known));
            }
            let among = if is_there {
                "that differs"
            } else {
                "that is there"
            };
            notes.push(format!("`{option} {pattern}` means nothing {among}"));
        }
        Ok(notes)
    }
}

fn addresses(sides: [&Schema; 2]) -> BTreeSet<Address> {
    let nodes = sides.into_iter().flat_map(Schema::nodes);
    nodes.map(|node| node.address).collect()
}

fn unknown(option: &str, pattern: &str, known: &BTreeSet<Address>) -> Failure {
    let failure = Failure::new(format!("`{option} {pattern}` means nothing on either side"));
    let things = known.iter().filter(|address| address.attribute.is_none());
    let names: BTreeSet<String> = things
        .flat_map(|address| match address.part {
            Some(_) => vec![address.to_string()],
            None => vec![address.to_string(), address.object.name.name.clone()],
        })
        .collect();
    match suggest::nearest(pattern, names.iter().map(String::as_str)) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help(
            "write an object or a part of one as `diff` does, `users` or `users.email`; `*` stands \
             for any text",
        ),
    }
}
