//! The second observer: what an engine's own tools say of a schema.
//!
//! A proof reads a database with the same code that planned the change, so both can be blind to the
//! same thing. What an engine or its own dump says of itself was written by others; it is compared as
//! text, without being understood.

use std::collections::BTreeMap;

/// What somebody else says of a whole schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Who says it: the name of a tool, statement or table.
    pub observer: &'static str,
    /// By the name of each object, its lines; where their order means nothing they are sorted.
    pub objects: BTreeMap<String, Vec<String>>,
}

impl Account {
    /// An account of nothing yet.
    pub fn new(observer: &'static str) -> Self {
        Self {
            observer,
            objects: BTreeMap::new(),
        }
    }

    /// Adds what is said of an object.
    pub fn add(&mut self, object: impl Into<String>, lines: impl IntoIterator<Item = String>) {
        let lines = lines.into_iter().filter(|line| !line.is_empty());
        self.objects.entry(object.into()).or_default().extend(lines);
    }

    /// How the schema that a plan led to differs from the one that is meant.
    pub fn difference(&self, meant: &Self) -> Option<String> {
        let names = self.objects.keys().chain(meant.objects.keys());
        let name = names
            .filter(|name| self.objects.get(*name) != meant.objects.get(*name))
            .min()?;
        let observer = self.observer;
        Some(match (self.objects.get(name), meant.objects.get(name)) {
            (Some(_), None) => format!("{observer} still sees {name}"),
            (None, Some(_)) => format!("{observer} does not see {name}"),
            (here, there) => {
                let (here, there) = (
                    here.map_or(&[][..], |it| it),
                    there.map_or(&[][..], |it| it),
                );
                let only = |one: &[String], other: &[String]| {
                    let mut lines = one.iter().filter(|line| !other.contains(line));
                    lines
                        .next()
                        .map_or("nothing else".to_owned(), |line| format!("`{line}`"))
                };
                let (after, wanted) = (only(here, there), only(there, here));
                format!("{observer} sees {name} otherwise: {after} where {wanted} is meant")
            }
        })
    }
}

/// The lines of a statement that declares a table with a line for each part, in an order that does not
/// depend on when a part was added.
pub fn sorted_lines(statement: &str) -> Vec<String> {
    let lines = statement
        .lines()
        .map(|line| line.trim().trim_end_matches(','));
    let mut lines: Vec<String> = lines.map(str::to_owned).collect();
    lines.sort();
    lines
}

/// The same for a statement that is one line, by its tokens: what stands before the list in parentheses,
/// its parts, and what stands after it.
pub fn sorted_parts<'t>(tokens: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    let (mut depth, mut part, mut parts) = (0_usize, Vec::new(), Vec::new());
    for token in tokens {
        let is_end = depth == 1 && matches!(token, "," | ")");
        if is_end || (depth == 0 && token == "(") {
            parts.push(std::mem::take(&mut part).join(" "));
        } else {
            part.push(token);
        }
        match token {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    parts.push(part.join(" "));
    parts.sort();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(objects: &[(&str, &str)]) -> Account {
        let mut account = Account::new("the tool");
        for (name, text) in objects {
            account.add(*name, sorted_lines(text));
        }
        account
    }

    #[test]
    fn the_order_of_columns_is_no_difference() {
        let one = account(&[("table t", "CREATE TABLE t (\n  a int,\n  b int\n)")]);
        let other = account(&[("table t", "CREATE TABLE t (\n  b int,\n  a int\n)")]);
        assert_eq!(one.difference(&other), None);
        let parts = |text: &str| sorted_parts(text.split(' '));
        assert_eq!(parts("t ( a int , b int )"), parts("t ( b int , a int )"));
        assert_ne!(parts("t ( a f ( x , y ) )"), parts("t ( a f ( y , x ) )"));
    }

    #[test]
    fn what_differs_is_named_with_both_texts() {
        let one = account(&[("table t", "a int,\nb int")]);
        for (other, expected) in [
            (
                account(&[("table t", "a int,\nb text")]),
                "the tool sees table t otherwise: `b int` where `b text` is meant",
            ),
            (
                account(&[("table t", "a int")]),
                "the tool sees table t otherwise: `b int` where nothing else is meant",
            ),
            (account(&[]), "the tool still sees table t"),
            (
                account(&[("table t", "a int,\nb int"), ("view v", "x")]),
                "the tool does not see view v",
            ),
        ] {
            assert_eq!(one.difference(&other).as_deref(), Some(expected));
        }
    }
}
