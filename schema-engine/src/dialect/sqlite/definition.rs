//! Views, triggers and virtual tables: statements that SQLite keeps as text, and so do we.
//!
//! Only their heads are read. The text is brought into the form that SQLite stores: `CREATE VIEW`
//! and the like, then everything from the name on, without `TEMP`, `IF NOT EXISTS` and the schema.

use schema_model::Trigger;

use super::cursor::Cursor;
use super::token::{SqlError, Token};

/// What all three have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    /// The attached database that the name is qualified with.
    pub schema: Option<String>,
    /// The name.
    pub name: String,
    /// `TEMP`.
    pub temporary: bool,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// The statement as SQLite stores it, without a comment at its end.
    pub definition: String,
}

/// A `CREATE VIEW` statement.
#[derive(Debug, Clone)]
pub(crate) struct CreateView<'s> {
    /// Its head.
    pub head: Head,
    /// The query.
    #[cfg_attr(
        not(feature = "ddl"),
        expect(dead_code, reason = "an engine knows it without the text")
    )]
    pub query: &'s [Token<'s>],
}

/// A `CREATE TRIGGER` statement.
#[derive(Debug, Clone)]
pub(crate) struct CreateTrigger {
    /// Its head.
    #[cfg_attr(
        not(feature = "ddl"),
        expect(dead_code, reason = "an engine knows it without the text")
    )]
    pub head: Head,
    /// The table or view, as the statement spells it.
    #[cfg_attr(
        not(feature = "ddl"),
        expect(dead_code, reason = "an engine knows it without the text")
    )]
    pub target: String,
    /// The trigger.
    pub trigger: Trigger,
}

/// A `CREATE VIRTUAL TABLE` statement.
#[derive(Debug, Clone)]
pub(crate) struct CreateVirtual<'s> {
    /// Its head.
    pub head: Head,
    /// The module.
    pub module: String,
    /// The arguments of the module.
    #[cfg_attr(
        not(feature = "ddl"),
        expect(dead_code, reason = "an engine knows it without the text")
    )]
    pub arguments: &'s [Token<'s>],
}

/// Reads one statement, without its semicolon; `source` is the text of the tokens.
pub(crate) fn read_create_view<'s>(
    source: &str,
    tokens: &'s [Token<'s>],
) -> Result<CreateView<'s>, SqlError> {
    let mut cursor = Cursor::new(tokens);
    let head = read_head(&mut cursor, source, &["view"])?;
    if cursor.sees_operator("(") {
        cursor.names("a column's name")?;
    }
    cursor.expect(&["as"])?;
    let query = cursor.rest();
    Ok(CreateView { head, query })
}

/// Reads one statement, without its semicolon; `source` is the text of the tokens.
pub(crate) fn read_create_trigger(
    source: &str,
    tokens: &[Token<'_>],
) -> Result<CreateTrigger, SqlError> {
    let mut cursor = Cursor::new(tokens);
    let head = read_head(&mut cursor, source, &["trigger"])?;
    let timing = read_timing(&mut cursor);
    let event = read_event(&mut cursor)?;
    cursor.expect(&["on"])?;
    let (_, target) = cursor.qualified_name("the table's name")?;
    let trigger = Trigger {
        name: head.name.clone(),
        timing: Some(timing.into()),
        events: vec![event.into()],
        definition: head.definition.clone(),
        enabled: true,
        options: schema_model::Options::new(),
        comment: None,
    };
    Ok(CreateTrigger {
        head,
        target,
        trigger,
    })
}

/// Reads one statement, without its semicolon; `source` is the text of the tokens.
pub(crate) fn read_create_virtual<'s>(
    source: &str,
    tokens: &'s [Token<'s>],
) -> Result<CreateVirtual<'s>, SqlError> {
    let mut cursor = Cursor::new(tokens);
    let head = read_head(&mut cursor, source, &["virtual", "table"])?;
    cursor.expect(&["using"])?;
    let module = cursor.name("the module's name")?;
    let arguments = match cursor.is_end() {
        true => &[],
        false => cursor.group()?,
    };
    cursor.expect_end()?;
    Ok(CreateVirtual {
        head,
        module,
        arguments,
    })
}

fn read_head(cursor: &mut Cursor<'_>, source: &str, kind: &[&str]) -> Result<Head, SqlError> {
    cursor.expect(&["create"])?;
    let temporary = cursor.eat(&["temp"]) || cursor.eat(&["temporary"]);
    cursor.expect(kind)?;
    let if_not_exists = cursor.eat(&["if", "not", "exists"]);
    if cursor.peek(1).is_some_and(|token| token.is_operator(".")) {
        let schema = cursor.name("a name")?;
        cursor.expect_operator(".")?;
        return finish_head(cursor, source, kind, Some(schema), temporary, if_not_exists);
    }
    finish_head(cursor, source, kind, None, temporary, if_not_exists)
}

fn finish_head(
    cursor: &mut Cursor<'_>,
    source: &str,
    kind: &[&str],
    schema: Option<String>,
    temporary: bool,
    if_not_exists: bool,
) -> Result<Head, SqlError> {
    let rest = cursor.rest();
    let name = cursor.name("a name")?;
    let range = rest.first().map(|token| token.start).unwrap_or_default()
        ..rest.last().map(Token::end).unwrap_or_default();
    let text = source.get(range).unwrap_or_default();
    Ok(Head {
        schema,
        name,
        temporary,
        if_not_exists,
        definition: format!("CREATE {} {text}", kind.join(" ").to_ascii_uppercase()),
    })
}

fn read_timing(cursor: &mut Cursor<'_>) -> &'static str {
    if cursor.eat(&["after"]) {
        "after"
    } else if cursor.eat(&["instead", "of"]) {
        "instead_of"
    } else {
        cursor.eat(&["before"]);
        "before"
    }
}

fn read_event(cursor: &mut Cursor<'_>) -> Result<&'static str, SqlError> {
    if cursor.eat(&["delete"]) {
        return Ok("delete");
    }
    if cursor.eat(&["insert"]) {
        return Ok("insert");
    }
    cursor.expect(&["update"])?;
    if cursor.eat(&["of"]) {
        cursor.name("a column's name")?;
        while cursor.eat_operator(",") {
            cursor.name("a column's name")?;
        }
    }
    Ok("update")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::sqlite::token::tokenize;

    #[test]
    fn the_text_is_as_the_engine_stores_it() {
        let source = "create temp view if not exists main.\"v\" (a, b) as select 1, 2 -- end";
        let tokens = tokenize(source).unwrap();
        let view = read_create_view(source, &tokens).unwrap();
        assert_eq!(
            view.head.definition,
            "CREATE VIEW \"v\" (a, b) as select 1, 2"
        );
        assert_eq!(view.head.schema.as_deref(), Some("main"));
        assert!(view.head.temporary && view.head.if_not_exists);
        assert_eq!(view.query[0].text, "select");
    }

    #[test]
    fn the_head_of_a_trigger_says_when_it_fires() {
        for (head, timing, event) in [
            ("AFTER INSERT", "after", "insert"),
            ("BEFORE UPDATE OF a, \"b\"", "before", "update"),
            ("INSTEAD OF DELETE", "instead_of", "delete"),
            ("UPDATE", "before", "update"),
        ] {
            let source = format!("CREATE TRIGGER x {head} ON \"T 1\" BEGIN SELECT 1; END");
            let tokens = tokenize(&source).unwrap();
            let create = read_create_trigger(&source, &tokens).unwrap();
            assert_eq!(create.target, "T 1");
            assert_eq!(create.trigger.timing.as_deref(), Some(timing));
            assert_eq!(create.trigger.events, [event]);
            assert_eq!(create.trigger.definition, source);
        }
    }

    #[test]
    fn the_module_of_a_virtual_table_is_read() {
        let source = "CREATE VIRTUAL TABLE IF NOT EXISTS f USING fts5(a, content='')";
        let tokens = tokenize(source).unwrap();
        let create = read_create_virtual(source, &tokens).unwrap();
        assert_eq!(
            (create.head.name.as_str(), create.module.as_str()),
            ("f", "fts5")
        );
        assert_eq!(create.arguments.len(), 5);
        assert_eq!(
            create.head.definition,
            "CREATE VIRTUAL TABLE f USING fts5(a, content='')"
        );
    }
}
