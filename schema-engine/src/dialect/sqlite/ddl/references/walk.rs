//! Walks over queries and triggers with the sources that names can mean.

use super::{References, Renamed, Span};
use crate::dialect::sqlite::query::{
    Arm, Cte, Expr, ExprKind, Item, Join, Name, Query, Select, Source, Step, Trigger,
};

/// A walk that collects places.
pub(super) struct Walk<'a> {
    references: &'a References<'a>,
    /// The sources of the queries that are open, the innermost last.
    frames: Vec<Vec<Bound>>,
    /// CTEs that can be seen, with their columns.
    ctes: Vec<(String, Option<Vec<String>>)>,
    pub(super) spans: Vec<Span>,
}

/// A source under its name.
#[derive(Clone)]
struct Bound {
    name: String,
    /// It is the table in question.
    is_target: bool,
    /// It is called by another name than its own.
    is_aliased: bool,
    /// `None` when they are not known.
    columns: Option<Vec<String>>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(references: &'a References<'a>) -> Self {
        Self {
            references,
            frames: Vec::new(),
            ctes: Vec::new(),
            spans: Vec::new(),
        }
    }

    pub(super) fn trigger(&mut self, trigger: &Trigger) {
        self.table(&trigger.table);
        let target = self.bind(&trigger.table, None);
        for column in &trigger.columns {
            self.column_of(&target, column);
        }
        let rows = ["new", "old"].map(|name| Bound {
            name: name.into(),
            is_aliased: true,
            // They are only meant when they are named.
            columns: Some(Vec::new()),
            ..target.clone()
        });
        self.frames.push(rows.to_vec());
        trigger.when.iter().for_each(|expr| self.expr(expr));
        trigger.steps.iter().for_each(|step| self.step(step));
        self.frames.pop();
    }

    fn step(&mut self, step: &Step) {
        let known = self.ctes.len();
        if let Some(query) = &step.query
            && step.table.is_some()
        {
            self.open_ctes(&query.ctes);
        }
        let mut frame = Vec::new();
        if let Some(table) = &step.table {
            self.table(table);
            let bound = self.bind(table, step.alias.as_ref());
            for column in &step.columns {
                self.column_of(&bound, column);
            }
            // SQLite takes the rows of `excluded` for the table itself, and renames that word too.
            let excluded = Bound {
                name: "excluded".into(),
                is_aliased: step.alias.is_some(),
                columns: Some(Vec::new()),
                ..bound.clone()
            };
            frame.extend([bound, excluded]);
        }
        if let Some(query) = &step.query {
            self.query(query);
        }
        self.frames.push(frame);
        self.joins(&step.from);
        step.expressions.iter().for_each(|expr| self.expr(expr));
        self.frames.pop();
        self.ctes.truncate(known);
    }

    pub(super) fn query(&mut self, query: &Query) {
        let known = self.ctes.len();
        self.open_ctes(&query.ctes);
        for (at, (_, arm)) in query.arms.iter().enumerate() {
            match arm {
                Arm::Select(select) => {
                    // The first arm names the columns of the result.
                    let order = match at {
                        0 => query.order_by.as_slice(),
                        _ => &[],
                    };
                    self.select(select, order);
                }
                Arm::Values(rows) => rows.iter().flatten().for_each(|expr| self.expr(expr)),
            }
        }
        query.limit.iter().for_each(|expr| self.expr(expr));
        self.ctes.truncate(known);
    }

    fn open_ctes(&mut self, ctes: &[Cte]) {
        for cte in ctes {
            let columns = match cte.columns.as_slice() {
                [] => names_of(&cte.query),
                columns => Some(columns.iter().map(|name| name.text.clone()).collect()),
            };
            self.ctes.push((cte.name.text.clone(), columns));
        }
        ctes.iter().for_each(|cte| self.query(&cte.query));
    }

    fn select(&mut self, select: &Select, order_by: &[Expr]) {
        self.frames.push(Vec::new());
        self.joins(&select.from);
        for item in &select.items {
            match item {
                Item::Expr(expr, _) => self.expr(expr),
                Item::TableStar(name) => self.qualifier(name),
                Item::Star => {}
            }
        }
        let aliases = |expr: &Expr| match &expr.kind {
            ExprKind::Column {
                table: None,
                column,
                ..
            } => select
                .items
                .iter()
                .any(|item| matches!(item, Item::Expr(_, Some(alias)) if alias.is(&column.text))),
            _ => false,
        };
        let filter = select.filter.iter().chain(&select.group_by);
        let rest = filter.chain(&select.having).chain(&select.windows);
        for expr in rest.chain(order_by.iter().filter(|expr| !aliases(expr))) {
            self.expr(expr);
        }
        self.frames.pop();
    }

    fn joins(&mut self, joins: &[Join]) {
        for join in joins {
            let bound = match &join.source {
                Source::Table { schema, name } => {
                    let cte = self.ctes.iter().rev().find(|(cte, _)| name.is(cte));
                    match cte.filter(|_| schema.is_none()) {
                        Some((cte, columns)) => Some(Bound {
                            name: join.alias.as_ref().map_or(cte, |alias| &alias.text).clone(),
                            is_target: false,
                            is_aliased: join.alias.is_some(),
                            columns: columns.clone(),
                        }),
                        None => {
                            self.table(name);
                            Some(self.bind(name, join.alias.as_ref()))
                        }
                    }
                }
                Source::Function { arguments, .. } => {
                    arguments.iter().for_each(|expr| self.expr(expr));
                    None
                }
                Source::Query(query) => {
                    self.inner_query(query);
                    let name = join.alias.as_ref().map(|alias| alias.text.clone());
                    Some(Bound {
                        name: name.unwrap_or_default(),
                        is_target: false,
                        is_aliased: true,
                        columns: names_of(query),
                    })
                }
                Source::Joined(inner) => {
                    self.joins(inner);
                    None
                }
            };
            if let Some(frame) = self.frames.last_mut() {
                frame.extend(bound);
            }
            for name in &join.using {
                self.bare_column(name);
            }
            join.on.iter().for_each(|expr| self.expr(expr));
        }
    }

    /// A query in FROM does not see the sources beside it.
    fn inner_query(&mut self, query: &Query) {
        let beside = self.frames.pop();
        self.query(query);
        self.frames.extend(beside);
    }

    fn expr(&mut self, expr: &Expr) {
        if let ExprKind::Column { table, column, .. } = &expr.kind {
            match table {
                Some(table) => self.qualified_column(table, column),
                None => self.bare_column(column),
            }
        }
        if let Some(query) = expr.kind.query() {
            self.query(query);
        }
        if let ExprKind::InTable(_, source) = &expr.kind
            && let Source::Table { name, .. } = &**source
        {
            self.table(name);
        }
        let mut children = Vec::new();
        expr.kind.for_each_child(&mut |child| children.push(child));
        children.into_iter().for_each(|child| self.expr(child));
    }

    fn bind(&self, name: &Name, alias: Option<&Name>) -> Bound {
        let columns = self.references.relations.get(&name.text).map(|relation| {
            let columns = relation.columns.iter();
            columns.map(|column| column.name.clone()).collect()
        });
        Bound {
            name: alias.unwrap_or(name).text.clone(),
            is_target: name.is(self.references.table),
            is_aliased: alias.is_some(),
            columns,
        }
    }

    /// A name that means a table.
    fn table(&mut self, name: &Name) {
        let is_renamed = matches!(self.references.renamed, Renamed::Table);
        if is_renamed && name.is(self.references.table) {
            self.spans.push(name.span.clone());
        }
    }

    /// A name before a dot.
    fn qualifier(&mut self, name: &Name) {
        let bound = self.bound(name);
        let means_table = bound.is_some_and(|bound| bound.is_target && !bound.is_aliased);
        if means_table && matches!(self.references.renamed, Renamed::Table) {
            self.spans.push(name.span.clone());
        }
    }

    fn bound(&self, name: &Name) -> Option<&Bound> {
        let bounds = self.frames.iter().rev().flatten();
        bounds.into_iter().find(|bound| name.is(&bound.name))
    }

    fn qualified_column(&mut self, table: &Name, column: &Name) {
        self.qualifier(table);
        if let Some(bound) = self.bound(table).cloned() {
            self.column_of(&bound, column);
        }
    }

    fn column_of(&mut self, bound: &Bound, column: &Name) {
        if let Renamed::Column(renamed) = &self.references.renamed
            && bound.is_target
            && column.is(renamed)
        {
            self.spans.push(column.span.clone());
        }
    }

    fn bare_column(&mut self, column: &Name) {
        let has = |bound: &&Bound| {
            let columns = bound.columns.iter().flatten();
            columns.into_iter().any(|name| column.is(name))
        };
        let found = self.frames.iter().rev().find_map(|frame| {
            let mut bounds = frame.iter().filter(has);
            // In a USING join the table may be either side.
            let first = bounds.next()?;
            Some(
                bounds
                    .find(|bound| bound.is_target)
                    .unwrap_or(first)
                    .clone(),
            )
        });
        if let Some(bound) = found {
            self.column_of(&bound, column);
        }
    }
}

/// The names of a query's columns, as far as they can be told without its tables.
fn names_of(query: &Query) -> Option<Vec<String>> {
    let (_, Arm::Select(select)) = query.arms.first()? else {
        return None;
    };
    let names = select.items.iter().map(|item| match item {
        Item::Expr(_, Some(alias)) => Some(alias.text.clone()),
        Item::Expr(expr, None) => match &expr.kind {
            ExprKind::Column { column, .. } => Some(column.text.clone()),
            _ => Some(String::new()),
        },
        Item::Star | Item::TableStar(_) => None,
    });
    names.collect()
}
