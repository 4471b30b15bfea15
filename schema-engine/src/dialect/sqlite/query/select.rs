//! Reads SELECT, VALUES and WITH.

use super::reader::{Parsed, Reader};
use super::{Arm, Compound, Cte, Item, Join, Query, Select, Source};
use crate::dialect::sqlite::token::TokenKind;

impl Reader<'_> {
    /// Whether a query begins here.
    pub(crate) fn is_query(&self) -> bool {
        ["select", "values", "with"]
            .iter()
            .any(|word| self.is_word(word))
    }

    /// `CREATE VIEW … AS`, with the columns that it names.
    pub(crate) fn take_view_head(&mut self) -> Parsed<Option<Vec<String>>> {
        self.expect_word("create")?;
        let _ = self.take_word("temp") || self.take_word("temporary");
        self.expect_word("view")?;
        self.take_words(&["if", "not", "exists"]);
        self.take_name()?;
        if self.take_symbol(".") {
            self.take_name()?;
        }
        let mut names = None;
        if self.is_symbol("(") {
            let listed = self.take_names()?;
            names = Some(listed.into_iter().map(|name| name.text).collect());
        }
        self.expect_word("as")?;
        Ok(names)
    }

    pub(crate) fn take_query(&mut self) -> Parsed<Query> {
        self.nest(|cursor| {
            let mut query = Query {
                ctes: cursor.take_with()?,
                ..Query::default()
            };
            let mut compound = Compound::Union;
            loop {
                let arm = cursor.take_arm()?;
                query.arms.push((compound, arm));
                match cursor.take_compound() {
                    Some(next) => compound = next,
                    None => break,
                }
            }
            if cursor.take_words(&["order", "by"]) {
                query.order_by = cursor.take_ordering()?;
            }
            if cursor.take_word("limit") {
                query.limit = cursor.take_expressions()?;
                if cursor.take_word("offset") {
                    query.limit.push(cursor.take_expression()?);
                }
            }
            Ok(query)
        })
    }

    /// The CTEs of a WITH clause, if there is one.
    pub(crate) fn take_with(&mut self) -> Parsed<Vec<Cte>> {
        let mut ctes = Vec::new();
        if !self.take_word("with") {
            return Ok(ctes);
        }
        self.take_word("recursive");
        loop {
            let name = self.take_name()?;
            let columns = self.take_names()?;
            self.expect_word("as")?;
            let _ = self.take_words(&["not", "materialized"]) || self.take_word("materialized");
            self.expect_symbol("(")?;
            let query = self.take_query()?;
            self.expect_symbol(")")?;
            ctes.push(Cte {
                name,
                columns,
                query,
            });
            if !self.take_symbol(",") {
                return Ok(ctes);
            }
        }
    }

    fn take_compound(&mut self) -> Option<Compound> {
        if self.take_word("union") {
            self.take_word("all");
            Some(Compound::Union)
        } else if self.take_word("intersect") {
            Some(Compound::Intersect)
        } else if self.take_word("except") {
            Some(Compound::Except)
        } else {
            None
        }
    }

    fn take_arm(&mut self) -> Parsed<Arm> {
        if self.take_word("values") {
            let mut rows = Vec::new();
            loop {
                self.expect_symbol("(")?;
                rows.push(self.take_expressions()?);
                self.expect_symbol(")")?;
                if !self.take_symbol(",") {
                    return Ok(Arm::Values(rows));
                }
            }
        }
        self.expect_word("select")?;
        let _ = self.take_word("distinct") || self.take_word("all");
        let mut select = Select::default();
        loop {
            select.items.push(self.take_item()?);
            if !self.take_symbol(",") {
                break;
            }
        }
        if self.take_word("from") {
            select.from = self.take_joins()?;
        }
        self.take_clauses(&mut select)?;
        Ok(Arm::Select(Box::new(select)))
    }

    fn take_clauses(&mut self, select: &mut Select) -> Parsed<()> {
        if self.take_word("where") {
            select.filter = Some(self.take_expression()?);
        }
        if self.take_words(&["group", "by"]) {
            select.group_by = self.take_expressions()?;
        }
        if self.take_word("having") {
            select.having = Some(self.take_expression()?);
        }
        if self.take_word("window") {
            loop {
                self.take_name()?;
                self.expect_word("as")?;
                select.windows.extend(self.take_window()?);
                if !self.take_symbol(",") {
                    break;
                }
            }
        }
        Ok(())
    }

    fn take_item(&mut self) -> Parsed<Item> {
        if self.take_symbol("*") {
            return Ok(Item::Star);
        }
        if self.is_name() && self.is_symbol_at(1, ".") && self.is_symbol_at(2, "*") {
            let table = self.take_name()?;
            self.advance();
            self.advance();
            return Ok(Item::TableStar(table));
        }
        let expr = self.take_expression()?;
        Ok(Item::Expr(expr, self.take_alias()?))
    }

    pub(crate) fn take_joins(&mut self) -> Parsed<Vec<Join>> {
        let mut joins = vec![self.take_join(Operator::default())?];
        while let Some(operator) = self.take_join_operator()? {
            joins.push(self.take_join(operator)?);
        }
        Ok(joins)
    }

    fn take_join_operator(&mut self) -> Parsed<Option<Operator>> {
        let mut operator = Operator::default();
        if self.take_symbol(",") {
            return Ok(Some(operator));
        }
        let mut words = 0;
        while self.kind() == Some(TokenKind::Word) && !self.is_word("join") {
            match self.text_at(0).to_ascii_lowercase().as_str() {
                "natural" => operator.natural = true,
                "left" => operator.left = true,
                "right" => operator.right = true,
                "full" => (operator.left, operator.right) = (true, true),
                "inner" | "cross" => {}
                // `OUTER` alone is a left join.
                "outer" if operator.left || operator.right => {}
                "outer" => operator.left = true,
                _ => break,
            }
            self.advance();
            words += 1;
        }
        if self.take_word("join") {
            return Ok(Some(operator));
        }
        if words > 0 {
            return self.fail("`JOIN`");
        }
        Ok(None)
    }

    fn take_join(&mut self, operator: Operator) -> Parsed<Join> {
        let source = self.take_source()?;
        let alias = self.take_alias()?;
        if self.take_words(&["indexed", "by"]) {
            self.take_name()?;
        } else {
            self.take_words(&["not", "indexed"]);
        }
        let mut join = Join {
            left: operator.left,
            right: operator.right,
            natural: operator.natural,
            source,
            alias,
            on: None,
            using: Vec::new(),
        };
        if self.take_word("on") {
            join.on = Some(self.take_expression()?);
        } else if self.take_word("using") {
            join.using = self.take_names()?;
        }
        Ok(join)
    }

    fn take_source(&mut self) -> Parsed<Source> {
        if !self.take_symbol("(") {
            return self.take_table_or_function();
        }
        let source = if self.is_query() {
            Source::Query(Box::new(self.take_query()?))
        } else {
            Source::Joined(self.nest(Self::take_joins)?)
        };
        self.expect_symbol(")")?;
        Ok(source)
    }

    /// A table, or a function that gives rows.
    pub(super) fn take_table_or_function(&mut self) -> Parsed<Source> {
        let mut name = self.take_name()?;
        let mut schema = None;
        if self.take_symbol(".") {
            schema = Some(std::mem::replace(&mut name, self.take_name()?));
        }
        if !self.take_symbol("(") {
            return Ok(Source::Table { schema, name });
        }
        let arguments = if self.is_symbol(")") {
            Vec::new()
        } else {
            self.take_expressions()?
        };
        self.expect_symbol(")")?;
        Ok(Source::Function { name, arguments })
    }
}

/// What stands between two sources.
#[derive(Default)]
struct Operator {
    left: bool,
    right: bool,
    natural: bool,
}
