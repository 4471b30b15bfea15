//! Renames that follow from others: what the engine has called after its table and its columns.
//!
//! An engine gives keys, checks, indexes and the sequences of columns names that are made of those of
//! the table and the column, and leaves them as they are when these get others. A text that declares
//! the table under its new name has the new names of all of them. To drop and add them instead would
//! build every index again, and set a sequence back to its start.

use schema_model::{Address, Constraint, ObjectKey, ObjectKind, Part, Schema, Sequence, Table};

use super::Rename;

/// The renames that follow from those that have run: `from` is the schema after them.
pub(super) fn implied(from: &Schema, to: &Schema, renames: &[Rename]) -> Vec<Rename> {
    let mut found = Vec::new();
    for table in &from.tables {
        let (Some(names), Some(target)) = (Names::of(table, renames), to.table(&table.name)) else {
            continue;
        };
        found.extend(constraints(&names, table, target));
        found.extend(indexes(&names, table, target));
        found.extend(sequences(&names, table, from, to));
    }
    found
}

/// What a table and its columns were called, and are called now.
struct Names<'n> {
    table: [&'n str; 2],
    columns: Vec<[&'n str; 2]>,
}

impl<'n> Names<'n> {
    /// `None` for a table whose renames change none of these names.
    fn of(table: &'n Table, renames: &'n [Rename]) -> Option<Self> {
        let mut names = Self {
            table: [&table.name.name; 2],
            columns: Vec::new(),
        };
        for rename in renames {
            let object = &rename.address.object;
            match &rename.address.part {
                None if object.kind == ObjectKind::Table
                    && object.name.sibling(&rename.to) == table.name =>
                {
                    names.table[0] = &object.name.name;
                }
                Some(part) if part.kind == "column" && object.name == table.name => {
                    names.columns.push([&part.name, &rename.to]);
                }
                _ => {}
            }
        }
        (names.table[0] != names.table[1] || !names.columns.is_empty()).then_some(names)
    }

    /// The name that would be made of the new names, if this one is made of the old ones.
    fn follow(&self, name: &str) -> Option<String> {
        let [old, new] = self.table;
        let rest = name.strip_prefix(old)?.strip_prefix('_')?;
        let mut rest = format!("_{rest}_");
        for [old, new] in &self.columns {
            rest = rest.replacen(&format!("_{old}_"), &format!("_{new}_"), 1);
        }
        let followed = format!("{new}{}", rest.strip_suffix('_')?);
        (followed != name).then_some(followed)
    }

    /// The new name, if what has the old one and what is to have the new one are there.
    fn follow_between(
        &self,
        name: &str,
        is_in_from: impl Fn(&str) -> bool,
        is_in_to: impl Fn(&str) -> bool,
    ) -> Option<String> {
        let new = self.follow(name)?;
        (is_in_to(&new) && !is_in_to(name) && !is_in_from(&new)).then_some(new)
    }
}

fn constraints(names: &Names<'_>, from: &Table, to: &Table) -> Vec<Rename> {
    let named = |table: &Table, name: &str| {
        let mut all = table.constraints.iter();
        all.any(|it| it.name.as_deref() == Some(name))
    };
    let follow = |constraint: &Constraint| {
        let old = constraint.name.as_deref()?;
        let new = names.follow_between(old, |it| named(from, it), |it| named(to, it))?;
        let is_like = |it: &Constraint| {
            let kind = std::mem::discriminant(&it.kind);
            it.name.as_ref() == Some(&new) && kind == std::mem::discriminant(&constraint.kind)
        };
        let is_same_kind = to.constraints.iter().any(is_like);
        is_same_kind.then(|| part_of(from, "constraint", old, new))
    };
    from.constraints.iter().filter_map(follow).collect()
}

fn indexes(names: &Names<'_>, from: &Table, to: &Table) -> Vec<Rename> {
    let named = |table: &Table, name: &str| table.indexes.iter().any(|it| it.name == name);
    let follow = |old: &String| {
        let new = names.follow_between(old, |it| named(from, it), |it| named(to, it))?;
        Some(part_of(from, "index", old, new))
    };
    let indexes = from.indexes.iter().map(|index| &index.name);
    indexes.filter_map(follow).collect()
}

/// The sequences that belong to columns of the table.
fn sequences(names: &Names<'_>, table: &Table, from: &Schema, to: &Schema) -> Vec<Rename> {
    let owned = |it: &&Sequence| it.owned_by_table.as_ref() == Some(&table.name);
    let follow = |sequence: &Sequence| {
        let old = &sequence.name;
        let named = |schema: &Schema, name: &str| {
            let name = old.sibling(name);
            schema.sequences.iter().any(|it| it.name == name)
        };
        let new = names.follow_between(&old.name, |it| named(from, it), |it| named(to, it))?;
        let object = ObjectKey {
            kind: ObjectKind::Sequence,
            name: old.clone(),
        };
        Some(Rename {
            address: Address {
                object,
                part: None,
                attribute: None,
            },
            to: new,
        })
    };
    let owned = from.sequences.iter().filter(owned);
    owned.filter_map(follow).collect()
}

fn part_of(table: &Table, kind: &str, old: &str, new: String) -> Rename {
    let object = ObjectKey {
        kind: ObjectKind::Table,
        name: table.name.clone(),
    };
    let part = Part {
        kind: kind.into(),
        name: old.into(),
    };
    Rename {
        address: Address {
            object,
            part: Some(part),
            attribute: None,
        },
        to: new,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_their_table_and_their_columns() {
        let names = Names {
            table: ["item", "thing"],
            columns: vec![["name", "title"], ["a_b", "c"]],
        };
        for (name, expected) in [
            ("item_pkey", Some("thing_pkey")),
            ("item_name_key", Some("thing_title_key")),
            ("item_name_a_b_idx1", Some("thing_title_c_idx1")),
            ("item_rename_key", Some("thing_rename_key")),
            ("items_pkey", None),
            ("item", None),
            ("by_name", None),
        ] {
            assert_eq!(names.follow(name).as_deref(), expected, "{name}");
        }
    }
}
