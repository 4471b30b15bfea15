//! Reads constraints, as people write them and as `pg_get_constraintdef` prints them.

use schema_model::{
    Action, Check, Constraint, ConstraintKind, Deferrable, Exclusion, ForeignKey, Key, MatchKind,
    OneOf, Options,
};

use super::cursor::Cursor;
use super::index::{parse_options, parse_part};
use super::lexer::{self, NAME_LIMIT, TokenKind, clip};

/// Reads what `pg_get_constraintdef` prints.
#[cfg(feature = "postgres")]
pub(crate) fn parse_constraint_text(name: &str, text: &str) -> Option<Constraint> {
    let tokens = lexer::tokens(text);
    let mut cursor = Cursor::new(text, &tokens);
    let constraint = parse_constraint(&mut cursor, Some(name.to_owned()), None)?;
    cursor.is_done().then_some(constraint)
}

/// Reads a constraint after its name. A constraint of one column names no columns itself.
pub(crate) fn parse_constraint(
    cursor: &mut Cursor<'_, '_>,
    name: Option<String>,
    column: Option<&str>,
) -> Option<Constraint> {
    let kind = parse_kind(cursor, column)?;
    let mut constraint = Constraint::new(name, kind);
    parse_attributes(cursor, &mut constraint);
    Some(constraint)
}

/// Whether a constraint begins here.
pub(crate) fn starts_constraint(cursor: &Cursor<'_, '_>) -> bool {
    let mut ahead = cursor.clone();
    cursor.at_word("check")
        || ahead.eat("primary key")
        || ahead.eat("foreign key")
        || ahead.eat("exclude using")
        || (ahead.eat("unique") && (ahead.at_symbol("(") || ahead.at_any(&["nulls", "using"])))
        || (ahead.eat("exclude") && ahead.at_symbol("("))
}

fn parse_kind(cursor: &mut Cursor<'_, '_>, column: Option<&str>) -> Option<ConstraintKind> {
    if cursor.eat("primary key") {
        Some(ConstraintKind::PrimaryKey(parse_key(cursor, column)?))
    } else if cursor.eat("unique") {
        Some(ConstraintKind::Unique(parse_key(cursor, column)?))
    } else if cursor.eat("check") {
        let expression = cursor.parenthesized()?.unparenthesized();
        Some(ConstraintKind::Check(Check {
            one_of: parse_one_of(expression),
            expression: expression.to_owned(),
            column: None,
        }))
    } else if cursor.eat("exclude") {
        Some(ConstraintKind::Exclusion(parse_exclusion(cursor)?))
    } else if cursor.eat("foreign key") {
        let (columns, period) = period_columns(cursor.parenthesized()?)?;
        parse_reference(cursor, columns, period).map(ConstraintKind::ForeignKey)
    } else if cursor.at_word("references") {
        let columns = column.map(|column| vec![column.to_owned()])?;
        parse_reference(cursor, columns, false).map(ConstraintKind::ForeignKey)
    } else {
        None
    }
}

fn parse_key(cursor: &mut Cursor<'_, '_>, column: Option<&str>) -> Option<Key> {
    let nulls_not_distinct = cursor.eat("nulls not distinct");
    cursor.eat("nulls distinct");
    let mut key = Key::over(column);
    key.nulls_not_distinct = nulls_not_distinct;
    if column.is_none() {
        for mut item in cursor.parenthesized()?.split_commas() {
            key.columns.push(item.identifier()?);
            key.without_overlaps |= item.eat("without overlaps");
        }
    }
    if cursor.eat("include") {
        key.include = cursor.columns()?;
    }
    parse_index_parameters(cursor, &mut key.options)?;
    Some(key)
}

fn parse_index_parameters(cursor: &mut Cursor<'_, '_>, options: &mut Options) -> Option<()> {
    if cursor.eat("with") {
        options.extend(parse_options(cursor.parenthesized()?));
    }
    if cursor.eat("using index tablespace") {
        options.insert("tablespace".into(), cursor.identifier()?);
    }
    Some(())
}

fn parse_exclusion(cursor: &mut Cursor<'_, '_>) -> Option<Exclusion> {
    let method = match cursor.eat("using") {
        true => cursor.identifier()?,
        false => "btree".into(),
    };
    let mut exclusion = Exclusion {
        method,
        parts: Vec::new(),
        operators: Vec::new(),
        include: Vec::new(),
        predicate: None,
        options: Options::new(),
    };
    for mut item in cursor.parenthesized()?.split_commas() {
        exclusion.parts.push(parse_part(&mut item)?);
        item.eat("with").then_some(())?;
        exclusion.operators.push(item.text().to_owned());
    }
    if cursor.eat("include") {
        exclusion.include = cursor.columns()?;
    }
    parse_index_parameters(cursor, &mut exclusion.options)?;
    if cursor.eat("where") {
        exclusion.predicate = Some(cursor.parenthesized()?.unparenthesized().to_owned());
    }
    Some(exclusion)
}

/// Column names, and whether the last one is a period.
fn period_columns(cursor: Cursor<'_, '_>) -> Option<(Vec<String>, bool)> {
    let mut period = false;
    let mut columns = Vec::new();
    for mut item in cursor.split_commas() {
        period |= item.rest().len() == 2 && item.eat("period");
        columns.push(item.identifier()?);
    }
    Some((columns, period))
}

fn parse_reference(
    cursor: &mut Cursor<'_, '_>,
    columns: Vec<String>,
    period: bool,
) -> Option<ForeignKey> {
    cursor.eat("references").then_some(())?;
    let references = cursor.name()?;
    let (referenced_columns, _) = match cursor.parenthesized() {
        Some(inner) => period_columns(inner)?,
        None => (Vec::new(), false),
    };
    let mut key = ForeignKey {
        columns,
        references,
        referenced_columns,
        on_delete: Action::NoAction,
        on_delete_columns: Vec::new(),
        on_update: Action::NoAction,
        match_kind: MatchKind::Simple,
        period,
        options: Options::new(),
    };
    loop {
        if cursor.eat("match full") {
            key.match_kind = MatchKind::Full;
        } else if cursor.eat("match partial") {
            key.match_kind = MatchKind::Partial;
        } else if cursor.eat("match simple") {
        } else if cursor.eat("on delete") {
            key.on_delete = parse_action(cursor)?;
            if cursor.at_symbol("(") {
                key.on_delete_columns = cursor.columns()?;
            }
        } else if cursor.eat("on update") {
            key.on_update = parse_action(cursor)?;
        } else {
            return Some(key);
        }
    }
}

fn parse_action(cursor: &mut Cursor<'_, '_>) -> Option<Action> {
    let actions = [
        ("no action", Action::NoAction),
        ("restrict", Action::Restrict),
        ("cascade", Action::Cascade),
        ("set null", Action::SetNull),
        ("set default", Action::SetDefault),
    ];
    let found = actions.into_iter().find(|(words, _)| cursor.eat(words));
    found.map(|(_, action)| action)
}

pub(super) fn parse_attributes(cursor: &mut Cursor<'_, '_>, constraint: &mut Constraint) {
    loop {
        if cursor.eat("not deferrable")
            || cursor.eat("initially immediate")
            || cursor.eat("enforced")
        {
        } else if cursor.eat("deferrable") {
            constraint.deferrable = Deferrable::InitiallyImmediate;
        } else if cursor.eat("initially deferred") {
            constraint.deferrable = Deferrable::InitiallyDeferred;
        } else if cursor.eat("not valid") {
            constraint.validated = false;
        } else if cursor.eat("not enforced") {
            constraint.enforced = false;
            constraint.validated = false;
        } else if cursor.eat("no inherit") {
            constraint.no_inherit = true;
        } else {
            return;
        }
    }
}

/// `column = ANY (ARRAY['a'::text, …])` and `column IN ('a', …)`, in the forms that the server
/// prints and people write.
pub(crate) fn parse_one_of(expression: &str) -> Option<OneOf> {
    let tokens = lexer::tokens(expression);
    let mut cursor = Cursor::new(expression, &tokens);
    let column = parse_column_operand(&mut cursor)?;
    let mut list = if cursor.eat("in") {
        cursor.parenthesized()?
    } else {
        cursor.eat_symbol("=").then_some(())?;
        cursor.eat("any").then_some(())?;
        let mut array = cursor.parenthesized()?;
        if array.at_symbol("(") {
            array = array.parenthesized()?;
        }
        array.eat("array").then_some(())?;
        array.eat_symbol("[").then_some(())?;
        array.take_until(|token| token.is_symbol("]"))
    };
    cursor.is_done().then_some(())?;
    let mut values = Vec::new();
    let mut integers = None;
    while !list.is_done() {
        let mut item = list.take_until(|token| token.is_symbol(","));
        list.bump();
        let (value, integer) = parse_value(&mut item)?;
        if *integers.get_or_insert(integer) != integer {
            return None;
        }
        values.push(value);
    }
    Some(OneOf {
        column,
        values,
        integers: integers?,
    })
}

fn parse_column_operand(cursor: &mut Cursor<'_, '_>) -> Option<String> {
    let column = match cursor.parenthesized() {
        Some(mut inner) => parse_column_operand(&mut inner)?,
        None => cursor.identifier()?,
    };
    skip_cast(cursor);
    Some(column)
}

fn skip_cast(cursor: &mut Cursor<'_, '_>) {
    while cursor.eat_symbol("::") {
        cursor.take_until(|token| token.kind == TokenKind::Symbol && token.text != ".");
        cursor.parenthesized();
    }
}

fn parse_value(item: &mut Cursor<'_, '_>) -> Option<(String, bool)> {
    let value = if let Some(mut inner) = item.parenthesized() {
        parse_value(&mut inner)?
    } else if let Some(text) = item.string() {
        (text, false)
    } else {
        (item.number().filter(|n| !n.contains('.'))?, true)
    };
    skip_cast(item);
    item.is_done().then_some(value)
}

/// Two names and a suffix in 63 bytes, the longer name shortened first, as the server does it.
pub(crate) fn make_name(first: &str, second: &str, suffix: &str) -> String {
    let overhead = if second.is_empty() { 0 } else { 1 } + 1 + suffix.len();
    let available = NAME_LIMIT.saturating_sub(overhead);
    let (mut one, mut two) = (first.len(), second.len());
    while one + two > available {
        if one > two { one -= 1 } else { two -= 1 }
    }
    let one = clip(first, one);
    match second.is_empty() {
        true => format!("{one}_{suffix}"),
        false => format!("{one}_{}_{suffix}", clip(second, two)),
    }
}
