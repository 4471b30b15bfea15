//! The columns of a view, inferred from its query.
//!
//! Names and native types come out as SQLite itself reports them for the view. Nullability, which
//! SQLite does not report, is proved where the query proves it. What the query leaves open is
//! `Any` and assumed to be nullable; what is not known is never guessed.

mod affinity;
mod check;
mod expression;
mod functions;
mod query;
mod scope;
mod source;

use std::cell::Cell;

use schema_model::{Column, LogicalType, Nullability};

use super::query::{Query, Reader};
use super::token::SqlError;
pub(crate) use affinity::Affinity;
#[cfg(feature = "ddl")]
pub(crate) use functions::is_known as is_known_function;
use scope::Scope;

/// A table or view that a query reads.
#[derive(Clone, Copy)]
pub(crate) struct Relation<'a> {
    /// Its columns.
    pub(crate) columns: &'a [Column],
    /// Whether it is a view, whose untyped columns have no affinity.
    pub(crate) is_view: bool,
    /// Whether it has a rowid that a query may name.
    pub(crate) has_rowid: bool,
}

/// Finds a table or view by its name, without regard to the case of ASCII letters.
pub(crate) type Lookup<'a> = dyn Fn(&str) -> Option<Relation<'a>> + 'a;

/// The columns of a `CREATE VIEW` statement, or of a query alone.
///
/// # Errors
/// When the text cannot be read, or its columns depend on something that `lookup` does not know.
pub(crate) fn infer(text: &str, lookup: &Lookup<'_>) -> Result<Vec<Column>, SqlError> {
    infer_view(text, lookup, false)
}

/// As [`infer`], where no engine has looked at the query: each name in it must be known.
///
/// # Errors
/// As [`infer`], and when a table, column or function does not exist.
pub(crate) fn infer_checked(text: &str, lookup: &Lookup<'_>) -> Result<Vec<Column>, SqlError> {
    infer_view(text, lookup, true)
}

fn infer_view(text: &str, lookup: &Lookup<'_>, is_checked: bool) -> Result<Vec<Column>, SqlError> {
    let (names, query) = read(text)?;
    let mut columns = infer_query(&query, text, lookup, Affinity::None, is_checked)?;
    if let Some(names) = names {
        if names.len() != columns.len() {
            let (listed, given) = (names.len(), columns.len());
            return Err(Reader::new(text)?.error(format!(
                "the view names {listed} columns, but its query gives {given}"
            )));
        }
        for (column, name) in columns.iter_mut().zip(names) {
            column.name = name;
        }
    }
    Ok(columns)
}

/// The columns that `CREATE TABLE … AS` makes of its query.
///
/// # Errors
/// As [`infer`].
#[cfg(feature = "ddl")]
pub(crate) fn infer_table(query: &str, lookup: &Lookup<'_>) -> Result<Vec<Column>, SqlError> {
    let (_, parsed) = read(query)?;
    infer_query(&parsed, query, lookup, Affinity::Blob, true)
}

/// The tables and views that a query reads, as it spells them, without its own CTEs.
pub(crate) fn sources(text: &str) -> Result<Vec<String>, SqlError> {
    let (_, query) = read(text)?;
    Ok(source::tables_of(&query))
}

fn read(text: &str) -> Result<(Option<Vec<String>>, Query), SqlError> {
    let mut reader = Reader::new(text)?;
    let names = match reader.is_word("create") {
        true => reader.take_view_head()?,
        false => None,
    };
    let query = reader.take_query()?;
    if reader.is_end() {
        Ok((names, query))
    } else {
        reader.fail("the end of the query")
    }
}

fn infer_query(
    query: &Query,
    text: &str,
    lookup: &Lookup<'_>,
    default: Affinity,
    is_checked: bool,
) -> Result<Vec<Column>, SqlError> {
    let context = Context {
        text,
        lookup,
        budget: Cell::new(BUDGET),
        is_checked: Cell::new(is_checked),
    };
    if is_checked {
        context.check_tables(query)?;
    }
    let found = context.infer_query(query, &Scope::root())?;
    let taken = scope::unique_names(found);
    Ok(taken
        .into_iter()
        .map(|found| found.into_column(default))
        .collect())
}

/// How many expressions are looked at before a query counts as too large. Nested recursion could
/// take exponential time otherwise.
const BUDGET: u32 = 200_000;

/// As many columns as SQLite allows.
const MAX_COLUMNS: usize = 2000;

/// What stays the same while one text is looked at.
struct Context<'a, 'r> {
    text: &'a str,
    lookup: &'a Lookup<'r>,
    budget: Cell<u32>,
    /// Whether every name must be known.
    is_checked: Cell<bool>,
}

impl Context<'_, '_> {
    fn spend(&self, offset: usize) -> Result<(), SqlError> {
        match self.budget.get().checked_sub(1) {
            Some(left) => {
                self.budget.set(left);
                Ok(())
            }
            None => Err(self.error(offset, "the query is too large to follow")),
        }
    }

    fn error(&self, offset: usize, message: impl Into<String>) -> SqlError {
        let before = self.text.get(..offset).unwrap_or_default();
        SqlError {
            offset,
            line: 1 + before.matches('\n').count(),
            message: message.into(),
        }
    }
}

/// Whether a value can be NULL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nulls {
    /// It cannot.
    Never,
    /// It can.
    Possible,
    /// We do not know.
    Unknown,
}

impl Nulls {
    /// NULL if one of two is.
    fn either(self, other: Self) -> Self {
        match (self, other) {
            (Self::Never, other) => other,
            (Self::Possible, _) | (_, Self::Possible) => Self::Possible,
            (Self::Unknown, _) => Self::Unknown,
        }
    }

    /// NULL if both are.
    fn both(self, other: Self) -> Self {
        match (self, other) {
            (Self::Never, _) | (_, Self::Never) => Self::Never,
            (Self::Possible, Self::Possible) => Self::Possible,
            _ => Self::Unknown,
        }
    }
}

/// What is known of a value.
#[derive(Debug, Clone)]
struct Typed {
    /// The declared type of the column that it comes from unchanged.
    declared: Option<String>,
    affinity: Affinity,
    /// The storage classes that it may have, as SQLite guesses them.
    classes: u8,
    logical_type: LogicalType,
    nulls: Nulls,
}

impl Typed {
    /// A value of an expression, in contrast to a column.
    fn value(logical_type: LogicalType, nulls: Nulls) -> Self {
        Self {
            declared: None,
            affinity: Affinity::None,
            classes: affinity::NUMERIC,
            logical_type,
            nulls,
        }
    }

    /// The result of a function.
    fn result(logical_type: LogicalType, nulls: Nulls) -> Self {
        Self {
            classes: affinity::ANY,
            ..Self::value(logical_type, nulls)
        }
    }

    fn unknown() -> Self {
        Self::result(LogicalType::Any, Nulls::Unknown)
    }

    /// The type of a value that is one of two. The literal NULL has no say.
    fn common_type(&self, other: &Self) -> LogicalType {
        if self.classes == 0 || self.logical_type == other.logical_type {
            other.logical_type.clone()
        } else if other.classes == 0 {
            self.logical_type.clone()
        } else {
            LogicalType::Any
        }
    }
}

/// A column of a query's result.
#[derive(Debug, Clone)]
struct Found {
    name: String,
    /// As the first arm has it, which names and types the result.
    typed: Typed,
    /// The declared type in the last arm, which is what a query round this one sees.
    last_declared: Option<String>,
    /// The first arm casts.
    is_cast: bool,
    /// Another name for the rowid of a table.
    is_rowid: bool,
    /// `*` leaves it out.
    is_hidden: bool,
}

impl Found {
    fn new(name: impl Into<String>, typed: Typed) -> Self {
        Self {
            name: name.into(),
            last_declared: typed.declared.clone(),
            typed,
            is_cast: false,
            is_rowid: false,
            is_hidden: false,
        }
    }

    fn into_column(self, default: Affinity) -> Column {
        let affinity = self.typed.affinity.or(default);
        let native = affinity::native_type(self.typed.declared.as_deref(), affinity);
        let mut column = Column::new(self.name, native, self.typed.logical_type);
        column.nullable = self.typed.nulls != Nulls::Never;
        column.nullability = match self.typed.nulls {
            Nulls::Unknown => Nullability::Assumed,
            Nulls::Never | Nulls::Possible => Nullability::Proved,
        };
        column
    }
}

#[cfg(test)]
mod tests;
