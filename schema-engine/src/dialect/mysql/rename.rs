//! Another name for a column. What mentions it in an expression is made anew by the same statement
//! on a server that does not carry the name on, since it refuses the rename otherwise.

pub(super) mod program;
pub(super) mod view;

use schema_model::{Column, ConstraintKind, IndexKey, Schema, Table};

use super::alter::{partition_clause, settled};
use super::flavour::Flavour;
use super::lexer::{Kind, tokens};
use super::render::{render_column, render_constraint, render_index};
use super::types::quote_name;

/// The statement, and the one back.
pub(super) fn column(table: &Table, old: &str, new: &str, flavour: &Flavour) -> (String, String) {
    let rename = Rename { old, new, flavour };
    let renamed = match flavour.carries_names {
        true => table.clone(),
        false => rename.table(table),
    };
    let there = statement(table, &renamed, old, new, flavour);
    let back = statement(&renamed, table, new, old, flavour);
    (there, back)
}

/// Gives a column its new name in the expressions of its table, where the statement does that.
pub(super) fn mention(schema: &mut Schema, renamed: &crate::Rename, flavour: &Flavour) {
    let part = renamed.address.part.as_ref();
    let Some(column) = part.filter(|part| part.kind == "column" && !flavour.carries_names) else {
        return;
    };
    let rename = Rename {
        old: &column.name,
        new: &renamed.to,
        flavour,
    };
    let name = &renamed.address.object.name;
    let tables = schema.tables.iter_mut();
    for table in tables.filter(|table| table.name == *name) {
        *table = rename.table(table);
    }
}

/// Between two forms of a table that differ in what mentions the column.
fn statement(from: &Table, to: &Table, old: &str, new: &str, flavour: &Flavour) -> String {
    let mut drops = Vec::new();
    let mut adds = Vec::new();
    for (_, column) in differing(&from.columns, &to.columns) {
        let text = render_column(&settled(column, to), to, flavour);
        adds.push(format!("MODIFY COLUMN {text}"));
    }
    for (a, b) in differing(&from.constraints, &to.constraints) {
        let name = quote_name(a.name.as_deref().unwrap_or_default());
        drops.push(format!("DROP CONSTRAINT {name}"));
        adds.push(format!("ADD {}", render_constraint(b, flavour)));
    }
    for (a, b) in differing(&from.indexes, &to.indexes) {
        drops.push(format!("DROP KEY {}", quote_name(&a.name)));
        adds.push(format!("ADD {}", render_index(b, flavour)));
    }
    let (old, new) = (quote_name(old), quote_name(new));
    drops.push(format!("RENAME COLUMN {old} TO {new}"));
    drops.extend(adds);
    let name = quote_name(&from.name.name);
    let partitions = match &to.partition_by {
        Some(by) if from.partition_by.as_ref() != Some(by) => format!(" {}", partition_clause(by)),
        _ => String::new(),
    };
    format!("ALTER TABLE {name} {}{partitions}", drops.join(", "))
}

fn differing<'t, T: PartialEq>(from: &'t [T], to: &'t [T]) -> impl Iterator<Item = (&'t T, &'t T)> {
    from.iter().zip(to).filter(|(a, b)| a != b)
}

struct Rename<'r> {
    old: &'r str,
    new: &'r str,
    flavour: &'r Flavour,
}

impl Rename<'_> {
    /// The table with the new name wherever an expression has the old one. Names themselves, which
    /// every server carries on, change only beside such an expression.
    fn table(&self, table: &Table) -> Table {
        let mut table = table.clone();
        table.columns.iter_mut().for_each(|it| self.column(it));
        for constraint in &mut table.constraints {
            if let ConstraintKind::Check(check) = &mut constraint.kind {
                self.replace(&mut check.expression);
            }
        }
        for index in &mut table.indexes {
            let expressions = index.parts.iter_mut().map(|part| match &mut part.key {
                IndexKey::Expression(expression) => self.replace(expression),
                IndexKey::Column(_) => false,
            });
            // All of them, not only the first.
            if expressions.fold(false, |any, one| any | one) {
                for part in &mut index.parts {
                    if let IndexKey::Column(name) = &mut part.key
                        && self.is_old(name)
                    {
                        *name = self.new.to_owned();
                    }
                }
            }
        }
        if let Some(by) = &mut table.partition_by {
            self.replace(&mut by.clause);
        }
        table
    }

    fn column(&self, column: &mut Column) {
        if let Some(generated) = &mut column.generated {
            self.replace(&mut generated.expression);
        } else if let Some(default) = &mut column.default
            && default.starts_with('(')
        {
            self.replace(default);
        }
    }

    fn is_old(&self, name: &str) -> bool {
        name.to_lowercase() == self.old.to_lowercase()
    }

    fn replace(&self, text: &mut String) -> bool {
        let renamed = self.text(text);
        let mentions = renamed.is_some();
        *text = renamed.unwrap_or(std::mem::take(text));
        mentions
    }

    /// The text with the new name; none when it does not mention the old one.
    fn text(&self, text: &str) -> Option<String> {
        let tokens = tokens(text, self.flavour);
        let mut renamed = String::new();
        let mut copied = 0;
        for (at, token) in tokens.iter().enumerate() {
            let is_called = tokens.get(at + 1).is_some_and(|next| next.is_symbol('('));
            let is_name = match token.kind {
                Kind::Name => true,
                Kind::Word => !is_called,
                _ => false,
            };
            if is_name && self.is_old(&token.value()) {
                renamed.push_str(&text[copied..token.start]);
                renamed.push_str(&quote_name(self.new));
                copied = token.end();
            }
        }
        (copied > 0).then(|| renamed + &text[copied..])
    }
}

#[cfg(test)]
mod tests {
    use super::super::flavour::MYSQL;
    use super::*;

    fn text(text: &str) -> Option<String> {
        let flavour = &MYSQL;
        let (old, new) = ("year", "it`s");
        Rename { old, new, flavour }.text(text)
    }

    #[test]
    fn a_name_is_replaced_and_nothing_that_looks_like_it() {
        assert_eq!(
            text("(`year` + Year) > year(`day`)").as_deref(),
            Some("(`it``s` + `it``s`) > year(`day`)")
        );
        assert_eq!(text("`years` <> 'year' and year (`day`) > 1"), None);
    }
}
