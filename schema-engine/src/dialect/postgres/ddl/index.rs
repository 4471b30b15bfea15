//! Reads `CREATE INDEX`, as people write it and as `pg_get_indexdef` prints it.

use schema_model::{Index, IndexPart, NullsOrder, ObjectName, Options};

use super::cursor::Cursor;

/// An index with the table that it is on.
pub(crate) struct IndexOn {
    pub table: ObjectName,
    pub index: Index,
    pub if_not_exists: bool,
}

/// Reads a statement that begins with `CREATE INDEX` or `CREATE UNIQUE INDEX`.
pub(crate) fn parse_index(cursor: &mut Cursor<'_, '_>) -> Option<IndexOn> {
    cursor.eat("create");
    let unique = cursor.eat("unique");
    if !cursor.eat("index") {
        return None;
    }
    cursor.eat("concurrently");
    let if_not_exists = cursor.eat("if not exists");
    let name = match cursor.at_word("on") {
        true => String::new(),
        false => cursor.name()?.name,
    };
    if !cursor.eat("on") {
        return None;
    }
    cursor.eat("only");
    let table = cursor.name()?;
    let method = cursor.eat("using").then(|| cursor.identifier()).flatten();
    let parts = cursor.parenthesized()?.split_commas();
    let mut index = Index::new(
        name,
        parts
            .into_iter()
            .map(|mut part| parse_part(&mut part))
            .collect::<Option<_>>()?,
    );
    index.unique = unique;
    index.method = method.filter(|method| method != "btree");
    parse_tail(cursor, &mut index)?;
    Some(IndexOn {
        table,
        index,
        if_not_exists,
    })
}

fn parse_tail(cursor: &mut Cursor<'_, '_>, index: &mut Index) -> Option<()> {
    while !cursor.is_done() {
        if cursor.eat("include") {
            index.include = cursor.columns()?;
        } else if cursor.eat("nulls not distinct") {
            index.nulls_not_distinct = true;
        } else if cursor.eat("nulls distinct") {
        } else if cursor.eat("with") {
            index.options.extend(parse_options(cursor.parenthesized()?));
        } else if cursor.eat("tablespace") {
            let tablespace = cursor.identifier()?;
            index.options.insert("tablespace".into(), tablespace);
        } else if cursor.eat("where") {
            let predicate = cursor.take_until(|_| false).unparenthesized();
            index.predicate = Some(predicate.to_owned());
        } else {
            return None;
        }
    }
    Some(())
}

/// Storage parameters: `fillfactor='70', fastupdate=off`.
pub(crate) fn parse_options(cursor: Cursor<'_, '_>) -> Options {
    cursor
        .split_commas()
        .into_iter()
        .filter_map(|mut item| {
            let name = item.name()?;
            item.eat_symbol("=");
            let value = item.string().unwrap_or_else(|| item.text().to_owned());
            let value = if value.is_empty() {
                "true".into()
            } else {
                value
            };
            Some((name.to_string(), value))
        })
        .collect()
}

/// One column or expression with what follows it.
pub(crate) fn parse_part(cursor: &mut Cursor<'_, '_>) -> Option<IndexPart> {
    let mut part = parse_key(cursor)?;
    loop {
        if cursor.eat("collate") {
            part.collation = Some(written(cursor, |cursor| cursor.name())?);
        } else if cursor.eat("asc") {
        } else if cursor.eat("desc") {
            part.descending = true;
        } else if cursor.eat("nulls first") {
            part.nulls = Some(NullsOrder::First);
        } else if cursor.eat("nulls last") {
            part.nulls = Some(NullsOrder::Last);
        } else if cursor.is_done() || cursor.at_word("with") {
            break;
        } else {
            part.operator_class = Some(written(cursor, |cursor| {
                cursor.name()?;
                cursor.parenthesized();
                Some(())
            })?);
        }
    }
    let default = if part.descending {
        NullsOrder::First
    } else {
        NullsOrder::Last
    };
    part.nulls = part.nulls.filter(|nulls| *nulls != default);
    Some(part)
}

fn parse_key(cursor: &mut Cursor<'_, '_>) -> Option<IndexPart> {
    if cursor.at_symbol("(") {
        let text = cursor.parenthesized()?.unparenthesized();
        return Some(IndexPart::expression(text));
    }
    let mut ahead = cursor.clone();
    ahead.name()?;
    if ahead.at_symbol("(") {
        let text = written(cursor, |cursor| {
            cursor.name()?;
            cursor.parenthesized().map(|_| ())
        })?;
        return Some(IndexPart::expression(text));
    }
    Some(IndexPart::column(cursor.identifier()?))
}

/// The text that `read` steps over.
pub(crate) fn written<T>(
    cursor: &mut Cursor<'_, '_>,
    read: impl FnOnce(&mut Cursor<'_, '_>) -> Option<T>,
) -> Option<String> {
    let before = cursor.clone();
    read(cursor)?;
    let after = cursor.text().len();
    let text = before.text();
    Some(text[..text.len() - after].trim_end().to_owned())
}

/// Reads what `pg_get_indexdef` prints.
#[cfg(feature = "postgres")]
pub(crate) fn parse_index_text(text: &str) -> Option<Index> {
    let tokens = super::lexer::tokens(text);
    parse_index(&mut Cursor::new(text, &tokens)).map(|found| found.index)
}
