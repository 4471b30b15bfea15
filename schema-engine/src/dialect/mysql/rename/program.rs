//! Triggers, routines, events and packages that have an old name in their text. The server keeps the
//! text as it is and fails when it runs; what a name means in it is not understood here, so nothing is
//! rewritten, and it is said.

use schema_model::{ObjectKind, Schema};

use super::super::flavour::Flavour;
use super::super::lexer::{Kind, tokens};
use crate::Rename;

/// A sentence for each program and each old name that stands in it.
pub(in super::super) fn left_behind(
    to: &Schema,
    renames: &[Rename],
    flavour: &Flavour,
) -> Vec<String> {
    let old_names: Vec<Old> = (renames.iter())
        .filter_map(|rename| Old::of(rename, renames, to))
        .collect();
    if old_names.is_empty() {
        return Vec::new();
    }
    let mut notes = Vec::new();
    for program in programs(to) {
        let words = words(&program.text, flavour);
        let met = old_names.iter().filter(|old| old.is_in(&program, &words));
        notes.extend(met.map(|old| {
            format!(
                "{} still names `{}`, which is `{}` now: the server does not change its text, so \
                 change it if it means that {}",
                program.what, old.name, old.to, old.word
            )
        }));
    }
    notes
}

/// A name that something had.
struct Old<'r> {
    /// What has another name now.
    word: &'static str,
    name: &'r str,
    to: &'r str,
    /// The names of the table, when it is a column.
    tables: Vec<&'r str>,
}

impl<'r> Old<'r> {
    /// None when the name is nothing that a program can use, or something else has it now.
    fn of(rename: &'r Rename, renames: &'r [Rename], to: &Schema) -> Option<Self> {
        let object = &rename.address.object;
        let Some(part) = &rename.address.part else {
            let is_taken = to.table(&object.name).is_some() || to.view(&object.name).is_some();
            let word = match object.kind {
                ObjectKind::Table | ObjectKind::View | ObjectKind::Sequence => object.kind.word(),
                _ => return None,
            };
            return (!is_taken).then_some(Self {
                word,
                name: &object.name.name,
                to: &rename.to,
                tables: Vec::new(),
            });
        };
        let is_taken = || to.table(&object.name)?.column(&part.name);
        if part.kind != "column" || is_taken().is_some() {
            return None;
        }
        // Columns are renamed after their table.
        let of_table = |it: &&Rename| it.address.part.is_none() && it.to == object.name.name;
        let before = renames.iter().find(of_table);
        let mut tables = vec![object.name.name.as_str()];
        tables.extend(before.map(|it| it.address.object.name.name.as_str()));
        Some(Self {
            word: "column",
            name: &part.name,
            to: &rename.to,
            tables,
        })
    }

    fn is_in(&self, program: &Program<'_>, words: &[String]) -> bool {
        let has = |name: &str| words.iter().any(|word| word.eq_ignore_ascii_case(name));
        let is_about = |table: &&str| program.table == Some(*table) || has(table);
        has(self.name) && (self.tables.is_empty() || self.tables.iter().any(is_about))
    }
}

/// What runs inside of the server.
struct Program<'s> {
    what: String,
    /// The table that it is a trigger of.
    table: Option<&'s str>,
    text: String,
}

fn programs(schema: &Schema) -> Vec<Program<'_>> {
    let mut programs = Vec::new();
    for table in &schema.tables {
        programs.extend(table.triggers.iter().map(|it| Program {
            what: format!("trigger `{}`", it.name),
            table: Some(&table.name.name),
            text: it.definition.clone(),
        }));
    }
    let alone = |what: String, text: &str| Program {
        what,
        table: None,
        text: text.to_owned(),
    };
    for it in &schema.routines {
        let what = format!("routine `{}`", it.name.name);
        programs.push(alone(what, &it.definition));
    }
    for it in &schema.events {
        let what = format!("event `{}`", it.name.name);
        programs.push(alone(what, &it.definition));
    }
    for it in &schema.objects {
        let what = format!("{} `{}`", it.kind, it.name.name);
        programs.push(alone(what, &it.definition.join("\n")));
    }
    programs
}

/// The names in a text, and its other words.
fn words(text: &str, flavour: &Flavour) -> Vec<String> {
    let named = tokens(text, flavour);
    let named = named
        .iter()
        .filter(|it| matches!(it.kind, Kind::Name | Kind::Word));
    named.map(|token| token.value()).collect()
}
