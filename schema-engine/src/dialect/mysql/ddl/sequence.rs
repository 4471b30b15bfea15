//! `CREATE SEQUENCE` (MariaDB).

use schema_model::{ObjectName, Options, Persistence, Sequence};

use crate::dialect::mysql::cursor::{Cursor, Unexpected};

/// What a sequence is when nothing is said.
const DEFAULTS: &[(&str, &str)] = &[
    ("start", "1"),
    ("minimum", "1"),
    ("maximum", "9223372036854775806"),
    ("increment", "1"),
    ("cache", "1000"),
    ("cycle", "false"),
];

/// Reads a sequence from the word `CREATE` on.
pub(crate) fn parse_sequence(cursor: &mut Cursor<'_>) -> Result<Sequence, Unexpected> {
    cursor.expect(&["create"])?;
    cursor.accept(&["or", "replace"]);
    cursor.accept(&["temporary"]);
    cursor.expect(&["sequence"])?;
    cursor.accept(&["if", "not", "exists"]);
    let (_, name) = cursor.qualified()?;
    let mut options = Options::new();
    let mut comment = None;
    while !cursor.is_done() {
        if cursor.accept(&["comment"]) {
            cursor.accept_symbol('=');
            comment = Some(cursor.text()?);
            continue;
        }
        parse_option(cursor, &mut options)?;
    }
    for (name, default) in DEFAULTS {
        if options.get(*name).is_some_and(|value| value == default) {
            options.remove(*name);
        }
    }
    Ok(Sequence {
        name: ObjectName::bare(name),
        options,
        persistence: Persistence::Permanent,
        owned_by_table: None,
        owned_by_column: None,
        owner: None,
        grants: Vec::new(),
        comment: comment.filter(|comment| !comment.is_empty()),
    })
}

fn parse_option(cursor: &mut Cursor<'_>, options: &mut Options) -> Result<(), Unexpected> {
    for word in ["minvalue", "maxvalue"] {
        if cursor.accept(&["no", word]) {
            return Ok(());
        }
    }
    let (name, value) = if cursor.accept_any(&["nominvalue", "nomaxvalue"]).is_some() {
        return Ok(());
    } else if cursor.accept(&["nocache"]) || cursor.accept(&["no", "cache"]) {
        ("cache", "0".into())
    } else if cursor.accept(&["nocycle"]) || cursor.accept(&["no", "cycle"]) {
        ("cycle", "false".into())
    } else if cursor.accept(&["cycle"]) {
        ("cycle", "true".into())
    } else if cursor.accept(&["start"]) {
        cursor.accept(&["with"]);
        ("start", number(cursor))
    } else if cursor.accept(&["increment"]) {
        cursor.accept(&["by"]);
        ("increment", number(cursor))
    } else if cursor.accept(&["minvalue"]) {
        ("minimum", number(cursor))
    } else if cursor.accept(&["maxvalue"]) {
        ("maximum", number(cursor))
    } else if cursor.accept(&["cache"]) {
        ("cache", number(cursor))
    } else if cursor.accept(&["engine"]) {
        cursor.accept_symbol('=');
        ("engine", cursor.name()?)
    } else {
        return Err(cursor.unexpected("an option of a sequence"));
    };
    options.insert(name.into(), value);
    Ok(())
}

fn number(cursor: &mut Cursor<'_>) -> String {
    cursor.accept_symbol('=');
    let start = cursor.offset();
    cursor.accept_symbol('-');
    cursor.take();
    cursor.since(start).replace(' ', "")
}
