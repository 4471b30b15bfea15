//! Privileges: the server's access control lists as grants, and grants as statements.
//!
//! A list that is not there means the default privileges of its kind of object. Grants say only
//! what differs from these: a grantee with nothing was deprived of its default.

#![cfg_attr(
    not(feature = "postgres"),
    expect(dead_code, reason = "lists are read from live databases only")
)]

use std::collections::{BTreeMap, BTreeSet};

use schema_model::Grant;

/// What the privileges are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AclKind {
    Table,
    Column,
    Sequence,
    Routine,
    Type,
    Language,
    Namespace,
    /// The namespace `public`, which comes with privileges of its own.
    PublicNamespace,
    ForeignDataWrapper,
    Server,
}

const LETTERS: &[(char, &str)] = &[
    ('r', "SELECT"),
    ('a', "INSERT"),
    ('w', "UPDATE"),
    ('d', "DELETE"),
    ('D', "TRUNCATE"),
    ('x', "REFERENCES"),
    ('t', "TRIGGER"),
    ('m', "MAINTAIN"),
    ('X', "EXECUTE"),
    ('U', "USAGE"),
    ('C', "CREATE"),
    ('T', "TEMPORARY"),
    ('c', "CONNECT"),
];

impl AclKind {
    /// Letters that the owner has by default, and everyone.
    fn defaults(self, major: u32) -> (&'static str, &'static str) {
        match self {
            Self::Table if major >= 17 => ("arwdDxtm", ""),
            Self::Table => ("arwdDxt", ""),
            Self::Column => ("", ""),
            Self::Sequence => ("rwU", ""),
            Self::Routine => ("X", "X"),
            Self::Type | Self::Language => ("U", "U"),
            Self::Namespace => ("UC", ""),
            Self::PublicNamespace if major >= 15 => ("UC", "U"),
            Self::PublicNamespace => ("UC", "UC"),
            Self::ForeignDataWrapper | Self::Server => ("U", ""),
        }
    }

    /// Privileges that the owner has by default, and everyone.
    pub fn default_privileges(self, major: u32) -> (Vec<&'static str>, Vec<&'static str>) {
        let words = |letters: &str| {
            let known = letters.chars().filter_map(word_of);
            known.collect()
        };
        let (owner, everyone) = self.defaults(major);
        (words(owner), words(everyone))
    }

    /// The kind that a letter of `pg_default_acl` means.
    pub fn of_default_acl(letter: &str) -> Option<Self> {
        Some(match letter {
            "r" => Self::Table,
            "S" => Self::Sequence,
            "f" => Self::Routine,
            "T" => Self::Type,
            "n" => Self::Namespace,
            _ => return None,
        })
    }
}

fn word_of(letter: char) -> Option<&'static str> {
    let known = LETTERS.iter().find(|(known, _)| *known == letter);
    known.map(|(_, word)| *word)
}

/// By grantee, the privileges with and without grant option.
type Held = BTreeMap<String, BTreeSet<(String, bool)>>;

/// How an access control list differs from the default.
pub(crate) fn grants(acl: Option<&[String]>, owner: &str, kind: AclKind, major: u32) -> Vec<Grant> {
    let Some(acl) = acl else { return Vec::new() };
    let (owner_letters, public_letters) = kind.defaults(major);
    let mut default = Held::new();
    hold(&mut default, owner, owner_letters);
    hold(&mut default, "PUBLIC", public_letters);
    let mut actual = Held::new();
    for item in acl {
        if let Some((grantee, letters)) = parse_item(item) {
            hold(&mut actual, &grantee, letters);
        }
    }
    differing(&default, &actual)
}

/// Every privilege of a list, whatever the default is.
pub(crate) fn all_grants(acl: &[String]) -> Vec<Grant> {
    let mut actual = Held::new();
    for item in acl {
        if let Some((grantee, letters)) = parse_item(item) {
            hold(&mut actual, &grantee, letters);
        }
    }
    differing(&Held::new(), &actual)
}

fn differing(default: &Held, actual: &Held) -> Vec<Grant> {
    let grantees: BTreeSet<_> = default.keys().chain(actual.keys()).collect();
    let mut grants = Vec::new();
    for grantee in grantees {
        if default.get(grantee) == actual.get(grantee) {
            continue;
        }
        let held = actual.get(grantee);
        let with = |option: bool| -> Vec<String> {
            held.into_iter()
                .flatten()
                .filter(|(_, grantable)| *grantable == option)
                .map(|(privilege, _)| privilege.clone())
                .collect()
        };
        let (plain, grantable) = (with(false), with(true));
        if !plain.is_empty() || grantable.is_empty() {
            grants.push(grant(grantee, plain, false));
        }
        if !grantable.is_empty() {
            grants.push(grant(grantee, grantable, true));
        }
    }
    grants
}

fn grant(grantee: &str, privileges: Vec<String>, grant_option: bool) -> Grant {
    Grant {
        grantee: grantee.to_owned(),
        privileges,
        grant_option,
    }
}

fn hold(held: &mut Held, grantee: &str, letters: &str) {
    let mut letters = letters.chars().peekable();
    while let Some(letter) = letters.next() {
        let grantable = letters.next_if_eq(&'*').is_some();
        let word = word_of(letter).map_or_else(|| letter.to_string(), str::to_owned);
        let privileges = held.entry(grantee.to_owned()).or_default();
        privileges.insert((word, grantable));
    }
}

/// `"grantee"=letters/grantor`; everyone has no name.
fn parse_item(item: &str) -> Option<(String, &str)> {
    let (grantee, rest) = match item.strip_prefix('"') {
        Some(quoted) => take_quoted(quoted)?,
        None => {
            let end = item.find('=')?;
            (item[..end].to_owned(), &item[end..])
        }
    };
    let letters = rest.strip_prefix('=')?;
    let letters = letters.split('/').next()?;
    let grantee = if grantee.is_empty() {
        "PUBLIC".into()
    } else {
        grantee
    };
    Some((grantee, letters))
}

/// Reads up to the closing quote; quotes inside are doubled.
fn take_quoted(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = text;
    loop {
        let end = rest.find('"')?;
        name.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                name.push('"');
                rest = after;
            }
            None => return Some((name, rest)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(acl: &[&str], kind: AclKind) -> Vec<Grant> {
        let acl: Vec<_> = acl.iter().map(|item| (*item).to_owned()).collect();
        grants(Some(&acl), "me", kind, 15)
    }

    #[test]
    fn the_default_is_no_grant() {
        assert_eq!(grants(None, "me", AclKind::Routine, 15), []);
        assert_eq!(read(&["=X/me", "me=X/me"], AclKind::Routine), []);
        assert_eq!(read(&["me=arwdDxt/me"], AclKind::Table), []);
    }

    #[test]
    fn what_is_taken_away_is_a_grant_of_nothing() {
        let grants = read(&["me=X/me"], AclKind::Routine);
        assert_eq!(grants, [grant("PUBLIC", vec![], false)]);
    }

    #[test]
    fn grant_options_stand_apart_and_quoted_names_are_read() {
        let grants = read(&["me=arwdDxt/me", "\"a\"\"=b\"=r*w/me"], AclKind::Table);
        assert_eq!(
            grants,
            [
                grant("a\"=b", vec!["UPDATE".into()], false),
                grant("a\"=b", vec!["SELECT".into()], true),
            ]
        );
    }
}
