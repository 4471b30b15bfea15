//! Table constraints, and what they share with column constraints.

use schema_model::{
    Action, Check, Constraint, ConstraintKind, Deferrable, ForeignKey, IndexKey, IndexPart, Key,
    MatchKind, ObjectName, Options, Table,
};

use super::column::read_collation;
use super::one_of::one_of;
use crate::dialect::sqlite::cursor::{Cursor, split_list};
use crate::dialect::sqlite::token::{SqlError, Token, text_of};

/// The words that begin a table constraint; no column can have them as its name without quotes.
const BEGINNINGS: [&str; 5] = ["constraint", "primary", "unique", "check", "foreign"];

pub(super) fn begins_table_constraint(cursor: &Cursor<'_>) -> bool {
    cursor
        .peek(0)
        .is_some_and(|token| token.is_any_word(&BEGINNINGS))
}

/// Reads one table constraint and adds it to the table.
pub(super) fn read_table_constraint(
    cursor: &mut Cursor<'_>,
    table: &mut Table,
) -> Result<(), SqlError> {
    let mut name = None;
    while cursor.eat(&["constraint"]) {
        name = Some(cursor.name("the constraint's name")?);
    }
    let constraint = if cursor.eat(&["primary", "key"]) {
        read_primary_key(cursor, name, table)?
    } else if cursor.eat(&["unique"]) {
        let (key, _) = read_key(cursor)?;
        let mut unique = Constraint::new(name, ConstraintKind::Unique(key));
        unique.on_conflict = read_conflict(cursor)?;
        unique
    } else if cursor.eat(&["check"]) {
        let check = read_check(cursor)?;
        let mut check = Constraint::new(name, ConstraintKind::Check(check));
        check.on_conflict = read_conflict(cursor)?;
        check
    } else if cursor.eat(&["foreign", "key"]) {
        let columns = cursor.names("a column's name")?;
        read_references(cursor, name, columns)?
    } else if name.is_some() && (cursor.is_end() || cursor.sees_operator(",")) {
        // SQLite takes a name without a constraint, and forgets it.
        return Ok(());
    } else {
        return Err(cursor.expected("a table constraint"));
    };
    table.constraints.push(constraint);
    Ok(())
}

fn read_primary_key(
    cursor: &mut Cursor<'_>,
    name: Option<String>,
    table: &mut Table,
) -> Result<Constraint, SqlError> {
    let (key, auto_increment) = read_key(cursor)?;
    if let [column] = key.columns.as_slice()
        && let Some(column) = super::finish::find_column_mut(table, column)
    {
        // Here `DESC` makes no difference, other than in a column constraint.
        column.rowid_alias = column.native_type == "INTEGER";
        column.auto_increment = auto_increment;
    }
    let mut constraint = Constraint::new(name, ConstraintKind::PrimaryKey(key));
    constraint.on_conflict = read_conflict(cursor)?;
    Ok(constraint)
}

/// Reads the columns of a key; `AUTOINCREMENT` may stand after the last.
fn read_key(cursor: &mut Cursor<'_>) -> Result<(Key, bool), SqlError> {
    let open = *cursor;
    let mut group = cursor.group()?;
    let mut auto_increment = false;
    if let [columns @ .., last] = group
        && !columns.is_empty()
        && last.is_word("autoincrement")
    {
        (group, auto_increment) = (columns, true);
    }
    let mut columns = Vec::new();
    let mut parts = Vec::new();
    let mut plain = true;
    for item in split_list(group) {
        let ListPart { part, ordered } = read_list_part(item)?;
        let IndexKey::Column(column) = &part.key else {
            return Err(open.error("a primary or unique key takes columns, not expressions"));
        };
        plain &= !ordered && part.collation.is_none();
        columns.push(column.clone());
        parts.push(part);
    }
    let mut key = Key::over(columns);
    // An order that is written out is kept, `AUTOINCREMENT` inside the parentheses too, so that
    // the key is written again as it was.
    if !plain || auto_increment {
        key.parts = parts;
    }
    Ok((key, auto_increment))
}

/// One item of the list of columns of a key or an index.
pub(crate) struct ListPart {
    /// What it says.
    pub part: IndexPart,
    /// Whether `ASC` or `DESC` is written out.
    pub ordered: bool,
}

/// Reads an item of the list of columns of a key or an index.
pub(crate) fn read_list_part(item: &[Token<'_>]) -> Result<ListPart, SqlError> {
    let (item, descending) = match item {
        [rest @ .., last] if last.is_word("asc") && !rest.is_empty() => (rest, Some(false)),
        [rest @ .., last] if last.is_word("desc") && !rest.is_empty() => (rest, Some(true)),
        _ => (item, None),
    };
    if let [.., nulls, last] = item
        && nulls.is_word("nulls")
        && last.is_any_word(&["first", "last"])
    {
        let message = "SQLite takes no NULLS FIRST or NULLS LAST in a key or index";
        return Err(Cursor::new(&item[item.len() - 2..]).error(message));
    }
    let (item, collation) = split_collation(item)?;
    let mut part = match item {
        [] => return Err(Cursor::new(item).expected("a column's name")),
        [token] => match token.name() {
            Some(name) => IndexPart::column(name),
            None => IndexPart::expression(token.text),
        },
        _ => IndexPart::expression(text_of(item)),
    };
    part.descending = descending == Some(true);
    part.collation = collation;
    Ok(ListPart {
        part,
        ordered: descending.is_some(),
    })
}

/// Takes `COLLATE name` off the end, when what is before it is one operand; after an operator it
/// belongs to the last operand alone, and so to the expression.
fn split_collation<'s>(
    item: &'s [Token<'s>],
) -> Result<(&'s [Token<'s>], Option<String>), SqlError> {
    let [before @ .., word, name] = item else {
        return Ok((item, None));
    };
    if !word.is_word("collate") || !is_one_operand(before) {
        return Ok((item, None));
    }
    let name = [*name];
    let collation = read_collation(&mut Cursor::new(&name))?;
    Ok((before, Some(collation)))
}

fn is_one_operand(tokens: &[Token<'_>]) -> bool {
    let mut cursor = Cursor::new(tokens);
    if !cursor.sees_operator("(") && cursor.next().is_none() {
        return false;
    }
    cursor.is_end() || (cursor.group().is_ok() && cursor.is_end())
}

/// Reads the expression of a CHECK, after the word.
pub(super) fn read_check(cursor: &mut Cursor<'_>) -> Result<Check, SqlError> {
    let group = cursor.group()?;
    if group.is_empty() {
        return Err(cursor.error("a check needs an expression"));
    }
    Ok(Check {
        expression: text_of(group),
        column: None,
        one_of: one_of(group),
    })
}

/// Reads `ON CONFLICT …`, if it comes next.
pub(super) fn read_conflict(cursor: &mut Cursor<'_>) -> Result<Option<String>, SqlError> {
    const RESOLUTIONS: [&str; 5] = ["rollback", "abort", "fail", "ignore", "replace"];
    if !cursor.eat(&["on", "conflict"]) {
        return Ok(None);
    }
    let found = RESOLUTIONS.into_iter().find(|word| cursor.eat(&[word]));
    match found {
        Some(word) => Ok(Some(word.into())),
        None => Err(cursor.expected("`ROLLBACK`, `ABORT`, `FAIL`, `IGNORE` or `REPLACE`")),
    }
}

/// Reads `REFERENCES …` with its actions and deferral.
pub(super) fn read_references(
    cursor: &mut Cursor<'_>,
    name: Option<String>,
    columns: Vec<String>,
) -> Result<Constraint, SqlError> {
    cursor.expect(&["references"])?;
    let start = *cursor;
    let mut key = ForeignKey {
        columns,
        references: ObjectName::bare(cursor.name("the referenced table")?),
        referenced_columns: Vec::new(),
        on_delete: Action::NoAction,
        on_delete_columns: Vec::new(),
        on_update: Action::NoAction,
        match_kind: MatchKind::Simple,
        period: false,
        options: Options::new(),
    };
    if cursor.sees_operator("(") {
        key.referenced_columns = cursor.names("a column's name")?;
        if key.referenced_columns.len() != key.columns.len() {
            return Err(start.error(format!(
                "the foreign key has {} columns, but references {}",
                key.columns.len(),
                key.referenced_columns.len()
            )));
        }
    }
    while read_reference_clause(cursor, &mut key)? {}
    let deferrable = read_deferral(cursor)?.unwrap_or_default();
    let mut constraint = Constraint::new(name, ConstraintKind::ForeignKey(key));
    constraint.deferrable = deferrable;
    Ok(constraint)
}

/// Reads `ON DELETE …`, `ON UPDATE …` or `MATCH …`.
fn read_reference_clause(cursor: &mut Cursor<'_>, key: &mut ForeignKey) -> Result<bool, SqlError> {
    if cursor.eat(&["on", "delete"]) {
        key.on_delete = read_action(cursor)?;
    } else if cursor.eat(&["on", "update"]) {
        key.on_update = read_action(cursor)?;
    } else if cursor.eat(&["on", "insert"]) {
        // Part of the grammar, without effect.
        read_action(cursor)?;
    } else if cursor.eat(&["match"]) {
        read_match(cursor, key)?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// SQLite takes any word and heeds none, so a word that is not the default's absence is kept.
fn read_match(cursor: &mut Cursor<'_>, key: &mut ForeignKey) -> Result<(), SqlError> {
    let word = cursor.name("`SIMPLE`, `FULL` or `PARTIAL`")?;
    match word.to_ascii_lowercase().as_str() {
        "full" => key.match_kind = MatchKind::Full,
        "partial" => key.match_kind = MatchKind::Partial,
        _ => {
            key.options.insert("match".into(), word);
        }
    }
    Ok(())
}

fn read_action(cursor: &mut Cursor<'_>) -> Result<Action, SqlError> {
    const ACTIONS: [(&[&str], Action); 5] = [
        (&["no", "action"], Action::NoAction),
        (&["restrict"], Action::Restrict),
        (&["cascade"], Action::Cascade),
        (&["set", "null"], Action::SetNull),
        (&["set", "default"], Action::SetDefault),
    ];
    let found = ACTIONS.into_iter().find(|(words, _)| cursor.eat(words));
    found
        .map(|(_, action)| action)
        .ok_or_else(|| cursor.expected("an action, such as `CASCADE` or `SET NULL`"))
}

/// Reads `[NOT] DEFERRABLE [INITIALLY …]`, if it comes next.
pub(super) fn read_deferral(cursor: &mut Cursor<'_>) -> Result<Option<Deferrable>, SqlError> {
    let not = cursor.eat(&["not", "deferrable"]);
    if !not && !cursor.eat(&["deferrable"]) {
        return Ok(None);
    }
    let mut deferred = false;
    if cursor.eat(&["initially"]) {
        deferred = cursor.eat(&["deferred"]);
        if !deferred {
            cursor.expect(&["immediate"])?;
        }
    }
    Ok(Some(match (not, deferred) {
        (true, _) => Deferrable::No,
        (false, true) => Deferrable::InitiallyDeferred,
        (false, false) => Deferrable::InitiallyImmediate,
    }))
}

/// In a column definition the deferral is a constraint of its own, about the reference before it.
pub(super) fn defer(constraints: &mut [Constraint], deferrable: Deferrable) {
    if let Some(constraint) = constraints
        .iter_mut()
        .rev()
        .find(|constraint| matches!(constraint.kind, ConstraintKind::ForeignKey(_)))
    {
        constraint.deferrable = deferrable;
    }
}
