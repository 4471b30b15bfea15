//! Named types: which of them become items, and composite types as structs.

use schema_model::{Column, LogicalType, ObjectName, TypeKind};

use super::docs::{code_span, paragraphs};
use super::enums::EnumModel;
use super::mapper::Composite;
use super::newtypes::Newtype;
use super::plan::{NamedType, Owner, Relation, Slot, enum_by_check};
use super::types::{RustType, nullable};
use super::{Note, Writer, code::literal};
use crate::naming::{Case, Scope, name_all};

impl Writer<'_, '_> {
    /// A named type. Domains, ranges and sets have no item of their own: columns have the type that
    /// stands behind them.
    pub(super) fn write_type(&mut self, ty: &NamedType) {
        let definition = ty.definition;
        let name = definition.name.to_string();
        match &definition.kind {
            TypeKind::Enum(variants) if !variants.is_empty() => {
                let mut doc = vec![format!("Enum type {}.", code_span(&name))];
                doc.extend(
                    definition
                        .comment
                        .as_deref()
                        .map(paragraphs)
                        .unwrap_or_default(),
                );
                self.write_enum(&EnumModel {
                    ident: &ty.ident,
                    variants: variants.iter().map(|v| v.name.as_str()).collect(),
                    doc,
                    check: Some(format!("type = {}", literal(&name))),
                    definition: Some(&definition.name),
                    type_name: Some(self.sql_name(&definition.name)),
                    quoted_name: self.quoted_name(&definition.name),
                    what: format!("enum `{name}`"),
                });
            }
            TypeKind::Composite(columns) => {
                for column in columns {
                    let slot = Slot::new(Owner::Type(ty.id), &column.name);
                    self.write_inline(&column.logical_type, &slot, &definition.name);
                }
                self.write_composite(ty, columns);
            }
            TypeKind::Domain(domain) => {
                let slot = Slot::new(Owner::Type(ty.id), "");
                self.write_inline(&domain.logical_type, &slot, &definition.name);
                if self.plan.has_domain_type(&domain.logical_type) {
                    let (logical, native) = (&domain.logical_type, &domain.native_type);
                    let base = self.plan.rust_type(logical, native, slot, &definition.name);
                    let newtype = Newtype {
                        ident: &ty.ident,
                        inner: &base.text,
                        logical,
                        native,
                    };
                    self.write_domain_type(definition, &newtype);
                }
            }
            TypeKind::Alias { logical_type, .. } => {
                let slot = Slot::new(Owner::Type(ty.id), "");
                self.write_inline(logical_type, &slot, &definition.name);
            }
            _ => {}
        }
    }

    /// A type's name as the database looks it up: without its namespace where that is the default.
    fn sql_name(&self, name: &ObjectName) -> String {
        if name.namespace.as_ref() == self.plan.schema.search_path.first() {
            name.name.clone()
        } else {
            name.to_string()
        }
    }

    /// The same as it is written in statements.
    fn quoted_name(&self, name: &ObjectName) -> String {
        let is_default = name.namespace.as_ref() == self.plan.schema.search_path.first();
        let namespace = name.namespace.as_deref().filter(|_| !is_default);
        let parts = namespace.into_iter().chain([name.name.as_str()]);
        parts.map(quoted).collect::<Vec<_>>().join(".")
    }

    fn write_composite(&mut self, ty: &NamedType, columns: &[Column]) {
        let name = &ty.definition.name;
        let mut doc = vec![format!("Composite type {}.", code_span(&name.to_string()))];
        doc.extend(
            ty.definition
                .comment
                .as_deref()
                .map(paragraphs)
                .unwrap_or_default(),
        );
        let idents = name_all(
            columns.iter().map(|column| column.name.as_str()),
            Case::Snake,
            |_| None,
            &mut Scope::default(),
        );
        self.code.blank();
        self.code.doc(&doc);
        let attributes: Vec<RustType> = columns
            .iter()
            .map(|column| {
                let slot = Slot::new(Owner::Type(ty.id), &column.name);
                let (logical, native) = (&column.logical_type, &column.native_type);
                let mut rust = self.plan.rust_type(logical, native, slot, name);
                rust.text = nullable(&rust.text, column.nullable);
                rust
            })
            .collect();
        self.code.allow(
            &["dead_code"],
            std::iter::once(ty.ident.plain()),
            attributes.iter().map(|rust| rust.text.as_str()),
        );
        let mut derives = self.plan.checked(self.plan.value_derives());
        let composite = Composite {
            is_movable: self.plan.moves_type(&ty.definition.name),
            name: name.name.clone(),
            quoted_name: self.quoted_name(name),
        };
        let targets = || self.plan.targets();
        derives.extend(self.plan.extras.derives(name));
        derives.extend(targets().flat_map(|target| target.composite_derives(&composite)));
        self.code.derives(&derives);
        if self.plan.is_checked() {
            let name = literal(&name.to_string());
            self.code.line(format!("#[schema(type = {name})]"));
        }
        self.write_attributes(self.plan.extras.attributes(name));
        let more = targets().flat_map(|t| t.composite_attributes(&composite));
        self.write_attributes(more);
        let visibility = self.code.visibility();
        self.code.open(format!("{visibility} struct {}", ty.ident));
        for ((column, ident), rust) in columns.iter().zip(idents).zip(attributes) {
            if let Some(message) = rust.note {
                let place = format!("{name}.{}", column.name);
                self.notes.push(Note { place, message });
            }
            let mut doc = column
                .comment
                .as_deref()
                .map(paragraphs)
                .unwrap_or_default();
            let renamed = if ident.plain() == column.name {
                String::new()
            } else {
                format!("Attribute {}, ", code_span(&column.name))
            };
            doc.push(format!("{renamed}{}.", code_span(&column.native_type)));
            self.code.doc(&doc);
            let is_renamed = !renamed.is_empty();
            self.write_check_of_field(is_renamed.then_some(&column.name), rust.mark);
            if is_renamed {
                let name = literal(&column.name);
                let renamed = targets().filter_map(|t| t.renamed_attribute(&composite, &name));
                self.write_attributes(renamed);
            }
            self.code
                .typed(&format!("{visibility} {ident}: "), &rust.text, ",");
        }
        self.code.close();
    }

    /// The types that are defined in the columns of a table or view.
    pub(super) fn write_inline_of_relation(&mut self, relation: &Relation) {
        let name = relation.name();
        for column in relation.columns() {
            let slot = Slot::new(Owner::Relation(relation.id), &column.name);
            match enum_by_check(relation, column) {
                Some(one_of) => {
                    let variants = one_of.values.iter().map(String::as_str).collect();
                    self.write_column_enum(&slot, name, variants);
                }
                None => self.write_inline(&column.logical_type, &slot, name),
            }
        }
    }

    /// The types that are defined inside a logical type.
    pub(super) fn write_inline(&mut self, logical: &LogicalType, slot: &Slot, owner: &ObjectName) {
        for (slot, inline) in super::types::inline_types(logical, slot) {
            self.write_inline_type(&slot, &inline, owner);
        }
    }
}

/// A name with quotes where it would mean another one without.
fn quoted(name: &str) -> String {
    let is_plain = |c: char| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit();
    match name.chars().all(is_plain) && !name.starts_with(|c: char| c.is_ascii_digit()) {
        true => name.into(),
        false => format!("\"{}\"", name.replace('"', "\"\"")),
    }
}
