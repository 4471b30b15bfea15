//! Walks over the parts of expressions and queries.

use super::{Arm, Expr, ExprKind, Item, Join, Name, Query, Select, Source};

impl ExprKind {
    /// Calls back with each expression directly inside, queries left out.
    pub(crate) fn for_each_child<'a>(&'a self, visit: &mut impl FnMut(&'a Expr)) {
        match self {
            Self::Null
            | Self::Integer
            | Self::Real
            | Self::String
            | Self::Blob
            | Self::Unknown
            | Self::CurrentTime
            | Self::Column { .. }
            | Self::Exists(_)
            | Self::Subquery(_) => {}
            Self::Unary(_, inner)
            | Self::Collate(inner)
            | Self::Cast(inner, _)
            | Self::NullTest(inner, _)
            | Self::InQuery(inner, _)
            | Self::InTable(inner, _) => visit(inner),
            Self::Binary(_, left, right) => {
                visit(left);
                visit(right);
            }
            Self::Between(value, low, high) => {
                visit(value);
                visit(low);
                visit(high);
            }
            Self::Case {
                operand,
                branches,
                otherwise,
            } => {
                operand.iter().for_each(|inner| visit(inner));
                for (condition, value) in branches {
                    visit(condition);
                    visit(value);
                }
                otherwise.iter().for_each(|inner| visit(inner));
            }
            Self::Call(call) => {
                call.arguments.iter().for_each(&mut *visit);
                call.order_by.iter().for_each(&mut *visit);
                call.filter.iter().for_each(&mut *visit);
                call.over.iter().flatten().for_each(visit);
            }
            Self::Pattern { operands, .. } => operands.iter().for_each(visit),
            Self::InList(value, list) => {
                visit(value);
                list.iter().for_each(visit);
            }
            Self::Row(list) => list.iter().for_each(visit),
        }
    }

    /// The query directly inside.
    pub(crate) fn query(&self) -> Option<&Query> {
        match self {
            Self::Exists(query) | Self::Subquery(query) | Self::InQuery(_, query) => Some(query),
            _ => None,
        }
    }

    pub(super) fn has_query(&self) -> bool {
        self.query().is_some()
    }
}

impl Expr {
    /// Whether some part of it, queries left out, is so.
    pub(crate) fn any(&self, test: &mut impl FnMut(&Expr) -> bool) -> bool {
        let mut found = test(self);
        self.kind.for_each_child(&mut |child| {
            found = found || child.any(test);
        });
        found
    }
}

impl Select {
    /// Its own expressions, those of its joins left out.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Expr> {
        let items = self.items.iter().filter_map(|item| match item {
            Item::Expr(expr, _) => Some(expr),
            _ => None,
        });
        items
            .chain(&self.filter)
            .chain(&self.group_by)
            .chain(&self.having)
            .chain(&self.windows)
    }
}

impl Query {
    /// Calls back with each source of rows in the FROM clauses of its arms, joins in parentheses
    /// included.
    pub(crate) fn for_each_source<'a>(&'a self, visit: &mut impl FnMut(&'a Source)) {
        for (_, arm) in &self.arms {
            if let Arm::Select(select) = arm {
                for_each_source(&select.from, visit);
            }
        }
    }

    /// Calls back with each table or view that the query reads, in its CTEs and queries inside
    /// too. What names a CTE is none.
    pub(crate) fn for_each_table<'a>(&'a self, visit: &mut dyn FnMut(&'a Name)) {
        let names: Vec<&Name> = self.ctes.iter().map(|cte| &cte.name).collect();
        let mut visit = |name: &'a Name| {
            if !names.iter().any(|cte| cte.is(&name.text)) {
                visit(name);
            }
        };
        for cte in &self.ctes {
            cte.query.for_each_table(&mut visit);
        }
        for (_, arm) in &self.arms {
            match arm {
                Arm::Select(select) => {
                    tables_of_joins(&select.from, &mut visit);
                    select
                        .expressions()
                        .for_each(|expr| expr.for_each_table(&mut visit));
                }
                Arm::Values(rows) => {
                    rows.iter()
                        .flatten()
                        .for_each(|expr| expr.for_each_table(&mut visit));
                }
            }
        }
        for expr in self.order_by.iter().chain(&self.limit) {
            expr.for_each_table(&mut visit);
        }
    }
}

impl Expr {
    /// Calls back with each table or view that queries inside read.
    pub(crate) fn for_each_table<'a>(&'a self, visit: &mut dyn FnMut(&'a Name)) {
        if let Some(query) = self.kind.query() {
            query.for_each_table(visit);
        }
        if let ExprKind::InTable(_, source) = &self.kind
            && let Source::Table { name, .. } = &**source
        {
            visit(name);
        }
        self.kind
            .for_each_child(&mut |child| child.for_each_table(visit));
    }
}

fn tables_of_joins<'a>(joins: &'a [Join], visit: &mut dyn FnMut(&'a Name)) {
    for join in joins {
        match &join.source {
            Source::Table { name, .. } => visit(name),
            Source::Function { arguments, .. } => {
                arguments.iter().for_each(|expr| expr.for_each_table(visit));
            }
            Source::Query(query) => query.for_each_table(visit),
            Source::Joined(inner) => tables_of_joins(inner, visit),
        }
        join.on.iter().for_each(|expr| expr.for_each_table(visit));
    }
}

fn for_each_source<'a>(joins: &'a [Join], visit: &mut impl FnMut(&'a Source)) {
    for join in joins {
        visit(&join.source);
        if let Source::Joined(inner) = &join.source {
            for_each_source(inner, visit);
        }
    }
}
