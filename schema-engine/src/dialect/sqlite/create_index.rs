//! Reads `CREATE INDEX`: from `sqlite_master`, and from users' files.

use schema_model::{Index, IndexKey, IndexPart, Table};

use super::create_table::{canonical_name, read_list_part};
use super::cursor::{Cursor, split_list};
use super::token::{SqlError, Token, quote_name, text_of};

/// A `CREATE INDEX` statement.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CreateIndex {
    /// The attached database that the name is qualified with.
    pub schema: Option<String>,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// The table, as the statement spells it.
    pub table: String,
    /// The index. A single word in it is a column until [`spell_columns`] has seen the table.
    pub index: Index,
}

/// Reads one statement, without its semicolon.
pub(crate) fn read_create_index(tokens: &[Token<'_>]) -> Result<CreateIndex, SqlError> {
    let mut cursor = Cursor::new(tokens);
    let unique = read_head(&mut cursor)?;
    let if_not_exists = cursor.eat(&["if", "not", "exists"]);
    let (schema, name) = cursor.qualified_name("the index's name")?;
    cursor.expect(&["on"])?;
    let table = cursor.name("the table's name")?;
    let parts = split_list(cursor.group()?)
        .into_iter()
        .map(|item| Ok(read_list_part(item)?.part))
        .collect::<Result<_, SqlError>>()?;
    let mut index = Index::new(name, parts);
    index.unique = unique;
    if cursor.eat(&["where"]) {
        if cursor.is_end() {
            return Err(cursor.expected("the condition of the partial index"));
        }
        index.predicate = Some(text_of(cursor.rest()));
    } else {
        cursor.expect_end()?;
    }
    Ok(CreateIndex {
        schema,
        if_not_exists,
        table,
        index,
    })
}

/// Tells columns from expressions, and spells columns as the table does.
pub(crate) fn spell_columns(index: &mut Index, table: &Table) {
    for IndexPart { key, .. } in &mut index.parts {
        let IndexKey::Column(name) = key else {
            continue;
        };
        let names = table.columns.iter().map(|column| column.name.as_str());
        *key = match canonical_name(name, names) {
            Some(name) => IndexKey::Column(name.into()),
            None => IndexKey::Expression(plain_or_quoted(name)),
        };
    }
}

/// A word that is no column is a literal such as `NULL` or `TRUE`.
fn plain_or_quoted(name: &str) -> String {
    let is_word = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_word && !name.is_empty() {
        name.into()
    } else {
        quote_name(name)
    }
}

fn read_head(cursor: &mut Cursor<'_>) -> Result<bool, SqlError> {
    cursor.expect(&["create"])?;
    let unique = cursor.eat(&["unique"]);
    cursor.expect(&["index"])?;
    Ok(unique)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::sqlite::token::tokenize;

    fn read(source: &str) -> Result<CreateIndex, SqlError> {
        read_create_index(&tokenize(source).unwrap())
    }

    #[test]
    fn every_sort_of_part_is_read() {
        let create = read(
            "CREATE UNIQUE INDEX IF NOT EXISTS main.\"i j\" ON t (a, b DESC, c COLLATE nocase ASC, \
             lower(d) COLLATE NOCASE, e || f COLLATE nocase, (g)) WHERE a > 0 AND b -- c\n IS NULL",
        )
        .unwrap();
        let index = create.index;
        assert_eq!(
            (create.schema.as_deref(), create.table.as_str()),
            (Some("main"), "t")
        );
        assert!(create.if_not_exists && index.unique);
        assert_eq!(index.name, "i j");
        assert_eq!(index.predicate.as_deref(), Some("a > 0 AND b IS NULL"));
        let mut expected = [
            IndexPart::column("a"),
            IndexPart::column("b"),
            IndexPart::column("c"),
            IndexPart::expression("lower(d)"),
            IndexPart::expression("e || f COLLATE nocase"),
            IndexPart::expression("(g)"),
        ];
        expected[1].descending = true;
        expected[2].collation = Some("nocase".into());
        expected[3].collation = Some("NOCASE".into());
        assert_eq!(index.parts, expected);
    }

    #[test]
    fn what_is_no_index_is_an_error() {
        for source in [
            "CREATE INDEX i",
            "CREATE INDEX i ON t",
            "CREATE INDEX i ON t ()",
            "CREATE INDEX i ON t (a,)",
            "CREATE INDEX i ON t (a) WHERE",
            "CREATE INDEX i ON t (a) extra",
            "CREATE INDEX i ON t (a",
            "CREATE TABLE t (a)",
            "",
        ] {
            assert!(read(source).is_err(), "{source}");
        }
    }
}
