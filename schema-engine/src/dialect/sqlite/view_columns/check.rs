//! Names that mean nothing, which an engine would refuse.
//!
//! Only queries that no engine has looked at are checked.

use super::Context;
use super::functions;
use super::scope::Scope;
use crate::dialect::sqlite::query::{Expr, ExprKind, Item, Join, Name, Query, Select, Source};
use crate::dialect::sqlite::token::SqlError;

impl Context<'_, '_> {
    /// Each table or view that a query reads must be there.
    pub(super) fn check_tables(&self, query: &Query) -> Result<(), SqlError> {
        let mut unknown = None;
        query.for_each_table(&mut |name| {
            let known = (self.lookup)(&name.text).is_some() || functions::is_table(&name.text);
            if !known {
                unknown.get_or_insert_with(|| name.clone());
            }
        });
        match unknown {
            Some(name) => Err(self.missing("table or view", &name)),
            None => Ok(()),
        }
    }

    /// The names in the clauses that have no part in the result.
    pub(super) fn check_clauses(
        &self,
        select: &Select,
        order_by: &[Expr],
        scope: &Scope<'_>,
    ) -> Result<(), SqlError> {
        if !self.is_checked.get() {
            return Ok(());
        }
        let aliases: Vec<&Name> = select
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Expr(_, alias) => alias.as_ref(),
                _ => None,
            })
            .collect();
        let clauses = select.filter.iter().chain(&select.group_by);
        let clauses = clauses.chain(&select.having).chain(&select.windows);
        for expr in clauses.chain(order_by) {
            self.check_names(expr, scope, &aliases)?;
        }
        self.check_joins(&select.from, scope, &aliases)
    }

    fn check_joins(
        &self,
        joins: &[Join],
        scope: &Scope<'_>,
        aliases: &[&Name],
    ) -> Result<(), SqlError> {
        for join in joins {
            if let Source::Joined(inner) = &join.source {
                self.check_joins(inner, scope, aliases)?;
            }
            if let Some(on) = &join.on {
                self.check_names(on, scope, aliases)?;
            }
        }
        Ok(())
    }

    fn check_names(
        &self,
        expr: &Expr,
        scope: &Scope<'_>,
        aliases: &[&Name],
    ) -> Result<(), SqlError> {
        self.spend(expr.span.start)?;
        match &expr.kind {
            ExprKind::Column { table, column, .. } => {
                let is_alias =
                    table.is_none() && aliases.iter().any(|alias| alias.is(&column.text));
                if !is_alias && scope.resolve(table.as_ref(), column).is_none() {
                    self.check_literal(table.as_ref(), column)?;
                }
            }
            ExprKind::Call(call) => self.check_function(&call.name)?,
            kind => {
                if let Some(query) = kind.query() {
                    self.infer_query(query, scope)?;
                }
            }
        }
        let mut children = Vec::new();
        expr.kind.for_each_child(&mut |child| children.push(child));
        for child in children {
            self.check_names(child, scope, aliases)?;
        }
        Ok(())
    }

    /// A name that is no column may be a literal.
    pub(super) fn check_literal(
        &self,
        table: Option<&Name>,
        column: &Name,
    ) -> Result<(), SqlError> {
        let is_literal = column.may_be_string || column.is("true") || column.is("false");
        if !self.is_checked.get() || table.is_none() && is_literal {
            return Ok(());
        }
        Err(self.missing("column", column))
    }

    pub(super) fn check_function(&self, name: &Name) -> Result<(), SqlError> {
        if !self.is_checked.get() || functions::is_known(&name.text) {
            return Ok(());
        }
        Err(self.missing("function", name))
    }

    fn missing(&self, what: &str, name: &Name) -> SqlError {
        let message = format!("there is no {what} `{}`", name.text);
        self.error(name.span.start, message)
    }
}
