//! How entities are related: each foreign key is a way to the parent, and a way back where it is the
//! only one between two tables, which is what sea-orm can tell apart by itself.

use std::collections::BTreeMap;

use schema_model::{ConstraintKind, ObjectName};

use super::entity::{Entity, MODULE};
use crate::Ident;
use crate::codegen::code::Code;
use crate::codegen::docs::code_span;
use crate::codegen::metadata::referenced_columns;
use crate::codegen::plan::{Plan, Relation};
use crate::naming::{Case, Scope, name_all};

/// A foreign key between two entities.
pub(super) struct Link<'p, 'a> {
    child: &'p Relation<'a>,
    parent: &'p Relation<'a>,
    from: Vec<String>,
    to: Vec<String>,
    /// The columns that refer, as the database calls them.
    columns: &'a [String],
    /// Whether no other foreign key connects the two.
    is_only: bool,
    /// Whether a parent has at most one child.
    is_unique: bool,
    way_up: String,
    way_down: String,
}

/// The foreign keys of a schema that connect two entities.
pub(super) fn links<'p, 'a>(plan: &'p Plan<'a>) -> Vec<Link<'p, 'a>> {
    let entities = plan.relations.iter();
    let entities: BTreeMap<&ObjectName, Entity> = entities
        .filter_map(|relation| Entity::new(plan, relation))
        .map(|entity| (entity.relation.name(), entity))
        .collect();
    let children = entities.values();
    let mut links: Vec<Link> = children
        .flat_map(|child| links_of(plan, child, &entities))
        .collect();
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for link in &links {
        *counts.entry(link.between()).or_default() += 1;
    }
    for link in &mut links {
        let is_self = link.child.id == link.parent.id;
        link.is_only = !is_self && counts.get(&link.between()) == Some(&1);
    }
    links
}

fn links_of<'p, 'a>(
    plan: &Plan,
    child: &Entity<'p, 'a>,
    entities: &BTreeMap<&ObjectName, Entity<'p, 'a>>,
) -> Vec<Link<'p, 'a>> {
    let keys = child
        .relation
        .constraints()
        .iter()
        .filter_map(|constraint| {
            let ConstraintKind::ForeignKey(key) = &constraint.kind else {
                return None;
            };
            let parent = entities.get(&key.references)?;
            let variants = |entity: &Entity, columns: &[String]| -> Option<Vec<String>> {
                let named = columns.iter().map(|column| entity.variant_of(column));
                named.map(|ident| ident.map(Ident::to_string)).collect()
            };
            let referenced = referenced_columns(key, plan.schema);
            let (from, to) = (
                variants(child, &key.columns)?,
                variants(parent, &referenced)?,
            );
            let fits = !from.is_empty() && from.len() == to.len();
            fits.then(|| Link {
                child: child.relation,
                parent: parent.relation,
                from,
                to,
                columns: &key.columns,
                is_only: false,
                is_unique: is_unique(child.relation, &key.columns),
                way_up: way(plan, child.relation, parent.relation),
                way_down: way(plan, parent.relation, child.relation),
            })
        });
    keys.collect()
}

/// Whether columns are a key of their table.
fn is_unique(relation: &Relation, columns: &[String]) -> bool {
    relation
        .constraints()
        .iter()
        .any(|constraint| match &constraint.kind {
            ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => key.columns == columns,
            _ => false,
        })
}

/// The way from the module of an entity to that of another one.
fn way(plan: &Plan, from: &Relation, to: &Relation) -> String {
    if from.name().namespace == to.name().namespace {
        return format!("super::{}", to.module);
    }
    let path = plan.path(to.name(), &to.module, from.name());
    match path.rsplit_once("::") {
        Some((outer, module)) => format!("super::super::{outer}::{MODULE}::{module}"),
        None => format!("super::super::{MODULE}::{path}"),
    }
}

impl Link<'_, '_> {
    fn between(&self) -> (usize, usize) {
        let (child, parent) = (self.child.id, self.parent.id);
        (child.min(parent), child.max(parent))
    }

    fn words_up(&self) -> Vec<String> {
        let way = &self.way_up;
        let columns = |names: &[String], module: &str| {
            let names = names.iter().map(|name| format!("{module}Column::{name}"));
            let names: Vec<String> = names.collect();
            match &names[..] {
                [single] => single.clone(),
                _ => format!("({})", names.join(", ")),
            }
        };
        let (from, to) = (
            columns(&self.from, ""),
            columns(&self.to, &format!("{way}::")),
        );
        vec![
            format!("belongs_to = \"{way}::Entity\""),
            format!("from = \"{from}\""),
            format!("to = \"{to}\""),
        ]
    }

    fn words_down(&self) -> Vec<String> {
        let kind = match self.is_unique {
            true => "has_one",
            false => "has_many",
        };
        vec![format!("{kind} = \"{}::Entity\"", self.way_down)]
    }

    fn name_up(&self) -> String {
        match self.columns {
            [column] => column.trim_end_matches("_id").to_owned(),
            _ => self.parent.module.plain().to_owned(),
        }
    }
}

/// One variant of `Relation`.
struct Variant<'l> {
    name: String,
    doc: String,
    /// What its attribute says.
    words: Vec<String>,
    /// The module of the other entity, where this is the only way to it.
    only_way: Option<&'l str>,
}

fn variants<'l>(entity: &Entity, links: &'l [Link]) -> Vec<Variant<'l>> {
    let id = entity.relation.id;
    let up = links.iter().filter(|link| link.child.id == id);
    let up = up.map(|link| Variant {
        name: link.name_up(),
        doc: format!(
            "{} refers to {}.",
            code_span(&link.columns.join(", ")),
            code_span(&link.parent.name().to_string())
        ),
        words: link.words_up(),
        only_way: link.is_only.then_some(&link.way_up),
    });
    let down = links
        .iter()
        .filter(|link| link.parent.id == id && link.is_only);
    let down = down.map(|link| Variant {
        name: link.child.module.plain().to_owned(),
        doc: format!(
            "{} of {} refers to this.",
            code_span(&link.columns.join(", ")),
            code_span(&link.child.name().to_string())
        ),
        words: link.words_down(),
        only_way: Some(&link.way_down),
    });
    up.chain(down).collect()
}

/// Writes `Relation`, and which entities are related by it.
pub(super) fn write(code: &mut Code, entity: &Entity, links: &[Link]) {
    let visibility = code.visibility();
    let variants = variants(entity, links);
    let idents = name_all(
        variants.iter().map(|variant| variant.name.as_str()),
        Case::Camel,
        |_| None,
        &mut Scope::default(),
    );
    code.blank();
    code.derives(&["Debug", "Clone", "Copy", "::sea_orm::EnumIter"].map(String::from));
    code.line("#[derive(::sea_orm::DeriveRelation)]");
    code.open(format!("{visibility} enum Relation"));
    for (variant, ident) in variants.iter().zip(&idents) {
        code.doc(std::slice::from_ref(&variant.doc));
        code.attribute("sea_orm", &variant.words);
        code.line(format!("{ident},"));
    }
    code.close();
    for (variant, ident) in variants.iter().zip(&idents) {
        let Some(module) = variant.only_way else {
            continue;
        };
        code.blank();
        code.open(format!(
            "impl ::sea_orm::Related<{module}::Entity> for Entity"
        ));
        code.open("fn to() -> ::sea_orm::RelationDef");
        code.line(format!("::sea_orm::RelationTrait::def(&Relation::{ident})"));
        code.close();
        code.close();
    }
}
