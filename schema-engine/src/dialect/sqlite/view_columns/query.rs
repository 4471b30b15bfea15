//! Queries: arms, the select list, and what `*` stands for.

use super::affinity;
use super::scope::Scope;
use super::{Context, Found, MAX_COLUMNS};
use crate::dialect::sqlite::query::{Arm, Compound, Expr, ExprKind, Item, Name, Query, Select};
use crate::dialect::sqlite::token::SqlError;

impl Context<'_, '_> {
    pub(super) fn infer_query(
        &self,
        query: &Query,
        outer: &Scope<'_>,
    ) -> Result<Vec<Found>, SqlError> {
        let scope = Scope::inside(Some(outer), &query.ctes);
        let mut arms = Vec::new();
        for (compound, arm) in &query.arms {
            // In a compound query the order can only name columns of the result.
            let order_by = match query.arms.len() {
                1 => query.order_by.as_slice(),
                _ => &[],
            };
            let columns = self.infer_arm(arm, order_by, &scope)?;
            if columns.len() > MAX_COLUMNS {
                return Err(self.error(0, format!("the query gives {} columns", columns.len())));
            }
            arms.push((*compound, columns));
        }
        self.combine(arms)
    }

    fn infer_arm(
        &self,
        arm: &Arm,
        order_by: &[Expr],
        scope: &Scope<'_>,
    ) -> Result<Vec<Found>, SqlError> {
        match arm {
            Arm::Select(select) => self.infer_select(select, order_by, scope),
            Arm::Values(rows) => {
                let mut arms = Vec::new();
                for row in rows {
                    let columns = row.iter().enumerate().map(|(at, expr)| {
                        let typed = self.type_of(expr, scope)?;
                        Ok(Found {
                            is_cast: matches!(expr.kind, ExprKind::Cast(..)),
                            ..Found::new(format!("column{}", at + 1), typed)
                        })
                    });
                    arms.push((Compound::Union, columns.collect::<Result<_, SqlError>>()?));
                }
                self.combine(arms)
            }
        }
    }

    fn infer_select(
        &self,
        select: &Select,
        order_by: &[Expr],
        outer: &Scope<'_>,
    ) -> Result<Vec<Found>, SqlError> {
        let mut scope = Scope::inside(Some(outer), &[]);
        self.add_joins(&select.from, &mut scope)?;
        self.check_clauses(select, order_by, &scope)?;
        if let Some(filter) = &select.filter {
            scope.note_tested(filter);
        }
        scope.has_groups = !select.group_by.is_empty();
        // HAVING makes it an aggregate query; without GROUP BY it has one group, maybe empty.
        scope
            .is_aggregate
            .set(!scope.has_groups && select.having.is_some());
        let before = scope.is_aggregate.get();
        let columns = self.infer_items(select, &scope)?;
        // Names in the order may be those of the result, and are checked by now.
        let is_checked = self.is_checked.replace(false);
        for expr in order_by {
            self.type_of(expr, &scope)?;
        }
        self.is_checked.set(is_checked);
        if scope.is_aggregate.get() == before {
            return Ok(columns);
        }
        // Only now do we know that there are aggregates, so the columns before them look different.
        self.infer_items(select, &scope)
    }

    fn infer_items(&self, select: &Select, scope: &Scope<'_>) -> Result<Vec<Found>, SqlError> {
        let mut columns = Vec::new();
        for item in &select.items {
            match item {
                Item::Star => self.push_star(None, scope, &mut columns)?,
                Item::TableStar(table) => self.push_star(Some(table), scope, &mut columns)?,
                Item::Expr(expr, alias) => {
                    let typed = self.type_of(expr, scope)?;
                    let name = match alias {
                        Some(alias) => alias.text.clone(),
                        None => self.name_of(expr, scope),
                    };
                    columns.push(Found {
                        is_cast: matches!(expr.kind, ExprKind::Cast(..)),
                        ..Found::new(name, typed)
                    });
                }
            }
        }
        Ok(columns)
    }

    fn push_star(
        &self,
        table: Option<&Name>,
        scope: &Scope<'_>,
        columns: &mut Vec<Found>,
    ) -> Result<(), SqlError> {
        let mut seen = false;
        for (at, source) in scope.sources.iter().enumerate() {
            if table.is_some_and(|table| !table.is(&source.name)) {
                continue;
            }
            seen = true;
            if source.is_opaque {
                let message = format!("`{}` is not known, so `*` cannot be read", source.name);
                return Err(self.error(0, message));
            }
            for (place, column) in source.columns.iter().enumerate() {
                let merged = source
                    .merged
                    .iter()
                    .any(|name| name.eq_ignore_ascii_case(&column.name));
                if column.is_hidden || table.is_none() && merged {
                    continue;
                }
                self.spend(0)?;
                columns.push(Found::new(&column.name, scope.seen(at, place, column)));
            }
        }
        match (seen, table) {
            (true, _) => Ok(()),
            (false, Some(table)) => {
                let message = format!("there is no `{}` for `{0}.*`", table.text);
                Err(self.error(table.span.start, message))
            }
            (false, None) => Err(self.error(0, "`*` without a table")),
        }
    }

    /// The name that SQLite gives an entry without alias: the column's, or the text.
    fn name_of(&self, expr: &Expr, scope: &Scope<'_>) -> String {
        let mut inner = expr;
        while let ExprKind::Collate(next) = &inner.kind {
            inner = next;
        }
        if let ExprKind::Column { table, column, .. } = &inner.kind
            && let Some((name, _)) = scope.resolve(table.as_ref(), column)
        {
            return name;
        }
        self.text
            .get(expr.span.clone())
            .unwrap_or_default()
            .to_owned()
    }

    /// One result from the arms of a compound query.
    fn combine(&self, arms: Vec<(Compound, Vec<Found>)>) -> Result<Vec<Found>, SqlError> {
        let width = arms.first().map_or(0, |(_, columns)| columns.len());
        if let Some((_, other)) = arms.iter().find(|(_, columns)| columns.len() != width) {
            let message = format!(
                "the arms of a compound query give {width} and {} columns",
                other.len()
            );
            return Err(self.error(0, message));
        }
        Ok((0..width)
            .filter_map(|at| combine_column(&arms, at))
            .collect())
    }
}

fn combine_column(arms: &[(Compound, Vec<Found>)], at: usize) -> Option<Found> {
    let (first, rest) = arms.split_first()?;
    let mut found = first.1[at].clone();
    let Some(last) = rest.last() else {
        return Some(found);
    };
    let affinities: Vec<_> = arms
        .iter()
        .map(|(_, columns)| (columns[at].typed.affinity, columns[at].typed.classes))
        .collect();
    found.typed.affinity = affinity::of_arms(&affinities, found.is_cast);
    found.last_declared.clone_from(&last.1[at].last_declared);
    for (compound, columns) in rest {
        let other = &columns[at].typed;
        found.typed.nulls = match compound {
            Compound::Union => found.typed.nulls.either(other.nulls),
            Compound::Intersect => found.typed.nulls.both(other.nulls),
            Compound::Except => found.typed.nulls,
        };
        if *compound == Compound::Union {
            found.typed.logical_type = found.typed.common_type(other);
        }
        found.typed.classes |= other.classes;
    }
    Some(found)
}
