//! Queries and expressions as SQLite reads them.
//!
//! General SQL parsers refuse parts of SQLite's grammar (`a IS b`, `x IN t`, `INDEXED BY`, `RAISE`)
//! and drop what decides the names of a view's columns, the text of each expression. So the little
//! that views, triggers and renames need is read here, with the place of every name.
//! What a query does to rows is none of this module's business.

mod expression;
mod reader;
mod select;
#[cfg(feature = "ddl")]
mod trigger;
mod walk;

use std::ops::Range;

pub(crate) use reader::Reader;
#[cfg(feature = "ddl")]
pub(crate) use trigger::{Step, Trigger};

/// A name as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// Without quotes.
    pub(crate) text: String,
    /// Where it stands, quotes included.
    pub(crate) span: Range<usize>,
    /// Whether it is in double quotes, and so a string where there is no such column.
    pub(crate) may_be_string: bool,
}

impl Name {
    /// Names compare without regard to the case of ASCII letters.
    pub(crate) fn is(&self, other: &str) -> bool {
        self.text.eq_ignore_ascii_case(other)
    }
}

/// A whole SELECT with its CTEs and arms.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query {
    pub(crate) ctes: Vec<Cte>,
    /// The first arm combines with nothing.
    pub(crate) arms: Vec<(Compound, Arm)>,
    pub(crate) order_by: Vec<Expr>,
    pub(crate) limit: Vec<Expr>,
}

#[derive(Debug, Clone)]
pub(crate) struct Cte {
    pub(crate) name: Name,
    pub(crate) columns: Vec<Name>,
    pub(crate) query: Query,
}

/// How an arm combines with the arms before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compound {
    Union,
    Intersect,
    Except,
}

#[derive(Debug, Clone)]
pub(crate) enum Arm {
    Select(Box<Select>),
    Values(Vec<Vec<Expr>>),
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Select {
    pub(crate) items: Vec<Item>,
    pub(crate) from: Vec<Join>,
    pub(crate) filter: Option<Expr>,
    pub(crate) group_by: Vec<Expr>,
    pub(crate) having: Option<Expr>,
    pub(crate) windows: Vec<Expr>,
}

/// An entry of the select list.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    /// `*`
    Star,
    /// `t.*`
    TableStar(Name),
    /// An expression, with its alias.
    Expr(Expr, Option<Name>),
}

/// One source of rows, with the join that brings it in.
#[derive(Debug, Clone)]
pub(crate) struct Join {
    /// The rows before it may come without a row of it.
    pub(crate) left: bool,
    /// It may come without a row of those before it.
    pub(crate) right: bool,
    pub(crate) natural: bool,
    pub(crate) source: Source,
    pub(crate) alias: Option<Name>,
    pub(crate) on: Option<Expr>,
    pub(crate) using: Vec<Name>,
}

#[derive(Debug, Clone)]
pub(crate) enum Source {
    Table {
        schema: Option<Name>,
        name: Name,
    },
    /// `json_each(x)`
    Function {
        name: Name,
        arguments: Vec<Expr>,
    },
    Query(Box<Query>),
    /// A join in parentheses.
    Joined(Vec<Join>),
}

#[derive(Debug, Clone)]
pub(crate) struct Expr {
    pub(crate) kind: ExprKind,
    pub(crate) span: Range<usize>,
    /// Levels below, so that walks know that they end in time.
    height: u16,
}

#[derive(Debug, Clone)]
pub(crate) enum ExprKind {
    Null,
    Integer,
    Real,
    String,
    Blob,
    /// A parameter, or a call that the database answers (`RAISE`).
    Unknown,
    /// `CURRENT_TIMESTAMP` and its siblings.
    CurrentTime,
    /// `column`, `table.column`, `schema.table.column`.
    Column {
        table: Option<Name>,
        column: Name,
    },
    Unary(Unary, Box<Expr>),
    Binary(Binary, Box<Expr>, Box<Expr>),
    Collate(Box<Expr>),
    /// A cast with the name of the type.
    Cast(Box<Expr>, String),
    Case {
        operand: Option<Box<Expr>>,
        branches: Vec<(Expr, Expr)>,
        otherwise: Option<Box<Expr>>,
    },
    Call(Box<Call>),
    /// `IS NULL`, or with `true` `IS NOT NULL`: never NULL itself.
    NullTest(Box<Expr>, bool),
    Between(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `LIKE`, `GLOB` and, as user functions answer them, `REGEXP` and `MATCH`.
    Pattern {
        built_in: bool,
        operands: Vec<Expr>,
    },
    InList(Box<Expr>, Vec<Expr>),
    InQuery(Box<Expr>, Box<Query>),
    /// `x IN table`
    InTable(Box<Expr>, Box<Source>),
    Exists(Box<Query>),
    Subquery(Box<Query>),
    Row(Vec<Expr>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unary {
    Plus,
    Minus,
    BitNot,
    Not,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Binary {
    And,
    Or,
    /// `=`, `<` and the like: NULL if an operand is.
    Compare,
    /// `IS` and `IS NOT`: never NULL.
    Is,
    Concat,
    /// `+`, `-`, `*`.
    Arithmetic,
    /// `/` and `%`: NULL when divided by zero.
    Divide,
    /// `&`, `|`, `<<`, `>>`.
    Bits,
    /// `->`.
    Json,
    /// `->>`.
    JsonValue,
}

/// A function call.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) name: Name,
    pub(crate) arguments: Vec<Expr>,
    /// `count(*)`
    pub(crate) star: bool,
    pub(crate) order_by: Vec<Expr>,
    pub(crate) filter: Option<Expr>,
    /// Set for a window function: the expressions of its window.
    pub(crate) over: Option<Vec<Expr>>,
}
