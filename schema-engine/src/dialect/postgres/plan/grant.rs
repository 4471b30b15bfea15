//! Privileges: what is taken away, and then what is given.
//!
//! Grants in the model say how an object differs from the default of its kind: the owner holds
//! everything, everyone what the kind gives to everyone. Taking a privilege of a table away takes it
//! from its columns too, so column privileges are seen after that.

use std::collections::{BTreeMap, BTreeSet};

use schema_model::{Address, Grant};

use super::super::acl::AclKind;
use super::super::quote::{identifier, role};
use super::super::render::privileges;
use super::annotation::Annotated;
use super::default_privilege;
use super::hazard;
use super::work::Work;
use crate::plan::Statement;

/// The privileges of one column on both sides.
pub(super) struct ColumnGrants<'a> {
    pub name: &'a str,
    pub address: Address,
    pub before: &'a [Grant],
    pub after: &'a [Grant],
}

/// Privileges of one grantee, and whether it may pass them on.
type Held = BTreeMap<String, bool>;

/// The statements that lead from the privileges of one side to those of the other.
pub(super) fn statements(
    work: &Work<'_>,
    from: Option<&Annotated<'_>>,
    to: &Annotated<'_>,
    columns: &[ColumnGrants<'_>],
) -> Vec<Statement> {
    let place = &to.address;
    let mut taken = Vec::new();
    let mut given = Vec::new();
    let mut revoked = BTreeSet::new();
    match from {
        None => {
            let mut sql = default_privilege::undone(work, to);
            sql.extend(privileges::statements("", &to.granted, to.grants));
            taken.extend(sql.into_iter().map(|sql| Statement::new(sql, place)));
        }
        Some(from) => {
            let sides = Sides::of(work, from, to);
            for grantee in sides.grantees() {
                let (before, after) = (sides.before(grantee), sides.after(grantee));
                let change = Change::of(&before, &after);
                revoked.extend(change.gone.iter().map(|it| (grantee.clone(), it.clone())));
                let on = format!("ON {}", to.granted);
                change.push(
                    grantee,
                    &|list| list.join(", "),
                    &on,
                    place,
                    &mut taken,
                    &mut given,
                );
            }
        }
    }
    for column in columns {
        let on = format!("ON {}", to.granted);
        let name = identifier(column.name);
        let (mut before, after) = (by_grantee(column.before), by_grantee(column.after));
        for (grantee, held) in &mut before {
            held.retain(|word, _| !revoked.contains(&(grantee.clone(), word.clone())));
        }
        let grantees: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for grantee in grantees {
            let nothing = Held::new();
            let change = Change::of(
                before.get(grantee).unwrap_or(&nothing),
                after.get(grantee).unwrap_or(&nothing),
            );
            let list = |words: &[String]| {
                let words = words.iter().map(|word| format!("{word} ({name})"));
                words.collect::<Vec<_>>().join(", ")
            };
            change.push(grantee, &list, &on, &column.address, &mut taken, &mut given);
        }
    }
    if from.is_none() {
        // What an object is made with is no change of what anyone could do before.
        for statement in taken.iter_mut().chain(&mut given) {
            *statement = Statement::new(&statement.sql, &statement.object);
        }
    }
    taken.extend(given);
    taken
}

/// What both sides say, and what they mean by saying nothing.
struct Sides {
    from: BTreeMap<String, Held>,
    to: BTreeMap<String, Held>,
    owner: Option<String>,
    kind: AclKind,
    major: u32,
    careful: bool,
}

impl Sides {
    fn of(work: &Work<'_>, from: &Annotated<'_>, to: &Annotated<'_>) -> Self {
        let mut before = by_grantee(from.grants);
        if from.owner != to.owner {
            // The new owner takes over what the old one held.
            if let Some(owner) = to.owner {
                before.remove(owner);
            }
            let taken_over = from.owner.and_then(|owner| before.remove(owner));
            if let (Some(held), Some(owner)) = (taken_over, to.owner) {
                before.insert(owner.to_owned(), held);
            }
        }
        Self {
            from: before,
            to: by_grantee(to.grants),
            owner: to.owner.map(str::to_owned),
            kind: to.kind,
            major: default_privilege::major(work.from),
            careful: work.careful,
        }
    }

    fn grantees(&self) -> BTreeSet<&String> {
        let all = self.from.keys().chain(self.to.keys());
        all.filter(|grantee| self.from.get(*grantee) != self.to.get(*grantee))
            .collect()
    }

    fn before(&self, grantee: &str) -> Held {
        let said = self.from.get(grantee).cloned();
        said.unwrap_or_else(|| self.default(grantee, self.to.get(grantee)))
    }

    fn after(&self, grantee: &str) -> Held {
        let said = self.to.get(grantee).cloned();
        said.unwrap_or_else(|| self.default(grantee, self.from.get(grantee)))
    }

    /// What a grantee holds of which one side says nothing.
    fn default(&self, grantee: &str, other: Option<&Held>) -> Held {
        let (owner, everyone) = self.kind.default_privileges(self.major);
        let is_owner = match &self.owner {
            Some(owner) => owner == grantee,
            // The owner of the database is not named. Nobody else is listed for holding nothing;
            // where that does not tell, the second try takes the other answer.
            None => self.careful || other.is_some_and(Held::is_empty),
        };
        let words = match grantee {
            "PUBLIC" => everyone,
            _ if is_owner => owner,
            _ => Vec::new(),
        };
        words
            .into_iter()
            .map(|word| (word.to_owned(), false))
            .collect()
    }
}

fn by_grantee(grants: &[Grant]) -> BTreeMap<String, Held> {
    let mut found: BTreeMap<String, Held> = BTreeMap::new();
    for grant in grants {
        let held = found.entry(grant.grantee.clone()).or_default();
        for privilege in &grant.privileges {
            held.insert(privilege.clone(), grant.grant_option);
        }
    }
    found
}

/// How the privileges of one grantee change.
struct Change {
    gone: Vec<String>,
    not_passed_on: Vec<String>,
    plain: Vec<String>,
    passed_on: Vec<String>,
}

impl Change {
    fn of(from: &Held, to: &Held) -> Self {
        let words = |held: &Held, keep: &dyn Fn(&str, bool) -> bool| -> Vec<String> {
            let kept = held.iter().filter(|(word, option)| keep(word, **option));
            kept.map(|(word, _)| word.clone()).collect()
        };
        Self {
            gone: words(from, &|word, _| !to.contains_key(word)),
            not_passed_on: words(from, &|word, option| option && to.get(word) == Some(&false)),
            plain: words(to, &|word, option| !option && !from.contains_key(word)),
            passed_on: words(to, &|word, option| option && from.get(word) != Some(&true)),
        }
    }

    fn push(
        &self,
        grantee: &str,
        list: &dyn Fn(&[String]) -> String,
        on: &str,
        place: &Address,
        taken: &mut Vec<Statement>,
        given: &mut Vec<Statement>,
    ) {
        let who = role(grantee);
        let take = |words: &[String], what: &str| {
            let statement = Statement::new(
                format!("REVOKE {what}{} {on} FROM {who}", list(words)),
                place,
            );
            statement.hazard(hazard::revoke(grantee, words, place))
        };
        let give = |words: &[String], option: &str| {
            let statement = Statement::new(
                format!("GRANT {} {on} TO {who}{option}", list(words)),
                place,
            );
            statement.hazard(hazard::grant(grantee, words, place))
        };
        if !self.gone.is_empty() {
            taken.push(take(&self.gone, ""));
        }
        if !self.not_passed_on.is_empty() {
            taken.push(take(&self.not_passed_on, "GRANT OPTION FOR "));
        }
        if !self.plain.is_empty() {
            given.push(give(&self.plain, ""));
        }
        if !self.passed_on.is_empty() {
            given.push(give(&self.passed_on, " WITH GRANT OPTION"));
        }
    }
}
