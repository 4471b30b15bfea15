//! What names mean inside a query: the sources of rows, those of the queries round it, the CTEs.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use schema_model::LogicalType;

use super::affinity::Affinity;
use super::{Found, Nulls, Typed};
use crate::dialect::sqlite::query::{Cte, Expr, ExprKind, Name};

/// A query's place: its sources, and what is round it.
pub(super) struct Scope<'a> {
    pub(super) parent: Option<&'a Scope<'a>>,
    pub(super) ctes: &'a [Cte],
    /// CTEs that were looked at, and inside a recursive one itself as far as it is known.
    pub(super) known_ctes: RefCell<HashMap<usize, Rc<Vec<Found>>>>,
    pub(super) open_ctes: RefCell<HashSet<usize>>,
    pub(super) sources: Vec<ScopeSource>,
    /// The query has GROUP BY, so no group is empty.
    pub(super) has_groups: bool,
    /// The query has aggregates and no GROUP BY, and so gives a row even when there is none.
    pub(super) is_aggregate: Cell<bool>,
    /// Columns that the WHERE clause keeps from being NULL.
    pub(super) tested: HashSet<(usize, usize)>,
}

/// A source of rows.
#[derive(Clone)]
pub(super) struct ScopeSource {
    /// Alias or name.
    pub(super) name: String,
    pub(super) columns: Rc<Vec<Found>>,
    /// Columns that `*` leaves out, since a USING or NATURAL join has them once.
    pub(super) merged: Vec<String>,
    /// An outer join may give NULL in place of its row.
    pub(super) is_optional: bool,
    /// We do not know its columns.
    pub(super) is_opaque: bool,
    /// It has a rowid.
    pub(super) has_rowid: bool,
}

impl<'a> Scope<'a> {
    pub(super) fn root() -> Self {
        Self::inside(None, &[])
    }

    pub(super) fn inside(parent: Option<&'a Scope<'a>>, ctes: &'a [Cte]) -> Self {
        Self {
            parent,
            ctes,
            known_ctes: RefCell::default(),
            open_ctes: RefCell::default(),
            sources: Vec::new(),
            has_groups: false,
            is_aggregate: Cell::new(false),
            tested: HashSet::new(),
        }
    }

    /// What a column reference means here, with the name of the column as its table spells it.
    pub(super) fn resolve(&self, table: Option<&Name>, column: &Name) -> Option<(String, Typed)> {
        let mut scope = Some(self);
        while let Some(here) = scope {
            if let Some(found) = here.resolve_here(table, column) {
                return Some(found);
            }
            scope = here.parent;
        }
        None
    }

    fn resolve_here(&self, table: Option<&Name>, column: &Name) -> Option<(String, Typed)> {
        if let Some((source, at)) = self.find(table, column) {
            let found = &self.sources[source].columns[at];
            let mut typed = self.seen(source, at, found);
            if self.is_merged_by_outer_join(table, column) {
                typed.declared = None;
                typed.nulls = Nulls::Unknown;
            }
            return Some((found.name.clone(), typed));
        }
        if self.sources_named(table).any(|source| source.is_opaque) {
            return Some((column.text.clone(), Typed::unknown()));
        }
        self.resolve_rowid(table, column)
    }

    /// The place of a column: its source, and which of the source's columns it is.
    pub(super) fn find(&self, table: Option<&Name>, column: &Name) -> Option<(usize, usize)> {
        self.sources.iter().enumerate().find_map(|(source, entry)| {
            if !is_named(entry, table) {
                return None;
            }
            let at = entry.columns.iter().position(|c| column.is(&c.name))?;
            Some((source, at))
        })
    }

    /// A column as this query sees it.
    pub(super) fn seen(&self, source: usize, at: usize, found: &Found) -> Typed {
        let mut typed = found.typed.clone();
        typed.declared.clone_from(&found.last_declared);
        typed.classes = typed.affinity.classes();
        if self.sources[source].is_optional {
            typed.nulls = Nulls::Possible;
        }
        if self.tested.contains(&(source, at)) {
            typed.nulls = Nulls::Never;
        }
        if self.is_aggregate.get() {
            typed.nulls = typed.nulls.either(Nulls::Unknown);
        }
        typed
    }

    /// A name without table that a RIGHT or FULL join takes from either side.
    fn is_merged_by_outer_join(&self, table: Option<&Name>, column: &Name) -> bool {
        let merged = |source: &ScopeSource| source.merged.iter().any(|name| column.is(name));
        table.is_none()
            && self.sources.iter().any(merged)
            && self.sources.first().is_some_and(|first| first.is_optional)
    }

    fn resolve_rowid(&self, table: Option<&Name>, column: &Name) -> Option<(String, Typed)> {
        if !["rowid", "oid", "_rowid_"]
            .iter()
            .any(|name| column.is(name))
        {
            return None;
        }
        let source = self.sources_named(table).find(|source| source.has_rowid)?;
        let nulls = if source.is_optional || self.is_aggregate.get() {
            Nulls::Possible
        } else {
            Nulls::Never
        };
        let typed = Typed {
            declared: Some("INTEGER".into()),
            affinity: Affinity::Integer,
            classes: Affinity::Integer.classes(),
            ..Typed::value(LogicalType::Int64, nulls)
        };
        let alias = source.columns.iter().find(|found| found.is_rowid);
        let name = alias.map_or_else(|| "rowid".to_owned(), |found| found.name.clone());
        Some((name, typed))
    }

    fn sources_named<'s>(
        &'s self,
        table: Option<&'s Name>,
    ) -> impl Iterator<Item = &'s ScopeSource> {
        self.sources
            .iter()
            .filter(move |source| is_named(source, table))
    }

    /// Notes the columns that must not be NULL where a condition holds.
    pub(super) fn note_tested(&mut self, condition: &Expr) {
        use crate::dialect::sqlite::query::Binary;
        match &condition.kind {
            ExprKind::Binary(Binary::And, left, right) => {
                self.note_tested(left);
                self.note_tested(right);
            }
            ExprKind::Binary(Binary::Compare, left, right) => {
                self.note_column(left);
                self.note_column(right);
            }
            ExprKind::NullTest(inner, true) | ExprKind::Between(inner, ..) => {
                self.note_column(inner);
            }
            ExprKind::InList(inner, list) if !list.is_empty() => self.note_column(inner),
            ExprKind::Pattern {
                built_in: true,
                operands,
            } => operands
                .iter()
                .for_each(|operand| self.note_column(operand)),
            _ => {}
        }
    }

    fn note_column(&mut self, operand: &Expr) {
        if let ExprKind::Column { table, column, .. } = &operand.kind
            && !self.is_merged_by_outer_join(table.as_ref(), column)
            && let Some(place) = self.find(table.as_ref(), column)
        {
            self.tested.insert(place);
        }
    }

    /// Notes that an aggregate over these arguments stands here. It belongs to the nearest query
    /// that one of its columns belongs to, or to this one; says whether it is this one.
    pub(super) fn note_aggregate(&self, arguments: &[Expr]) -> bool {
        let mut scope = Some(self);
        while let Some(here) = scope {
            let mut columns = 0;
            let mut own = false;
            for argument in arguments {
                argument.any(&mut |part| {
                    if let ExprKind::Column { table, column, .. } = &part.kind {
                        columns += 1;
                        own |= here.resolve_here(table.as_ref(), column).is_some();
                    }
                    false
                });
            }
            if own || columns == 0 || here.parent.is_none() {
                here.is_aggregate.set(!here.has_groups);
                return std::ptr::eq(here, self);
            }
            scope = here.parent;
        }
        false
    }
}

fn is_named(source: &ScopeSource, table: Option<&Name>) -> bool {
    table.is_none_or(|table| table.is(&source.name))
}

/// Makes the names of columns unique, as SQLite does: `name:1`, `name:2`.
pub(super) fn unique_names(mut columns: Vec<Found>) -> Vec<Found> {
    let mut taken = HashSet::new();
    for (at, column) in columns.iter_mut().enumerate() {
        if ["true", "false"]
            .iter()
            .any(|word| column.name.eq_ignore_ascii_case(word))
        {
            column.name = format!("column{}", at + 1);
        }
        let mut count = 0;
        while !taken.insert(column.name.to_ascii_lowercase()) {
            count += 1;
            column.name = format!("{}:{count}", without_count(&column.name));
        }
    }
    columns
}

/// A name without the `:1` at its end.
fn without_count(name: &str) -> &str {
    let digits = name.trim_end_matches(|c: char| c.is_ascii_digit());
    match digits.strip_suffix(':') {
        Some(base) if !base.is_empty() => base,
        _ => name,
    }
}
