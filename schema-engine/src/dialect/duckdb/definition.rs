//! What the catalog says only in the text of a statement, as the engine prints it.

use schema_model::{IndexPart, OneOf};

use super::token::{Kind, Token, bracketed, parts, source, split_at, tokens, without_brackets};

/// A column in the text of its table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ColumnText {
    /// Name.
    pub name: String,
    /// Collation.
    pub collation: Option<String>,
    /// Expression of a generated column.
    pub generated: Option<String>,
}

/// The columns in the text of `CREATE TABLE`, and its constraints, which have neither.
pub(super) fn column_texts(sql: &str) -> Vec<ColumnText> {
    let tokens = tokens(sql);
    let (_, list) = split_at(&tokens, |token| token.is("("));
    let Some((inner, _)) = bracketed(list) else {
        return Vec::new();
    };
    let parts = parts(inner).into_iter();
    parts.filter_map(|part| column_text(sql, part)).collect()
}

fn column_text(sql: &str, tokens: &[Token<'_>]) -> Option<ColumnText> {
    let (name, rest) = tokens.split_first()?;
    let (_, collation) = split_at(rest, |token| token.is_word("COLLATE"));
    let (_, generated) = split_at(rest, |token| token.is_word("GENERATED"));
    let (_, generated) = split_at(generated, |token| token.is("("));
    let generated = bracketed(generated).map(|(inner, _)| source(sql, inner));
    Some(ColumnText {
        name: name.name()?.into_owned(),
        collation: collation_name(sql, collation.get(1..).unwrap_or_default()),
        generated: generated.map(|text| without_brackets(text).to_owned()),
    })
}

/// `NOCASE.NOACCENT` is one collation.
fn collation_name(sql: &str, tokens: &[Token<'_>]) -> Option<String> {
    let mut length = 0;
    while tokens
        .get(length)
        .is_some_and(|token| token.name().is_some())
    {
        length += 1;
        if !tokens.get(length).is_some_and(|token| token.is(".")) {
            break;
        }
        length += 1;
    }
    (length > 0).then(|| source(sql, &tokens[..length]).to_owned())
}

/// The access method and the parts of an index, in the text of `CREATE INDEX`.
pub(super) fn index_parts(sql: &str) -> (Option<String>, Vec<IndexPart>) {
    let tokens = tokens(sql);
    let (_, rest) = split_at(&tokens, |token| token.is_word("ON"));
    let (head, list) = split_at(rest, |token| token.is("("));
    let (_, using) = split_at(head, |token| token.is_word("USING"));
    let method = using.get(1).map(|method| method.text.to_owned());
    let inner = bracketed(list).map(|(inner, _)| inner).unwrap_or_default();
    let parts = parts(inner).into_iter().map(|part| match part {
        [token] if matches!(token.kind, Kind::Word | Kind::Quoted) => {
            IndexPart::column(token.name().unwrap_or_default())
        }
        _ => IndexPart::expression(innermost(source(sql, part))),
    });
    (method, parts.collect())
}

/// An expression without any brackets around all of it.
fn innermost(mut text: &str) -> &str {
    loop {
        let inner = without_brackets(text);
        if inner == text {
            return text;
        }
        text = inner;
    }
}

/// Whether an expression only says that one column is one of some values.
pub(super) fn one_of(expression: &str) -> Option<OneOf> {
    let tokens = tokens(expression);
    let [column, word, list @ ..] = tokens.as_slice() else {
        return None;
    };
    let (inner, rest) = bracketed(list)?;
    if !word.is_word("IN") || !rest.is_empty() || inner.is_empty() {
        return None;
    }
    let parts = parts(inner);
    let texts = parts.iter().map(|part| match part {
        [token] => token.constant().map(|text| text.into_owned()),
        _ => None,
    });
    let integers = parts.iter().map(|part| integer(part));
    let (values, integers) = match texts.collect::<Option<Vec<String>>>() {
        Some(texts) => (texts, false),
        None => (integers.collect::<Option<_>>()?, true),
    };
    Some(OneOf {
        column: column.name()?.into_owned(),
        values,
        integers,
    })
}

fn integer(tokens: &[Token<'_>]) -> Option<String> {
    let text: String = tokens.iter().map(|token| token.text).collect();
    text.parse::<i64>().ok().map(|number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_in_the_text() {
        let sql = "CREATE TABLE \"a(\".\"b\"(a INTEGER DEFAULT('COLLATE('), \"c \"\"d\" VARCHAR COLLATE NOCASE.NOACCENT \
                   NOT NULL, e INTEGER GENERATED ALWAYS AS(((a + 1) * (2))), CHECK((a > 1)));";
        let texts = column_texts(sql);
        let text = |name: &str, collation: Option<&str>, generated: Option<&str>| ColumnText {
            name: name.into(),
            collation: collation.map(Into::into),
            generated: generated.map(Into::into),
        };
        assert_eq!(
            texts,
            [
                text("a", None, None),
                text("c \"d", Some("NOCASE.NOACCENT"), None),
                text("e", None, Some("(a + 1) * (2)")),
                text("CHECK", None, None),
            ]
        );
    }

    #[test]
    fn parts_of_an_index_are_found_in_the_text() {
        let sql = "CREATE INDEX \"i ON (\" ON s.\"t(\"(\"a b\", ((a + 1)), (lower(c)));";
        let (method, parts) = index_parts(sql);
        assert_eq!(method, None);
        assert_eq!(
            parts,
            [
                IndexPart::column("a b"),
                IndexPart::expression("a + 1"),
                IndexPart::expression("lower(c)"),
            ]
        );
    }

    #[test]
    fn checks_that_serve_as_enums_are_known() {
        let one = one_of("\"a b\" IN ('x', 'it''s')").unwrap();
        assert_eq!((one.column.as_str(), one.integers), ("a b", false));
        assert_eq!(one.values, ["x", "it's"]);
        let one = one_of("a IN (1, -2)").unwrap();
        assert_eq!(
            (one.values, one.integers),
            (vec!["1".into(), "-2".into()], true)
        );
        for other in [
            "a > 1",
            "a IN (b)",
            "a IN ('x', 1)",
            "a IN ('x') OR b",
            "a IN ()",
            "IN (1)",
        ] {
            assert_eq!(one_of(other), None, "{other}");
        }
    }
}
