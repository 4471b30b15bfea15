//! Types that are defined where they are used: enums, records and unions inside columns.

use schema_model::{Field, ObjectName};

use super::Writer;
use super::code::literal;
use super::docs::code_span;
use super::enums::EnumModel;
use super::plan::{Inline, Slot};
use crate::Ident;
use crate::naming::{Case, Scope, name_all};

impl Writer<'_, '_> {
    pub(super) fn write_inline_type(&mut self, slot: &Slot, inline: &Inline, owner: &ObjectName) {
        match inline {
            Inline::Enum(variants) => {
                let variants = variants.iter().map(String::as_str).collect();
                self.write_column_enum(slot, owner, variants);
            }
            Inline::Struct(fields) => self.write_struct(slot, fields, owner),
            Inline::Union(fields) => self.write_union(slot, fields, owner),
        }
    }

    /// The enum of a column. Only one that is the column's whole type can be checked.
    pub(super) fn write_column_enum(
        &mut self,
        slot: &Slot,
        owner: &ObjectName,
        variants: Vec<&str>,
    ) {
        let Some(ident) = self.plan.inline(slot) else {
            return;
        };
        let place = place(slot, owner);
        self.write_enum(&EnumModel {
            ident,
            variants,
            doc: vec![format!("Values of {}.", code_span(&place))],
            check: slot
                .is_column()
                .then(|| format!("column = {}", literal(&place))),
            definition: None,
            type_name: None,
            quoted_name: String::new(),
            what: format!("`{place}`"),
        });
    }

    fn write_struct(&mut self, slot: &Slot, fields: &[Field], owner: &ObjectName) {
        self.write_fields(slot, fields, owner, "struct", Case::Snake);
    }

    fn write_union(&mut self, slot: &Slot, fields: &[Field], owner: &ObjectName) {
        self.write_fields(slot, fields, owner, "enum", Case::Camel);
    }

    /// A record's fields, or a union's alternatives.
    fn write_fields(
        &mut self,
        slot: &Slot,
        fields: &[Field],
        owner: &ObjectName,
        keyword: &str,
        case: Case,
    ) {
        let Some(item) = self.plan.inline(slot) else {
            return;
        };
        let idents = name_all(
            fields.iter().map(|field| field.name.as_str()),
            case,
            |_| None,
            &mut Scope::default(),
        );
        let visibility = self.code.visibility();
        self.code.blank();
        self.code
            .doc(&[format!("Value of {}.", code_span(&place(slot, owner)))]);
        let types: Vec<String> = fields
            .iter()
            .map(|field| {
                let (logical, inner) = (&field.logical_type, slot.inside(&field.name));
                let ty = self.plan.rust_type(logical, &field.name, inner, owner).text;
                match case {
                    // Every field of a record can be NULL.
                    Case::Snake => super::paths::option(&ty),
                    _ => ty,
                }
            })
            .collect();
        self.code.allow(
            &[
                "dead_code",
                "clippy::large_enum_variant",
                "clippy::enum_variant_names",
            ],
            idents.iter().chain([item]).map(Ident::plain),
            types.iter().map(String::as_str),
        );
        let mut derives = self.plan.value_derives();
        derives.extend(self.plan.extras.derives(owner));
        self.code.derives(&derives);
        self.code.open(format!("{visibility} {keyword} {item}"));
        for ((field, ident), ty) in fields.iter().zip(idents).zip(types) {
            self.code.doc(&[format!("{}.", code_span(&field.name))]);
            match case {
                Case::Snake => self
                    .code
                    .typed(&format!("{visibility} {ident}: "), &ty, ","),
                _ => {
                    let ty = self.code.short(&ty);
                    self.code.line(format!("{ident}({ty}),"));
                }
            }
        }
        self.code.close();
    }
}

/// Where a type is defined, as people write it: `orders.status`, `orders.items.price`.
fn place(slot: &Slot, owner: &ObjectName) -> String {
    let parts = std::iter::once(&slot.column).chain(&slot.path);
    parts
        .filter(|part| !part.is_empty())
        .fold(owner.to_string(), |place, part| {
            format!("{place}.{}", ObjectName::bare(part.as_str()))
        })
}
