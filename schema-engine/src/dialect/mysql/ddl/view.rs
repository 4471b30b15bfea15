//! `CREATE VIEW`: its head, its query as text, and what the query reads.

use schema_model::{Column, LogicalType, Nullability, Options};

use crate::dialect::mysql::cursor::{Cursor, Unexpected};
use crate::dialect::mysql::flavour::Flavour;
use crate::dialect::mysql::lexer::{Kind, Token, tokens};
use crate::dialect::mysql::types::quote_name;

/// A view as its text says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ViewText {
    /// Name.
    pub name: String,
    /// Columns that are named before the query.
    pub columns: Vec<String>,
    /// The query.
    pub definition: String,
    /// Algorithm, definer, security and check option where they are not the usual ones, and the
    /// names before the query, which not every server puts into the query itself.
    pub options: Options,
}

/// Reads a view from the word `CREATE` on.
pub(crate) fn parse_view(cursor: &mut Cursor<'_>) -> Result<ViewText, Unexpected> {
    let mut options = Options::new();
    cursor.expect(&["create"])?;
    cursor.accept(&["or", "replace"]);
    if cursor.accept(&["algorithm"]) {
        cursor.accept_symbol('=');
        let algorithm = cursor.name()?.to_ascii_lowercase();
        if algorithm != "undefined" {
            options.insert("algorithm".into(), algorithm);
        }
    }
    if let Some(definer) = parse_definer(cursor)? {
        options.insert("definer".into(), definer);
    }
    if cursor.accept(&["sql", "security"]) && cursor.name()?.eq_ignore_ascii_case("invoker") {
        options.insert("sql_security".into(), "invoker".into());
    }
    cursor.expect(&["view"])?;
    cursor.accept(&["if", "not", "exists"]);
    let (_, name) = cursor.qualified()?;
    let columns = match cursor.sees_symbol('(') {
        true => super::constraint::column_names(cursor)?,
        false => Vec::new(),
    };
    if !columns.is_empty() {
        let names: Vec<_> = columns.iter().map(|name| quote_name(name)).collect();
        options.insert("columns".into(), names.join(","));
    }
    cursor.expect(&["as"])?;
    let (definition, check) = split_check_option(cursor.rest());
    if let Some(check) = check {
        options.insert("check_option".into(), check.into());
    }
    Ok(ViewText {
        name,
        columns,
        definition: definition.trim_end_matches("*/").trim_end().into(),
        options,
    })
}

/// Takes `DEFINER = account` and gives the account as it is written.
pub(super) fn parse_definer(cursor: &mut Cursor<'_>) -> Result<Option<String>, Unexpected> {
    if !cursor.accept(&["definer"]) {
        return Ok(None);
    }
    cursor.accept_symbol('=');
    let start = cursor.offset();
    cursor.name()?;
    if cursor.accept_symbol('@') {
        cursor.name()?;
    } else if cursor.sees_symbol('(') {
        cursor.parenthesized()?;
    }
    Ok(Some(cursor.since(start).replace(" @ ", "@")))
}

/// Takes `WITH … CHECK OPTION` off the end of a query.
fn split_check_option(query: &str) -> (&str, Option<&'static str>) {
    for (ending, name) in [
        (" WITH CASCADED CHECK OPTION", "cascaded"),
        (" WITH LOCAL CHECK OPTION", "local"),
        (" WITH CHECK OPTION", "cascaded"),
    ] {
        let start = query.len().saturating_sub(ending.len());
        if let Some(tail) = query.get(start..)
            && tail.eq_ignore_ascii_case(ending)
        {
            return (query[..start].trim_end(), Some(name));
        }
    }
    (query, None)
}

/// The relations and the functions that a query names, without those of other databases.
pub(crate) fn view_dependencies(query: &str, flavour: &Flavour) -> (Vec<String>, Vec<String>) {
    let tokens = tokens(query, flavour);
    let mut relations = Vec::new();
    let mut functions = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let dotted = |i: usize| tokens.get(i).is_some_and(|token| token.is_symbol('.'));
        let is_part = dotted(at + 1) || at > 0 && dotted(at - 1);
        if is_part || !matches!(token.kind, Kind::Name | Kind::Word) {
            continue;
        }
        if tokens.get(at + 1).is_some_and(|next| next.is_symbol('(')) {
            functions.push(token.value());
        } else if follows_from(&tokens[..at]) {
            relations.push(token.value());
        }
    }
    (relations, functions)
}

/// Whether a relation's name stands after these tokens.
fn follows_from(before: &[Token<'_>]) -> bool {
    let last = before.iter().rev().find(|token| !token.is_symbol('('));
    let words = ["from", "join", "straight_join"];
    // In a list of relations the comma comes after a name or an alias; a list of columns would not
    // hold the name of a relation there, so one too many does no harm.
    last.is_some_and(|token| token.is_symbol(',') || words.iter().any(|w| token.is_word(w)))
}

/// The columns of a view whose query someone wrote: their names as far as they are named, and the
/// types of those that are plain columns. For the others only a server knows the type.
pub(super) fn columns(
    named: &[String],
    query: &str,
    flavour: &Flavour,
    lookup: impl Fn(&str, &str) -> Option<Column>,
) -> Vec<Column> {
    let tokens = tokens(query, flavour);
    let aliases = aliases(&tokens);
    select_items(&tokens)
        .iter()
        .enumerate()
        .filter_map(|(index, item)| {
            let name = named.get(index).cloned().or_else(|| item_name(item))?;
            let column = plain_column(item, &aliases, &lookup)
                .unwrap_or_else(|| Column::new("", "unknown", LogicalType::Other));
            let unknown = column.logical_type == LogicalType::Other;
            let mut view = Column::new(name, column.native_type, column.logical_type);
            view.nullable = unknown || column.nullable;
            view.nullability = Nullability::Assumed;
            Some(view)
        })
        .collect()
}

/// The items between `SELECT` and `FROM`.
fn select_items<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    let Some(start) = tokens.iter().position(|token| token.is_word("select")) else {
        return Vec::new();
    };
    let mut start = start + 1;
    if tokens
        .get(start)
        .is_some_and(|token| token.is_word("distinct"))
    {
        start += 1;
    }
    let mut items = Vec::new();
    let mut depth = 0_usize;
    let mut begin = start;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        if token.is_symbol('(') {
            depth += 1;
        } else if token.is_symbol(')') {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && (token.is_symbol(',') || token.is_word("from")) {
            items.push(&tokens[begin..at]);
            begin = at + 1;
            if token.is_word("from") {
                return items;
            }
        }
    }
    items.push(&tokens[begin..]);
    items
}

fn item_name(item: &[Token<'_>]) -> Option<String> {
    let last = item.last()?;
    matches!(last.kind, Kind::Name | Kind::Word).then(|| last.value())
}

/// Each relation of the query under the name that its columns are called by.
fn aliases(tokens: &[Token<'_>]) -> Vec<(String, String)> {
    let mut aliases = Vec::new();
    for at in 1..tokens.len() {
        let token = &tokens[at];
        let named = matches!(token.kind, Kind::Name | Kind::Word);
        if !named || !follows_from(&tokens[..at]) {
            continue;
        }
        let mut next = tokens.get(at + 1);
        if next.is_some_and(|token| token.is_word("as")) {
            next = tokens.get(at + 2);
        }
        let words = [
            "on", "where", "join", "left", "right", "inner", "cross", "group", "order", "using",
        ];
        let alias = next.filter(|token| {
            let keyword = words.iter().any(|word| token.is_word(word));
            matches!(token.kind, Kind::Name | Kind::Word) && !keyword
        });
        let alias = alias.map_or_else(|| token.value(), Token::value);
        aliases.push((alias, token.value()));
    }
    aliases
}

/// The column that an item `relation.column` or `column` names.
fn plain_column(
    item: &[Token<'_>],
    aliases: &[(String, String)],
    lookup: &impl Fn(&str, &str) -> Option<Column>,
) -> Option<Column> {
    let is_name = |token: &Token<'_>| matches!(token.kind, Kind::Name | Kind::Word);
    let item = match item {
        [rest @ .., keyword, alias] if keyword.is_word("as") && is_name(alias) => rest,
        other => other,
    };
    match item {
        [relation, dot, column] if dot.is_symbol('.') && is_name(relation) && is_name(column) => {
            let relation = relation.value();
            let (_, table) = aliases.iter().find(|(alias, _)| *alias == relation)?;
            lookup(table, &column.value())
        }
        [column] if is_name(column) => aliases
            .iter()
            .find_map(|(_, table)| lookup(table, &column.value())),
        _ => None,
    }
}
