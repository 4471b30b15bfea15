//! A module per table with its names as constants, for those who write SQL by hand.

use schema_model::{ConstraintKind, ForeignKey, Schema};

use super::Writer;
use super::code::literal;
use super::docs::code_span;
use super::plan::Relation;
use crate::Part;
use crate::naming::{Case, Scope, name_all};

impl Writer<'_, '_> {
    pub(super) fn write_metadata(&mut self, relation: &Relation) {
        let has_names = self.plan.has_part(Part::Constants);
        let has_columns = self.plan.has_part(Part::Columns);
        if !has_names && !has_columns {
            return;
        }
        let name = relation.name().to_string();
        let what = if relation.table().is_some() {
            "table"
        } else {
            "view"
        };
        let visibility = self.code.visibility();
        self.code.blank();
        self.code
            .doc(&[format!("Names in {what} {}.", code_span(&name))]);
        self.code.allow_always(&["dead_code"]);
        self.code
            .open(format!("{visibility} mod {}", relation.module));
        if has_names {
            self.write_table_names(relation, &name);
        }
        if has_columns {
            self.write_column_names(relation);
        }
        self.code.close();
    }

    /// Its own name and lists of columns.
    fn write_table_names(&mut self, relation: &Relation, name: &str) {
        self.code.doc(&["Its own name.".into()]);
        self.code.constant("NAME", "&str", &literal(name));
        let columns = relation.columns().iter().map(|column| column.name.as_str());
        self.write_names("COLUMNS", "All columns, in database order.", columns);
        if let Some(key) = relation.table().and_then(schema_model::Table::primary_key) {
            let names = key.columns.iter().map(String::as_str);
            self.write_names("PRIMARY_KEY", "Columns of the primary key.", names);
        }
        self.write_foreign_keys(relation);
    }

    /// A constant for each column.
    fn write_column_names(&mut self, relation: &Relation) {
        let visibility = self.code.visibility();
        let columns = relation.columns().iter().map(|column| column.name.as_str());
        self.code.doc(&["The columns, each by its name.".into()]);
        self.code.line("#[allow(missing_docs)]");
        self.code.open(format!("{visibility} mod columns"));
        let idents = name_all(columns, Case::Shouty, |_| None, &mut Scope::default());
        for (column, ident) in relation.columns().iter().zip(idents) {
            self.code.constant(ident, "&str", &literal(&column.name));
        }
        self.code.close();
    }

    /// The way to other tables.
    fn write_foreign_keys(&mut self, relation: &Relation) {
        let list = |columns: &[String]| {
            let columns: Vec<String> = columns.iter().map(|column| literal(column)).collect();
            format!("&[{}]", columns.join(", "))
        };
        let schema = self.plan.schema;
        let keys: Vec<String> = relation
            .constraints()
            .iter()
            .filter_map(|constraint| match &constraint.kind {
                ConstraintKind::ForeignKey(key) => Some(format!(
                    "({}, {}, {})",
                    list(&key.columns),
                    literal(&key.references.to_string()),
                    list(&referenced_columns(key, schema))
                )),
                _ => None,
            })
            .collect();
        if keys.is_empty() {
            return;
        }
        self.code
            .doc(&["Foreign keys: columns, the table that they refer to, its columns.".into()]);
        let visibility = self.code.visibility();
        let ty = "&[(&[&str], &str, &[&str])]";
        self.code.list(
            &format!("{visibility} const FOREIGN_KEYS: {ty} = &"),
            &keys,
            ";",
        );
    }

    fn write_names<'n>(&mut self, name: &str, doc: &str, values: impl Iterator<Item = &'n str>) {
        self.code.doc(&[doc.into()]);
        let visibility = self.code.visibility();
        let values: Vec<String> = values.map(literal).collect();
        self.code.list(
            &format!("{visibility} const {name}: &[&str] = &"),
            &values,
            ";",
        );
    }
}

/// The columns that a foreign key references, also where its text names none.
pub(crate) fn referenced_columns(key: &ForeignKey, schema: &Schema) -> Vec<String> {
    if !key.referenced_columns.is_empty() {
        return key.referenced_columns.clone();
    }
    schema
        .table(&key.references)
        .and_then(schema_model::Table::primary_key)
        .map(|key| key.columns.clone())
        .unwrap_or_default()
}
