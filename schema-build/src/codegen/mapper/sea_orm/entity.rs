//! The modules of entities: one for each table and view.

use schema_model::{Column, LogicalType, TypeKind};

use super::relations::{self, Link};
use crate::codegen::code::{Code, literal};
use crate::codegen::docs::code_span;
use crate::codegen::plan::{Namespace, Plan, Relation};
use crate::codegen::record::Mode;
use crate::codegen::types::nullable;
use crate::naming::{Case, Scope, name_all};
use crate::{Ident, Note};

/// The module that holds the entities of a namespace.
pub(super) const MODULE: &str = "entities";

/// What variants cannot be called: its derives write `Self::` before types of these names.
const TAKEN: &[&str] = &["Column", "Err"];

/// Types of values that cannot be part of a key for sea-orm.
const NO_KEY: &[&str] = &["::bigdecimal::BigDecimal", "::pgvector::Vector"];

pub(super) fn write(code: &mut Code, plan: &Plan, namespace: &Namespace) {
    let entities: Vec<Entity> = plan
        .relations_in(namespace)
        .filter_map(|relation| Entity::new(plan, relation))
        .collect();
    if entities.is_empty() {
        return;
    }
    let links = relations::links(plan);
    let visibility = code.visibility();
    code.blank();
    code.doc(&["Tables and views as sea-orm sees them.".into()]);
    code.line("#[allow(dead_code, missing_docs)]");
    code.open(format!("{visibility} mod {MODULE}"));
    for entity in entities {
        entity.write(code, &links);
    }
    code.close();
}

/// What is to be said of a relation without a key that sea-orm could use.
pub(super) fn note(plan: &Plan, relation: &Relation) -> Option<Note> {
    let message = match (own_key(plan, relation), &key(plan, relation)[..]) {
        (Some(_), _) => return None,
        (None, []) => "it has no column that could be a key, so there is no entity for it".into(),
        (None, [column, ..]) if relation.table().is_some() => format!(
            "it has no primary key that sea-orm could use, so column {} stands for one in its entity; name the key with `keys` in `schema.toml`",
            code_span(&column.name)
        ),
        _ => return None,
    };
    Some(Note {
        place: relation.name().to_string(),
        message,
    })
}

/// The columns of the primary key, or the column that stands for one: the first that is never NULL,
/// or else the first.
pub(super) fn key<'r>(plan: &Plan, relation: &Relation<'r>) -> Vec<&'r Column> {
    own_key(plan, relation).unwrap_or_else(|| {
        let usable = || {
            let columns = relation.columns().iter();
            columns.filter(|column| can_be_key(plan, relation, column))
        };
        let first = usable().find(|column| !column.nullable).or(usable().next());
        first.into_iter().collect()
    })
}

/// The columns of the primary key, if each can be one for sea-orm.
fn own_key<'r>(plan: &Plan, relation: &Relation<'r>) -> Option<Vec<&'r Column>> {
    let columns = relation.columns().iter();
    let columns: Vec<&Column> = columns
        .filter(|column| relation.is_key_column(&column.name))
        .collect();
    let usable = columns
        .iter()
        .all(|column| can_be_key(plan, relation, column));
    (usable && !columns.is_empty()).then_some(columns)
}

fn can_be_key(plan: &Plan, relation: &Relation, column: &Column) -> bool {
    let ty = plan.base_type(relation, column).text;
    let is_list = ty.starts_with("::std::vec::Vec<") && ty != "::std::vec::Vec<u8>";
    !is_list && !NO_KEY.contains(&ty.as_str())
}

/// A table or view with its key.
pub(super) struct Entity<'p, 'a> {
    plan: &'p Plan<'a>,
    pub(super) relation: &'p Relation<'a>,
    key: Vec<&'a Column>,
    fields: Vec<Ident>,
    /// What sea-orm calls the columns.
    variants: Vec<Ident>,
}

impl<'p, 'a> Entity<'p, 'a> {
    /// The entity of a relation, if it has one.
    pub(super) fn new(plan: &'p Plan<'a>, relation: &'p Relation<'a>) -> Option<Self> {
        let key = key(plan, relation);
        let named = |case, names: Vec<String>, taken| {
            let names = names.iter().map(String::as_str);
            name_all(names, case, |_| None, &mut Scope::with_reserved(taken))
        };
        let lettered = relation.fields.iter().map(lettered);
        let fields = named(Case::Snake, lettered.collect(), &[]);
        let plain = fields.iter().map(|field| field.plain().to_owned());
        let variants = named(Case::Camel, plain.collect(), TAKEN);
        (!key.is_empty()).then_some(Self {
            plan,
            relation,
            key,
            fields,
            variants,
        })
    }

    /// What sea-orm calls a column.
    pub(super) fn variant_of(&self, column: &str) -> Option<&Ident> {
        let columns = self.relation.columns().iter();
        let mut named = columns.zip(&self.variants);
        named.find_map(|(it, variant)| (it.name == column).then_some(variant))
    }

    fn is_key(&self, column: &Column) -> bool {
        self.key.iter().any(|it| it.name == column.name)
    }

    fn write(&self, code: &mut Code, links: &[Link]) {
        let visibility = code.visibility();
        let name = code_span(&self.relation.name().to_string());
        code.blank();
        code.doc(&[format!("Entity of {name}.")]);
        code.open(format!("{visibility} mod {}", self.relation.module));
        code.line("#[allow(unused_imports)]");
        code.line("use ::sea_orm::entity::prelude::*;");
        code.blank();
        self.write_model(code);
        relations::write(code, self, links);
        code.blank();
        code.line("impl ::sea_orm::ActiveModelBehavior for ActiveModel {}");
        code.close();
    }

    fn write_model(&self, code: &mut Code) {
        let (plan, name) = (self.plan, self.relation.name());
        code.doc(&plan.record_doc(self.relation, &self.relation.row, Mode::Row));
        let mut derives = ["Debug", "Clone", "PartialEq"].map(String::from).to_vec();
        if plan.is_checked() {
            derives.push("::schema_checked::SchemaChecked".into());
        }
        derives.push("::sea_orm::DeriveEntityModel".into());
        code.derives(&derives);
        if plan.is_checked() {
            let table = literal(&name.to_string());
            code.line(format!("#[schema(table = {table})]"));
        }
        let namespace = name.namespace.as_deref();
        let schema = namespace.map(|name| format!("schema_name = {}, ", literal(name)));
        let (schema, table) = (schema.unwrap_or_default(), literal(&name.name));
        code.line(format!("#[sea_orm({schema}table_name = {table})]"));
        let visibility = code.visibility();
        code.open(format!("{visibility} struct Model"));
        let columns = self.relation.columns().iter();
        for ((column, ident), variant) in columns.zip(&self.fields).zip(&self.variants) {
            self.write_field(code, column, ident, variant);
        }
        code.close();
    }

    fn write_field(&self, code: &mut Code, column: &Column, ident: &Ident, variant: &Ident) {
        let (plan, relation) = (self.plan, self.relation);
        let ty = plan.base_type(relation, column);
        let name = literal(&column.name);
        let is_renamed = ident.plain() != column.name;
        let is_key = self.is_key(column);
        code.doc(&plan.field_doc(relation, column, is_renamed, Mode::Row));
        if plan.is_checked() {
            let mut words: Vec<String> = ty.mark.word().map(String::from).into_iter().collect();
            if is_renamed {
                words.insert(0, format!("column = {name}"));
            }
            if is_key && column.nullable {
                words.push("not_null".into());
            }
            if !words.is_empty() {
                code.line(format!("#[schema({})]", words.join(", ")));
            }
        }
        let mut words = Vec::new();
        if is_key {
            words.push("primary_key".to_owned());
            if !(is_numbered(column) && self.key.len() == 1) {
                words.push("auto_increment = false".into());
            }
        }
        if is_renamed || !is_snake(&column.name) {
            words.push(format!("column_name = {name}"));
        }
        if variant.plain() != Case::Camel.apply(ident.plain()) {
            words.push(format!("enum_name = {}", literal(variant.plain())));
        }
        if ty.is_text || is_foreign_enum(plan, &column.logical_type) {
            let native = literal(&column.native_type);
            words.extend(["select_as = \"text\"".into(), format!("save_as = {native}")]);
        } else if super::is_read_as_binary(&plan.schema.dialect, &column.logical_type) {
            words.push("select_as = \"binary\"".into());
        }
        if !words.is_empty() {
            code.attribute("sea_orm", &words);
        }
        let text = nullable(&inside(&ty.text), column.nullable && !is_key);
        let visibility = code.visibility();
        // The derive takes `Option<` apart as text, and not every type survives that.
        code.typed_in_full(&format!("{visibility} {ident}: "), &text, ",");
    }
}

/// Whether values are of an enum that unqualified names do not find.
fn is_foreign_enum(plan: &Plan, logical: &LogicalType) -> bool {
    match logical {
        LogicalType::Enum(name) => name.namespace.as_ref() != plan.schema.search_path.first(),
        LogicalType::Domain(name) => match plan.type_named(name).map(|ty| &ty.definition.kind) {
            Some(TypeKind::Domain(domain)) => is_foreign_enum(plan, &domain.logical_type),
            _ => false,
        },
        _ => false,
    }
}

/// A name that begins with a letter also when sea-orm has taken its underscores away.
fn lettered(ident: &Ident) -> String {
    let bare = ident.plain().trim_start_matches('_');
    match bare.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("column_{bare}"),
        false => ident.plain().to_owned(),
    }
}

/// Whether sea-orm finds a column of this name by itself.
fn is_snake(name: &str) -> bool {
    name == Case::Snake.apply(&Case::Camel.apply(name))
}

/// Whether the database numbers rows by a column.
fn is_numbered(column: &Column) -> bool {
    let by_sequence = column
        .default
        .as_deref()
        .is_some_and(|it| it.starts_with("nextval"));
    column.identity.is_some() || column.auto_increment || column.rowid_alias || by_sequence
}

/// A type as it is written two modules further in.
fn inside(ty: &str) -> String {
    let mut text = String::with_capacity(ty.len());
    let mut before = ' ';
    for (index, c) in ty.char_indices() {
        let starts = (c.is_alphabetic() || c == '_') && !before.is_alphanumeric();
        let is_first = starts && !matches!(before, ':' | '_' | '#' | '\'');
        if is_first {
            let rest = &ty[index..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            let word = &rest[..end.unwrap_or(rest.len())];
            let is_path = rest[word.len()..].starts_with("::");
            let is_local = c.is_uppercase() || c == '_';
            if word == "super" || is_local && !is_path && !PRELUDE.contains(&word) {
                text.push_str("super::super::");
            }
        }
        text.push(c);
        before = c;
    }
    text
}

/// Types that are there without a path.
const PRELUDE: &[&str] = &["Option", "Vec", "String", "Box"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_the_models_are_found_from_inside() {
        for (ty, expected) in [
            ("i64", "i64"),
            ("::std::vec::Vec<u8>", "::std::vec::Vec<u8>"),
            ("Mood", "super::super::Mood"),
            (
                "::std::vec::Vec<Mood>",
                "::std::vec::Vec<super::super::Mood>",
            ),
            ("super::app::Mood", "super::super::super::app::Mood"),
            (
                "chrono::DateTime<chrono::Utc>",
                "chrono::DateTime<chrono::Utc>",
            ),
            ("_2fa", "super::super::_2fa"),
        ] {
            assert_eq!(inside(ty), expected);
        }
    }
}
