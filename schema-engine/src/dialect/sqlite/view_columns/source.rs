//! The FROM clause: which sources of rows there are, and which may come without a row.

use std::rc::Rc;

use schema_model::Column;

use super::affinity::Affinity;
use super::scope::{Scope, ScopeSource, unique_names};
use super::{Context, Found, Nulls, Relation, Typed, functions};
use crate::dialect::sqlite::query::{Arm, Compound, Cte, Join, Name, Query, Source};
use crate::dialect::sqlite::token::SqlError;

impl Context<'_, '_> {
    /// Adds the sources of a FROM clause to a scope.
    pub(super) fn add_joins(&self, joins: &[Join], scope: &mut Scope<'_>) -> Result<(), SqlError> {
        for join in joins {
            let first_new = scope.sources.len();
            self.add_source(join, scope)?;
            let (before, new) = scope.sources.split_at_mut(first_new);
            merge(before, new, join);
            if join.right {
                before
                    .iter_mut()
                    .for_each(|source| source.is_optional = true);
            }
            if join.left {
                new.iter_mut().for_each(|source| source.is_optional = true);
            }
        }
        Ok(())
    }

    fn add_source(&self, join: &Join, scope: &mut Scope<'_>) -> Result<(), SqlError> {
        let alias = join.alias.as_ref().map(|alias| alias.text.clone());
        let source = match &join.source {
            Source::Table { schema, name } => {
                let found = match schema {
                    None => self.find_cte(name, scope)?,
                    Some(_) => None,
                };
                match found {
                    Some(columns) => source(&name.text, columns),
                    None => self.table(name),
                }
            }
            Source::Function { name, .. } => source_of_function(name),
            Source::Query(query) => {
                let columns = self.infer_query(query, &Scope::inside(scope.parent, &[]))?;
                source("", unique_names(columns).into())
            }
            Source::Joined(joins) => return self.add_group(joins, alias, scope),
        };
        scope.sources.push(ScopeSource {
            name: alias.unwrap_or_else(|| source.name.clone()),
            ..source
        });
        Ok(())
    }

    /// A join in parentheses: its sources keep their names, unless it has one of its own.
    fn add_group(
        &self,
        joins: &[Join],
        alias: Option<String>,
        scope: &mut Scope<'_>,
    ) -> Result<(), SqlError> {
        let mut inner = Scope::inside(scope.parent, &[]);
        self.add_joins(joins, &mut inner)?;
        let mut sources = inner.sources;
        if let Some(alias) = alias {
            for source in &mut sources {
                source.name.clone_from(&alias);
            }
        }
        scope.sources.append(&mut sources);
        Ok(())
    }

    fn table(&self, name: &Name) -> ScopeSource {
        match (self.lookup)(&name.text) {
            Some(relation) => {
                let columns = relation.columns.iter();
                let columns: Vec<_> = columns.map(|column| of_column(column, relation)).collect();
                ScopeSource {
                    has_rowid: relation.has_rowid,
                    ..source(&name.text, columns.into())
                }
            }
            // A table-valued function may stand without arguments.
            None => source_of_function(name),
        }
    }

    /// The columns of a CTE that can be seen from a scope.
    fn find_cte(&self, name: &Name, scope: &Scope<'_>) -> Result<Option<Rc<Vec<Found>>>, SqlError> {
        let mut scope = Some(scope);
        while let Some(here) = scope {
            if let Some(at) = here.ctes.iter().position(|cte| name.is(&cte.name.text)) {
                return self.infer_cte(here, at).map(Some);
            }
            scope = here.parent;
        }
        Ok(None)
    }

    fn infer_cte(&self, scope: &Scope<'_>, at: usize) -> Result<Rc<Vec<Found>>, SqlError> {
        if let Some(known) = scope.known_ctes.borrow().get(&at) {
            return Ok(Rc::clone(known));
        }
        let cte = &scope.ctes[at];
        if !scope.open_ctes.borrow_mut().insert(at) {
            let message = format!("the CTE `{}` reads itself at once", cte.name.text);
            return Err(self.error(cte.name.span.start, message));
        }
        let inferred = self.infer_until_stable(scope, at);
        scope.open_ctes.borrow_mut().remove(&at);
        inferred
    }

    /// A recursive CTE is looked at until nothing more turns out to be nullable.
    fn infer_until_stable(&self, scope: &Scope<'_>, at: usize) -> Result<Rc<Vec<Found>>, SqlError> {
        let cte = &scope.ctes[at];
        let remember = |columns: Vec<Found>| {
            let columns = Rc::new(columns);
            scope
                .known_ctes
                .borrow_mut()
                .insert(at, Rc::clone(&columns));
            columns
        };
        let inner = Scope::inside(Some(scope), &[]);
        let start = base_arms(cte);
        let first = self.infer_query(start.as_ref().unwrap_or(&cte.query), &inner)?;
        let mut known = remember(self.name_cte(cte, first)?);
        if start.is_none() {
            return Ok(known);
        }
        loop {
            let next = self.name_cte(cte, self.infer_query(&cte.query, &inner)?)?;
            let nulls = |columns: &[Found]| -> Vec<Nulls> {
                columns.iter().map(|column| column.typed.nulls).collect()
            };
            let same = nulls(&next) == nulls(&known);
            known = remember(next);
            if same {
                return Ok(known);
            }
        }
    }

    fn name_cte(&self, cte: &Cte, columns: Vec<Found>) -> Result<Vec<Found>, SqlError> {
        let mut columns = unique_names(columns);
        if cte.columns.is_empty() {
            return Ok(columns);
        }
        if cte.columns.len() != columns.len() {
            let message = format!(
                "the CTE `{}` names {} columns, but its query gives {}",
                cte.name.text,
                cte.columns.len(),
                columns.len()
            );
            return Err(self.error(cte.name.span.start, message));
        }
        for (column, name) in columns.iter_mut().zip(&cte.columns) {
            column.name.clone_from(&name.text);
        }
        Ok(columns)
    }
}

/// The arms before the first that reads the CTE itself; `None` when none does.
fn base_arms(cte: &Cte) -> Option<Query> {
    let reads_itself = |arm: &Arm| {
        let query = Query {
            arms: vec![(Compound::Union, arm.clone())],
            ..Query::default()
        };
        let mut found = false;
        query.for_each_source(&mut |source| {
            found |= matches!(source, Source::Table { schema: None, name } if name.is(&cte.name.text));
        });
        found
    };
    let first = cte
        .query
        .arms
        .iter()
        .position(|(_, arm)| reads_itself(arm))?;
    (first > 0).then(|| Query {
        ctes: cte.query.ctes.clone(),
        arms: cte.query.arms[..first].to_vec(),
        ..Query::default()
    })
}

/// Columns that a USING or NATURAL join has once.
fn merge(before: &[ScopeSource], new: &mut [ScopeSource], join: &Join) {
    let has = |name: &str| {
        let mut columns = before.iter().flat_map(|source| source.columns.iter());
        columns.any(|column| column.name.eq_ignore_ascii_case(name))
    };
    for source in new {
        if join.natural {
            let names = source.columns.iter().map(|column| column.name.clone());
            source.merged.extend(names.filter(|name| has(name)));
        } else {
            let names = join.using.iter().map(|name| name.text.clone());
            source.merged.extend(names);
        }
    }
}

fn source(name: &str, columns: Rc<Vec<Found>>) -> ScopeSource {
    ScopeSource {
        name: name.to_owned(),
        columns,
        merged: Vec::new(),
        is_optional: false,
        is_opaque: false,
        has_rowid: false,
    }
}

fn source_of_function(name: &Name) -> ScopeSource {
    let Some(columns) = functions::table_columns(&name.text) else {
        return ScopeSource {
            is_opaque: true,
            ..source(&name.text, Rc::default())
        };
    };
    let columns = columns.iter().map(|(column, is_hidden)| {
        let typed = Typed {
            declared: is_hidden.then(String::new),
            affinity: if *is_hidden {
                Affinity::Numeric
            } else {
                Affinity::Blob
            },
            ..Typed::unknown()
        };
        Found {
            is_hidden: *is_hidden,
            ..Found::new(*column, typed)
        }
    });
    source(&name.text, Rc::new(columns.collect()))
}

fn of_column(column: &Column, relation: Relation<'_>) -> Found {
    // A hidden column of a virtual table is declared with the type `HIDDEN`, of which SQLite keeps
    // the affinity but not the word.
    let declared = Some(column.native_type.clone());
    let declared = declared.filter(|native| !native.is_empty() || column.invisible);
    let affinity = match &declared {
        Some(native) => Affinity::of_type(native),
        None if relation.is_view => Affinity::None,
        None => Affinity::Blob,
    };
    let nulls = match column.nullability {
        _ if !column.nullable => Nulls::Never,
        schema_model::Nullability::Assumed => Nulls::Unknown,
        _ => Nulls::Possible,
    };
    let typed = Typed {
        declared,
        affinity,
        classes: affinity.classes(),
        logical_type: column.logical_type.clone(),
        nulls,
    };
    Found {
        is_rowid: column.rowid_alias,
        is_hidden: column.invisible,
        ..Found::new(&column.name, typed)
    }
}

/// The tables and views that a query reads, without its CTEs.
pub(super) fn tables_of(query: &Query) -> Vec<String> {
    let mut names = Vec::new();
    query.for_each_table(&mut |name| names.push(name.text.clone()));
    names
}
