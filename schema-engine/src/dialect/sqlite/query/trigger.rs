//! Reads CREATE TRIGGER with the statements of its body.

use super::reader::{Parsed, Reader};
use super::{Expr, Join, Name, Query};

/// A trigger.
#[derive(Debug, Clone)]
pub(crate) struct Trigger {
    /// The columns of `UPDATE OF`.
    pub(crate) columns: Vec<Name>,
    pub(crate) table: Name,
    pub(crate) when: Option<Expr>,
    pub(crate) steps: Vec<Step>,
}

/// A statement in the body of a trigger.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// The table that is written; a SELECT writes none.
    pub(crate) table: Option<Name>,
    pub(crate) alias: Option<Name>,
    /// The columns that are written.
    pub(crate) columns: Vec<Name>,
    /// Expressions that see the table, and what FROM brings.
    pub(crate) expressions: Vec<Expr>,
    pub(crate) from: Vec<Join>,
    /// A query of its own, with the CTEs of the statement.
    pub(crate) query: Option<Query>,
}

impl Reader<'_> {
    pub(crate) fn take_trigger(&mut self) -> Parsed<Trigger> {
        self.expect_word("create")?;
        let _ = self.take_word("temp") || self.take_word("temporary");
        self.expect_word("trigger")?;
        self.take_words(&["if", "not", "exists"]);
        self.take_qualified()?;
        let _ = self.take_word("before")
            || self.take_word("after")
            || self.take_words(&["instead", "of"]);
        let mut columns = Vec::new();
        if self.take_word("update") {
            if self.take_word("of") {
                columns = self.take_bare_names()?;
            }
        } else if !self.take_word("delete") {
            self.expect_word("insert")?;
        }
        self.expect_word("on")?;
        let table = self.take_qualified()?;
        self.take_words(&["for", "each", "row"]);
        let when = match self.take_word("when") {
            true => Some(self.take_expression()?),
            false => None,
        };
        self.expect_word("begin")?;
        let mut steps = Vec::new();
        while !self.take_word("end") {
            steps.push(self.take_step()?);
            self.expect_symbol(";")?;
        }
        Ok(Trigger {
            columns,
            table,
            when,
            steps,
        })
    }

    fn take_qualified(&mut self) -> Parsed<Name> {
        let name = self.take_name()?;
        if self.take_symbol(".") {
            return self.take_name();
        }
        Ok(name)
    }

    fn take_bare_names(&mut self) -> Parsed<Vec<Name>> {
        let mut names = vec![self.take_name()?];
        while self.take_symbol(",") {
            names.push(self.take_name()?);
        }
        Ok(names)
    }

    fn take_step(&mut self) -> Parsed<Step> {
        let mut step = Step {
            table: None,
            alias: None,
            columns: Vec::new(),
            expressions: Vec::new(),
            from: Vec::new(),
            query: None,
        };
        let mark = self.mark();
        let ctes = self.take_with()?;
        if self.take_word("insert") || self.is_word("replace") {
            self.take_insert(&mut step)?;
        } else if self.take_word("update") {
            self.take_update(&mut step)?;
        } else if self.take_word("delete") {
            self.expect_word("from")?;
            self.take_target(&mut step)?;
            self.take_filter(&mut step)?;
        } else {
            self.reset(mark);
            step.query = Some(self.take_query()?);
            return Ok(step);
        }
        step.query.get_or_insert_default().ctes.extend(ctes);
        Ok(step)
    }

    fn take_conflict(&mut self) -> Parsed<()> {
        if self.take_word("or") {
            self.take_name()?;
        }
        Ok(())
    }

    fn take_target(&mut self, step: &mut Step) -> Parsed<()> {
        step.table = Some(self.take_qualified()?);
        if self.take_word("as") {
            step.alias = Some(self.take_name()?);
        }
        if self.take_words(&["indexed", "by"]) {
            self.take_name()?;
        } else {
            self.take_words(&["not", "indexed"]);
        }
        Ok(())
    }

    fn take_insert(&mut self, step: &mut Step) -> Parsed<()> {
        if !self.take_word("replace") {
            self.take_conflict()?;
        }
        self.expect_word("into")?;
        self.take_target(step)?;
        step.columns = self.take_names()?;
        if !self.take_words(&["default", "values"]) {
            step.query = Some(self.take_query()?);
        }
        while self.take_words(&["on", "conflict"]) {
            if self.take_symbol("(") {
                step.expressions.extend(self.take_ordering()?);
                self.expect_symbol(")")?;
            }
            if self.take_word("where") {
                step.expressions.push(self.take_expression()?);
            }
            self.expect_word("do")?;
            if !self.take_word("nothing") {
                self.expect_word("update")?;
                self.take_assignments(step)?;
                self.take_filter(step)?;
            }
        }
        Ok(())
    }

    fn take_update(&mut self, step: &mut Step) -> Parsed<()> {
        self.take_conflict()?;
        self.take_target(step)?;
        self.take_assignments(step)?;
        if self.take_word("from") {
            step.from = self.take_joins()?;
        }
        self.take_filter(step)
    }

    fn take_assignments(&mut self, step: &mut Step) -> Parsed<()> {
        self.expect_word("set")?;
        loop {
            if self.is_symbol("(") {
                step.columns.extend(self.take_names()?);
            } else {
                step.columns.push(self.take_name()?);
            }
            self.expect_symbol("=")?;
            step.expressions.push(self.take_expression()?);
            if !self.take_symbol(",") {
                return Ok(());
            }
        }
    }

    fn take_filter(&mut self, step: &mut Step) -> Parsed<()> {
        if self.take_word("where") {
            step.expressions.push(self.take_expression()?);
        }
        if self.take_words(&["order", "by"]) {
            step.expressions.extend(self.take_ordering()?);
        }
        if self.take_word("limit") {
            step.expressions.extend(self.take_expressions()?);
        }
        Ok(())
    }
}
