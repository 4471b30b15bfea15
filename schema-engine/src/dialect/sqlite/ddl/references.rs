//! Where the texts of the catalog name a table, or a column of it.

mod walk;

use std::ops::Range;

use super::alter::Body;
use super::master::State;
use super::relations::Relations;
use crate::dialect::sqlite::catalog::Object;
use crate::dialect::sqlite::query::Reader;
use crate::dialect::sqlite::token::{SqlError, Token, TokenKind, tokenize};
use walk::Walk;

pub(super) type Span = Range<usize>;

/// What gets another name.
pub(super) enum Renamed {
    /// The table itself.
    Table,
    /// This column of it.
    Column(String),
}

/// Finds the names of one table or column in texts.
pub(super) struct References<'a> {
    relations: Relations<'a>,
    table: &'a str,
    renamed: Renamed,
}

impl<'a> References<'a> {
    pub(super) fn new(state: &'a State, table: &'a str, renamed: Renamed) -> Self {
        Self {
            relations: Relations::of_texts(state, []),
            table,
            renamed,
        }
    }

    /// Where the texts of the catalog name it: the rows, with the places in each.
    ///
    /// # Errors
    /// When a text that may name it cannot be read; the name of its object.
    pub(super) fn find_all(&mut self, state: &'a State) -> Result<Vec<(usize, Vec<Span>)>, Unread> {
        let filter = Filter::new(self);
        let rows = state.objects.rows();
        let rows: Vec<_> = rows.filter(|(_, object)| filter.may_name(object)).collect();
        // Only queries ask for the columns of other tables.
        let queries = rows.iter().map(|(_, object)| *object);
        let queries = queries.filter(|object| matches!(object.kind.as_str(), "view" | "trigger"));
        self.relations = Relations::of_texts(state, queries.map(|object| object.sql.as_str()));
        let mut found = Vec::new();
        for (row, object) in rows {
            let spans = self.find(object).map_err(|error| Unread {
                name: object.name.clone(),
                error,
            })?;
            if !spans.is_empty() {
                found.push((row, spans));
            }
        }
        Ok(found)
    }

    /// Where one text names it.
    fn find(&self, object: &Object) -> Result<Vec<Span>, SqlError> {
        match object.kind.as_str() {
            "table" if object.is_virtual() => self.in_virtual(object),
            "table" => self.in_table(object),
            "index" if object.table.eq_ignore_ascii_case(self.table) => self.in_index(object),
            "view" => self.in_view(object),
            "trigger" => self.in_trigger(object),
            _ => Ok(Vec::new()),
        }
    }

    fn in_virtual(&self, object: &Object) -> Result<Vec<Span>, SqlError> {
        let tokens = tokenize(&object.sql)?;
        let is_own = object.name.eq_ignore_ascii_case(self.table);
        let name = tokens.get(3).filter(|_| is_own && self.column().is_none());
        Ok(name.map(span).into_iter().collect())
    }

    fn in_table(&self, object: &Object) -> Result<Vec<Span>, SqlError> {
        let tokens = tokenize(&object.sql)?;
        let is_own = object.name.eq_ignore_ascii_case(self.table);
        let mut spans = Vec::new();
        match self.column() {
            None => {
                spans.extend(tokens.get(2).filter(|_| is_own).map(span));
                for pair in tokens.windows(2) {
                    let [first, second] = pair else { continue };
                    let refers = first.is_word("references") && is_name(second, self.table);
                    if refers {
                        spans.push(span(second));
                    }
                    if is_own && second.is_operator(".") && is_name(first, self.table) {
                        spans.push(span(first));
                    }
                }
            }
            Some(column) => self.columns_in_table(&tokens, is_own, column, &mut spans),
        }
        Ok(spans)
    }

    /// Columns are named in keys, checks and generated columns, and in what refers to the table.
    fn columns_in_table(
        &self,
        tokens: &[Token<'_>],
        is_own: bool,
        column: &str,
        spans: &mut Vec<Span>,
    ) {
        if is_own && let Ok(body) = Body::of(tokens) {
            let names = body.columns.iter().filter(|token| is_name(token, column));
            spans.extend(names.map(span));
        }
        let mut depth = 0;
        let mut is_inside = false;
        for (at, token) in tokens.iter().enumerate() {
            if token.is_operator("(") {
                depth += 1;
                if depth == 2 {
                    is_inside = self.opens_names(&tokens[..at], is_own);
                }
            } else if token.is_operator(")") {
                depth -= 1;
                is_inside &= depth > 1;
            } else if is_inside && is_column(tokens, at, column) {
                spans.push(span(token));
            }
        }
    }

    /// Whether the parenthesis after these tokens holds names of the table's columns.
    fn opens_names(&self, before: &[Token<'_>], is_own: bool) -> bool {
        let [.., second, last] = before else {
            return false;
        };
        if second.is_word("references") {
            return is_name(last, self.table);
        }
        is_own && last.is_any_word(&["key", "unique", "check", "as"])
    }

    fn in_index(&self, object: &Object) -> Result<Vec<Span>, SqlError> {
        let tokens = tokenize(&object.sql)?;
        let Some(on) = tokens.iter().position(|token| token.is_word("on")) else {
            return Ok(Vec::new());
        };
        let Some(column) = self.column() else {
            let names = tokens.iter().enumerate().skip(on).filter(|(at, token)| {
                let qualifies = tokens.get(at + 1).is_some_and(|next| next.is_operator("."));
                is_name(token, self.table) && (*at == on + 1 || qualifies)
            });
            return Ok(names.map(|(_, token)| span(token)).collect());
        };
        let inside = on + 2..tokens.len();
        let columns = inside.filter(|at| is_column(&tokens, *at, column));
        Ok(columns.map(|at| span(&tokens[at])).collect())
    }

    fn in_view(&self, object: &Object) -> Result<Vec<Span>, SqlError> {
        let mut reader = Reader::new(&object.sql)?;
        reader.take_view_head()?;
        let query = reader.take_query()?;
        let mut walk = Walk::new(self);
        walk.query(&query);
        Ok(walk.spans)
    }

    fn in_trigger(&self, object: &Object) -> Result<Vec<Span>, SqlError> {
        let mut reader = Reader::new(&object.sql)?;
        let trigger = reader.take_trigger()?;
        let mut walk = Walk::new(self);
        walk.trigger(&trigger);
        Ok(walk.spans)
    }

    fn column(&self) -> Option<&str> {
        match &self.renamed {
            Renamed::Table => None,
            Renamed::Column(column) => Some(column),
        }
    }
}

/// A text that cannot be read.
pub(super) struct Unread {
    pub(super) name: String,
    pub(super) error: SqlError,
}

/// Passes over texts that do not hold the names at all, since most do not.
struct Filter(Vec<String>);

impl Filter {
    fn new(references: &References<'_>) -> Self {
        let names = [Some(references.table), references.column()];
        // Quotes are doubled in texts.
        let names = names.into_iter().flatten();
        let names = names.filter(|name| !name.contains(['"', '\'', '`']));
        Self(names.map(str::to_ascii_lowercase).collect())
    }

    fn may_name(&self, object: &Object) -> bool {
        let text = object.sql.to_ascii_lowercase();
        self.0.iter().all(|name| text.contains(name.as_str()))
    }
}

fn span(token: &Token<'_>) -> Span {
    token.start..token.end()
}

fn is_name(token: &Token<'_>, name: &str) -> bool {
    token
        .name()
        .is_some_and(|token| token.eq_ignore_ascii_case(name))
}

/// Whether the token at this place names a column.
fn is_column(tokens: &[Token<'_>], at: usize, column: &str) -> bool {
    let token = &tokens[at];
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let follows = |operator: &str| {
        tokens
            .get(at + 1)
            .is_some_and(|next| next.is_operator(operator))
    };
    let is_other = before.is_some_and(|before| before.is_any_word(&["collate", "as"]));
    token.kind != TokenKind::String
        && is_name(token, column)
        && !is_other
        && !follows("(")
        && !follows(".")
}
