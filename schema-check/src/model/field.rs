//! What a field of a struct stands for.

use proc_macro2::{Span, TokenStream, TokenTree};

use super::{Mode, Named, Options, unknown_word};
use crate::parse::{Entry, Field, Namespace, Spelled, Value, unraw};
use crate::report::Report;

/// A field with its attributes understood.
#[derive(Debug)]
pub struct FieldModel {
    /// Column that it stands for; `None` in a tuple struct, where the place decides.
    pub column: Option<Named>,
    /// No column.
    pub skip: bool,
    /// The columns of another struct.
    pub flatten: bool,
    /// The column holds JSON, whatever the type is.
    pub json: bool,
    /// It is sqlx that keeps the value as JSON.
    pub json_of_sqlx: bool,
    /// Values that do not fit are accepted.
    pub lossy: bool,
    /// `Option` on a NOT NULL column is meant.
    pub nullable: bool,
    /// The program never sees a NULL in a nullable column.
    pub not_null: bool,
    /// The type is not compared: the value is converted, or the program knows better.
    pub converted: bool,
    /// The type that the value is converted from, where that is a known one.
    pub source: Option<SourceType>,
    /// The column is stated to have this native type.
    pub sql_type: Option<Named>,
    /// The column is stated to have a default, or this one.
    pub default: Option<DefaultStatement>,
    /// The column is stated to have an index.
    pub index: Option<Span>,
    /// What the column was called before.
    pub renamed_from: Option<Named>,
    /// The column is still to come.
    pub pending: Option<Span>,
    /// A row without the column is fine.
    pub defaulted: bool,
    /// The column is stated to be part of the primary key.
    pub primary_key: Option<Span>,
    /// The column is stated to be unique.
    pub unique: Option<Span>,
    /// The table, or column of it, that the column is stated to refer to.
    pub references: Option<Named>,
    /// An attribute that was reported may have said which column it is.
    pub misread: bool,
    /// The type as it is written.
    pub spelled: Spelled,
}

const WORDS: &[&str] = &[
    "column",
    "skip",
    "flatten",
    "json",
    "lossy",
    "nullable",
    "not_null",
    "unchecked",
    "renamed_from",
    "pending",
    "primary_key",
    "unique",
    "references",
    "sql_type",
    "default",
    "index",
];

/// The type that a field's value is converted from.
#[derive(Debug)]
pub struct SourceType {
    /// Its tokens.
    pub tokens: Vec<TokenTree>,
    /// The type as it is written.
    pub spelled: Spelled,
    /// Where it is written.
    pub span: Span,
}

/// `default` or `default = "now()"`.
#[derive(Debug)]
pub struct DefaultStatement {
    /// Where it is stated.
    pub span: Span,
    /// The expression, if it is stated.
    pub text: Option<String>,
}

impl FieldModel {
    /// Reads the entries of a field. Those of ours are read last, so they win.
    pub fn of(field: &Field, options: &Options, report: &Report) -> Self {
        let mut model = Self {
            column: None,
            skip: false,
            flatten: false,
            json: false,
            json_of_sqlx: false,
            lossy: false,
            nullable: false,
            not_null: false,
            converted: false,
            source: None,
            sql_type: None,
            default: None,
            index: None,
            renamed_from: None,
            pending: None,
            defaulted: false,
            primary_key: None,
            unique: None,
            references: None,
            misread: false,
            spelled: Spelled::parse(&field.tokens),
        };
        for ours in [false, true] {
            for entry in &field.attributes {
                match (entry.namespace == Namespace::Schema, ours) {
                    (true, true) => model.read(entry, report),
                    (false, false) => model.read_foreign(entry, options.mode),
                    _ => {}
                }
            }
        }
        if let (None, Some(name)) = (&model.column, &field.name) {
            let plain = unraw(name);
            model.column = Some(Named {
                name: match options.rename_all {
                    Some(case) => case.apply(&plain),
                    None => plain,
                },
                span: name.span(),
            });
        }
        model
    }

    fn read(&mut self, entry: &Entry, report: &Report) {
        match entry.word.as_str() {
            "column" => self.column = entry.text(report).or(self.column.take()),
            "skip" => self.skip = entry.is_set(report),
            "flatten" => self.flatten = entry.is_set(report),
            "json" => self.json = entry.is_set(report),
            "lossy" => self.lossy = entry.is_set(report),
            "nullable" => self.nullable = entry.is_set(report),
            "not_null" => self.not_null = entry.is_set(report),
            "unchecked" => {
                self.converted = entry.is_set(report);
                self.source = None;
            }
            "renamed_from" => self.renamed_from = entry.text(report),
            "pending" => self.pending = Some(entry.flag(report)),
            "primary_key" => self.primary_key = Some(entry.flag(report)),
            "unique" => self.unique = Some(entry.flag(report)),
            "references" => self.references = entry.text(report),
            "sql_type" => self.sql_type = entry.text(report),
            "default" => self.default = DefaultStatement::of(entry, report),
            "index" => self.index = Some(entry.flag(report)),
            _ => {
                self.misread = true;
                unknown_word(entry, "a field", WORDS, report);
            }
        }
    }

    fn read_foreign(&mut self, entry: &Entry, mode: Mode) {
        use Namespace::{Diesel, SeaOrm, Sqlx};
        match (entry.namespace, entry.word.as_str()) {
            (Sqlx, "rename") | (Diesel | SeaOrm, "column_name") | (SeaOrm, "from_alias") => {
                self.column = entry.path_or_text();
            }
            (Sqlx | SeaOrm, "skip") | (SeaOrm, "ignore") => self.skip = true,
            (Sqlx, "flatten") | (Diesel, "embed") | (SeaOrm, "nested") => self.flatten = true,
            (Sqlx, "json") => (self.json, self.json_of_sqlx) = (true, true),
            (Sqlx, "default") => self.defaulted = true,
            (Sqlx, "try_from") => self.convert(entry, true),
            (Diesel, "deserialize_as") => self.convert(entry, mode == Mode::Row),
            (Diesel, "serialize_as") => self.convert(entry, mode != Mode::Row),
            (SeaOrm, "from_query_result") => self.convert(entry, false),
            _ => {}
        }
    }

    /// The value is converted; from which type is what the attribute says, on the way that counts.
    fn convert(&mut self, entry: &Entry, counts: bool) {
        self.converted = true;
        self.source = match &entry.value {
            Value::Text(text, span) | Value::Code(text, span) if counts => {
                SourceType::of(text, *span)
            }
            _ => None,
        };
    }
}

impl SourceType {
    fn of(text: &str, span: Span) -> Option<Self> {
        let tokens: TokenStream = text.parse().ok()?;
        let tokens: Vec<TokenTree> = tokens
            .into_iter()
            .map(|mut token| {
                token.set_span(span);
                token
            })
            .collect();
        Some(Self {
            spelled: Spelled::parse(&tokens),
            tokens,
            span,
        })
    }
}

impl DefaultStatement {
    fn of(entry: &Entry, report: &Report) -> Option<Self> {
        let text = match &entry.value {
            Value::None => None,
            _ => Some(entry.text(report)?.name),
        };
        let span = entry.span;
        Some(Self { span, text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Body, parse_item};

    #[test]
    fn our_words_win_over_those_of_others() {
        let report = Report::default();
        let source = "#[sqlx(rename_all = \"camelCase\")] struct S {
            #[schema(column = \"ours\")] #[sqlx(rename = \"theirs\")] a: i64,
            #[diesel(column_name = theirs)] b: i64,
            long_name: i64,
        }";
        let item = parse_item(source.parse().unwrap(), &report).unwrap();
        let options = Options::of(&item, &report);
        let Body::Struct(fields) = &item.body else {
            panic!("a struct")
        };
        let columns: Vec<String> = fields
            .iter()
            .filter_map(|field| FieldModel::of(field, &options, &report).column)
            .map(|column| column.name)
            .collect();
        assert_eq!(columns, ["ours", "theirs", "longName"]);
        assert!(report.messages().is_empty());
    }
}
