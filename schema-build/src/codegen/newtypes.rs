//! Keys and domains as types of their own, where the settings ask for it: `UserId` for `users.id`
//! and for every column that refers to it.

use schema_model::{Column, ConstraintKind, LogicalType, ObjectName, TypeDefinition};

use super::Writer;
use super::code::literal;
use super::docs::{code_span, paragraphs};
use super::metadata::referenced_columns;
use super::plan::{Plan, Relation};
use super::types::{RustType, is_hashable};
use crate::Ident;
use crate::naming::Case;

/// How many references are followed from a column to the key that it stands for.
const MAX_REFERENCES: usize = 16;

/// A struct around one value.
pub(super) struct Newtype<'n> {
    pub(super) ident: &'n Ident,
    pub(super) inner: &'n str,
    pub(super) logical: &'n LogicalType,
    pub(super) native: &'n str,
}

impl Plan<'_> {
    /// What the type of a table's key would like to be called, if it gets one.
    pub(super) fn key_name(&self, relation: &Relation) -> Option<String> {
        if !self.settings.key_types {
            return None;
        }
        let column = own_key(relation)?;
        let fits = is_plain(&column.logical_type)
            && !column.nullable
            && self.overridden_type(relation.name(), column).is_none();
        let row = relation.row.plain();
        let name = Case::Camel.candidates(&column.name).remove(0);
        fits.then(|| match name.starts_with(row) {
            true => format!("{name}Key"),
            false => format!("{row}{name}"),
        })
    }

    /// The type with its key type, where the column is a key or refers to one of the same type.
    pub(super) fn keyed(&self, relation: &Relation, column: &Column, base: RustType) -> RustType {
        let Some((parent, key)) = self.key_of(relation, column) else {
            return base;
        };
        let Some(ident) = &parent.key else {
            return base;
        };
        let is_same = parent.id == relation.id || self.base_type(parent, key).text == base.text;
        if !is_same
            || base.note.is_some()
            || self.overridden_type(relation.name(), column).is_some()
        {
            return base;
        }
        RustType {
            text: self.path(parent.name(), ident, relation.name()),
            ..base
        }
    }

    /// The key that a column is, or refers to.
    fn key_of<'p>(
        &'p self,
        relation: &'p Relation,
        column: &'p Column,
    ) -> Option<(&'p Relation<'p>, &'p Column)> {
        if !self.settings.key_types {
            return None;
        }
        let (mut relation, mut column) = (relation, column);
        for _ in 0..MAX_REFERENCES {
            match self.referenced(relation, &column.name) {
                Some((parent, key)) => (relation, column) = (parent, key),
                None => {
                    let is_key = own_key(relation).is_some_and(|key| key.name == column.name);
                    return is_key.then_some((relation, column));
                }
            }
        }
        None
    }

    fn referenced<'p>(
        &'p self,
        relation: &Relation,
        column: &str,
    ) -> Option<(&'p Relation<'p>, &'p Column)> {
        relation.constraints().iter().find_map(|constraint| {
            let ConstraintKind::ForeignKey(key) = &constraint.kind else {
                return None;
            };
            if key.columns != [column] {
                return None;
            }
            let parent = self.relation_named(&key.references)?;
            let name = referenced_columns(key, self.schema).into_iter().next()?;
            let key = parent.columns().iter().find(|column| column.name == name)?;
            (parent.id != relation.id || name != column).then_some((parent, key))
        })
    }

    /// Whether a domain has a type of its own.
    pub(super) fn has_domain_type(&self, logical: &LogicalType) -> bool {
        self.settings.domain_types && is_plain(logical)
    }
}

/// The single column of a primary key that is no reference itself.
fn own_key<'r>(relation: &'r Relation) -> Option<&'r Column> {
    let mut names = relation.key_columns();
    let name = names.next().filter(|_| names.next().is_none())?;
    let refers = relation.constraints().iter().any(|constraint| {
        matches!(&constraint.kind, ConstraintKind::ForeignKey(key) if key.columns == [name])
    });
    relation
        .columns()
        .iter()
        .find(|column| column.name == name && !refers)
}

/// Whether a type is nothing but a value that can be compared.
fn is_plain(logical: &LogicalType) -> bool {
    use LogicalType as L;
    match logical {
        L::Enum(_) | L::InlineEnum(_) => false,
        L::Dynamic(declared) => is_plain(declared),
        logical => is_hashable(logical),
    }
}

impl Writer<'_, '_> {
    /// The type of a table's key.
    pub(super) fn write_key_type(&mut self, relation: &Relation) {
        let (Some(ident), Some(column)) = (&relation.key, own_key(relation)) else {
            return;
        };
        let base = self.plan.base_type(relation, column);
        let place = format!("{}.{}", relation.name(), ObjectName::bare(&column.name));
        let newtype = Newtype {
            ident,
            inner: &base.text,
            logical: &column.logical_type,
            native: &column.native_type,
        };
        let doc = vec![format!("Key of a row: {}.", code_span(&place))];
        self.write_newtype(&newtype, doc, "transparent");
    }

    /// A domain.
    pub(super) fn write_domain_type(&mut self, definition: &TypeDefinition, newtype: &Newtype) {
        let name = definition.name.to_string();
        let mut doc = vec![format!("Domain {}.", code_span(&name))];
        doc.extend(
            definition
                .comment
                .as_deref()
                .map(paragraphs)
                .unwrap_or_default(),
        );
        self.write_newtype(newtype, doc, &format!("type = {}", literal(&name)));
    }

    fn write_newtype(&mut self, newtype: &Newtype, doc: Vec<String>, check: &str) {
        let Newtype { ident, inner, .. } = newtype;
        let visibility = self.code.visibility();
        self.code.blank();
        self.code.doc(&doc);
        let types = std::iter::once(*inner);
        self.code
            .allow(&["dead_code"], std::iter::once(ident.plain()), types);
        let mut derives: Vec<String> = ["Debug", "Clone"].map(String::from).into();
        if is_copy(inner) {
            derives.push("Copy".into());
        }
        derives.extend(["PartialEq", "Eq", "PartialOrd", "Ord", "Hash"].map(String::from));
        if self.plan.is_checked() {
            derives.push("::schema_checked::SchemaChecked".into());
        }
        let targets = || self.plan.targets();
        derives.extend(targets().flat_map(|target| target.newtype_derives()));
        self.code.derives(&derives);
        if self.plan.is_checked() {
            self.code.line(format!("#[schema({check})]"));
        }
        let attributes: Vec<String> = targets()
            .flat_map(|target| target.newtype_attributes(self.plan, newtype))
            .collect();
        self.write_attributes(attributes);
        let inner = self.code.short(inner);
        self.code.line(format!(
            "{visibility} struct {ident}({visibility} {inner});"
        ));
        for target in self.plan.targets() {
            target.write_newtype(&mut self.code, self.plan, newtype);
        }
    }
}

fn is_copy(inner: &str) -> bool {
    let is_foreign = inner.starts_with("::chrono::") || inner.starts_with("::time::");
    is_foreign || inner == "::uuid::Uuid" || !inner.contains("::")
}
