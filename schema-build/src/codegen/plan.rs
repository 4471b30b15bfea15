//! What is generated and what it is called, decided before a line is written.

mod inline;
mod overrides;

use std::collections::{BTreeMap, BTreeSet};

use schema_model::{
    Column, Constraint, ConstraintKind, ObjectName, OneOf, Schema, Table, TypeDefinition, View,
};

use super::adjust::Columns;
use super::extras::Extras;
use super::filter::Filter;
use crate::naming::{Case, Scope, name_all, singular_type};
use crate::{BuildError, Crates, Ident, ModelSettings, Part};
pub(super) use inline::{Inline, MAX_DEPTH, Owner, Slot, enum_by_check, visit};
use overrides::Overrides;
pub(super) use overrides::{column_keys, keys};

/// Everything that is generated, with its names.
pub(super) struct Plan<'a> {
    pub(super) schema: &'a Schema,
    pub(super) settings: &'a ModelSettings,
    pub(super) crates: &'a Crates,
    namespaces: Vec<Namespace>,
    pub(super) relations: Vec<Relation<'a>>,
    pub(super) types: Vec<NamedType<'a>>,
    inline: BTreeMap<Slot, Ident>,
    overrides: Overrides<'a>,
    pub(super) extras: Extras<'a>,
    /// Columns whose nullability the settings changed.
    pub(super) set_by_hand: Columns,
}

/// A namespace of the database; the only one, without a name, in dialects that have none.
pub(super) struct Namespace {
    pub(super) name: Option<String>,
    pub(super) module: Option<Ident>,
    /// Whether unqualified names are looked up here first.
    pub(super) is_default: bool,
}

/// A table or view.
pub(super) struct Relation<'a> {
    pub(super) id: usize,
    source: RelationSource<'a>,
    pub(super) row: Ident,
    pub(super) insert: Option<Ident>,
    pub(super) update: Option<Ident>,
    /// The type of its key, when that has one of its own.
    pub(super) key: Option<Ident>,
    pub(super) module: Ident,
    pub(super) fields: Vec<Ident>,
}

#[derive(Clone, Copy)]
enum RelationSource<'a> {
    Table(&'a Table),
    View(&'a View),
}

/// A named type.
pub(super) struct NamedType<'a> {
    pub(super) id: usize,
    pub(super) definition: &'a TypeDefinition,
    pub(super) ident: Ident,
}

/// Names that a module or struct cannot have without hiding what everyone expects there.
const RESERVED: &[&str] = &[
    "bool",
    "char",
    "str",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "isize",
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "usize",
    "f16",
    "f32",
    "f64",
    "f128",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "String",
    "Vec",
    "Box",
    "ToString",
    "ToOwned",
    "Drop",
    "Fn",
    "FnMut",
    "FnOnce",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Send",
    "Sync",
    "Sized",
    "Unpin",
    "Copy",
    "Clone",
    "Default",
    "Eq",
    "PartialEq",
    "Ord",
    "PartialOrd",
    "Iterator",
    "IntoIterator",
    "Extend",
    "FromIterator",
    "DoubleEndedIterator",
    "ExactSizeIterator",
    "AsRef",
    "AsMut",
    "Into",
    "From",
    "TryFrom",
    "TryInto",
    "Future",
    "IntoFuture",
    "schema_version",
    "sql_text",
    "diesel_schema",
    "entities",
    "sqlx_raw",
];

impl<'a> Plan<'a> {
    pub(super) fn new(
        schema: &'a Schema,
        settings: &'a ModelSettings,
        crates: &'a Crates,
    ) -> Result<Self, BuildError> {
        let filter = Filter::new(settings, schema)?;
        let overrides = Overrides::new(settings, schema)?;
        let mut plan = Self {
            schema,
            settings,
            crates,
            namespaces: Vec::new(),
            relations: Vec::new(),
            types: Vec::new(),
            inline: BTreeMap::new(),
            overrides,
            extras: Extras::new(settings, schema)?,
            set_by_hand: Columns::new(),
        };
        plan.check_targets()?;
        let mut sources: Vec<RelationSource> = Vec::new();
        sources.extend(schema.tables.iter().map(RelationSource::Table));
        sources.extend(schema.views.iter().map(RelationSource::View));
        sources.retain(|source| filter.includes(source.name()));
        plan.name_namespaces(&sources);
        for index in 0..plan.namespaces.len() {
            plan.name_objects(index, &sources);
        }
        Ok(plan)
    }

    /// Whether this is generated of tables and views.
    pub(super) fn has_part(&self, part: Part) -> bool {
        match &self.settings.parts {
            Some(parts) => parts.contains(&part),
            None => match part {
                Part::Row | Part::Insert | Part::Update => true,
                Part::Constants => !self.settings.lean,
                // Of all parts, it costs a build the most.
                Part::Columns => false,
            },
        }
    }

    pub(super) fn namespaces(&self) -> &[Namespace] {
        &self.namespaces
    }

    pub(super) fn relations_in(
        &self,
        namespace: &Namespace,
    ) -> impl Iterator<Item = &Relation<'a>> {
        self.relations
            .iter()
            .filter(move |relation| relation.name().namespace == namespace.name)
    }

    pub(super) fn types_in(&self, namespace: &Namespace) -> impl Iterator<Item = &NamedType<'a>> {
        self.types
            .iter()
            .filter(move |ty| ty.definition.name.namespace == namespace.name)
    }

    /// The type of that name, if it is generated.
    pub(super) fn type_named(&self, name: &ObjectName) -> Option<&NamedType<'a>> {
        self.types.iter().find(|ty| ty.definition.name == *name)
    }

    /// The table or view of that name, if it is generated.
    pub(super) fn relation_named(&self, name: &ObjectName) -> Option<&Relation<'a>> {
        self.relations
            .iter()
            .find(|relation| relation.name() == name)
    }

    /// The name of the type that is defined in a place.
    pub(super) fn inline(&self, slot: &Slot) -> Option<&Ident> {
        self.inline.get(slot)
    }

    /// The Rust type that the settings ask for.
    pub(super) fn overridden_type(&self, object: &ObjectName, column: &Column) -> Option<&'a str> {
        self.overrides.type_of(object, column)
    }

    /// The way to something in a namespace from code in another one.
    pub(super) fn path(&self, to: &ObjectName, ident: &Ident, from: &ObjectName) -> String {
        if to.namespace == from.namespace {
            return ident.to_string();
        }
        let module = self
            .namespaces
            .iter()
            .find(|namespace| namespace.name == to.namespace)
            .and_then(|namespace| namespace.module.as_ref());
        match module {
            Some(module) => format!("super::{module}::{ident}"),
            None => format!("super::{ident}"),
        }
    }

    /// The way from a namespace's code to what stands outside of all namespaces.
    pub(super) fn root(&self, from: &ObjectName) -> &'static str {
        if from.namespace.is_some() {
            "super::"
        } else {
            ""
        }
    }

    fn name_namespaces(&mut self, sources: &[RelationSource]) {
        let names = sources.iter().map(|source| source.name());
        let names = names.chain(self.schema.types.iter().map(|ty| &ty.name));
        let distinct: BTreeSet<&Option<String>> = names.map(|name| &name.namespace).collect();
        let texts: Vec<&str> = distinct.iter().filter_map(|name| name.as_deref()).collect();
        let mut scope = Scope::with_reserved(RESERVED);
        let overridden = |name: &str| self.overrides.name(&[name.into()]);
        let mut modules =
            name_all(texts.iter().copied(), Case::Snake, overridden, &mut scope).into_iter();
        let default = self.schema.search_path.first();
        self.namespaces = distinct
            .into_iter()
            .map(|name| Namespace {
                is_default: name.is_some() && name.as_ref() == default,
                name: name.clone(),
                module: name.as_ref().and_then(|_| modules.next()),
            })
            .collect();
    }

    fn name_objects(&mut self, index: usize, sources: &[RelationSource<'a>]) {
        let namespace = self.namespaces[index].name.clone();
        let mut scope = Scope::with_reserved(RESERVED);
        // Modules of namespaces stand beside what has no namespace.
        if namespace.is_none() {
            for module in self.namespaces.iter().filter_map(|n| n.module.clone()) {
                scope.claim_exactly(module);
            }
        }
        self.name_types(&namespace, &mut scope);
        let first = self.relations.len();
        self.name_relations(&namespace, sources, &mut scope);
        for id in first..self.relations.len() {
            self.name_companions(id, &mut scope);
        }
        self.name_inline_types(&namespace, first, &mut scope);
    }

    fn name_types(&mut self, namespace: &Option<String>, scope: &mut Scope) {
        for definition in &self.schema.types {
            if definition.name.namespace != *namespace {
                continue;
            }
            let candidates = type_candidates(&definition.name.name, None, "Type");
            let ident = match self.overrides.name(&keys(&definition.name)) {
                Some(chosen) => scope.claim_exactly(chosen),
                None => scope.claim(&candidates),
            };
            self.types.push(NamedType {
                id: self.types.len(),
                definition,
                ident,
            });
        }
    }

    /// Names rows; a table that is singular already gets the name before one that becomes so.
    fn name_relations(
        &mut self,
        namespace: &Option<String>,
        sources: &[RelationSource<'a>],
        scope: &mut Scope,
    ) {
        let sources: Vec<&RelationSource> = sources
            .iter()
            .filter(|source| source.name().namespace == *namespace)
            .collect();
        let mut rows: Vec<Option<Ident>> = sources
            .iter()
            .map(|source| self.overrides.name(&keys(source.name())))
            .map(|chosen| chosen.map(|ident| scope.claim_exactly(ident)))
            .collect();
        for singular_only in [true, false] {
            for (source, row) in sources.iter().zip(&mut rows) {
                let name = &source.name().name;
                let singular = singular_type(name);
                if row.is_none() && (!singular_only || singular == Case::Camel.apply(name)) {
                    *row = Some(scope.claim(&self.row_candidates(name, singular)));
                }
            }
        }
        for (source, row) in sources.into_iter().zip(rows.into_iter().flatten()) {
            let fields = self.name_fields(*source);
            self.relations.push(Relation {
                id: self.relations.len(),
                source: *source,
                module: scope.claim(&Case::Snake.candidates(&source.name().name)),
                row,
                insert: None,
                update: None,
                key: None,
                fields,
            });
        }
    }

    fn row_candidates(&self, name: &str, singular: String) -> Vec<String> {
        let mut candidates = type_candidates(name, Some(singular), "Row");
        for candidate in &mut candidates {
            if !self
                .targets()
                .all(|target| target.takes_row_name(candidate))
            {
                candidate.insert_str(0, "Row");
            }
        }
        candidates
    }

    fn name_fields(&self, source: RelationSource) -> Vec<Ident> {
        let overridden = |column: &str| self.overrides.name(&column_keys(source.name(), column));
        name_all(
            source.columns().iter().map(|column| column.name.as_str()),
            Case::Snake,
            overridden,
            &mut Scope::default(),
        )
    }

    /// Names the insert and update structs of a table that rows can be written to.
    fn name_companions(&mut self, id: usize, scope: &mut Scope) {
        let relation = &self.relations[id];
        if relation.table().is_none() {
            return;
        }
        // `_2fa` becomes `New2fa`.
        let row = relation.row.plain().trim_start_matches('_').to_owned();
        let mut columns = relation.columns().iter();
        let has_insert = self.has_part(Part::Insert) && columns.clone().any(Column::is_writable);
        let has_update = self.has_part(Part::Update) && columns.any(|c| relation.can_update(c));
        let insert =
            has_insert.then(|| scope.claim(&[format!("New{row}"), format!("Insert{row}")]));
        let update =
            has_update.then(|| scope.claim(&[format!("Update{row}"), format!("{row}Update")]));
        let key = self.key_name(&self.relations[id]);
        let key = key.map(|name| scope.claim(&[name.clone(), format!("{name}Key")]));
        self.relations[id].key = key;
        self.relations[id].insert = insert;
        self.relations[id].update = update;
    }

    fn name_inline_types(&mut self, namespace: &Option<String>, first: usize, scope: &mut Scope) {
        let mut found: Vec<(Slot, String)> = Vec::new();
        for ty in &self.types {
            if ty.definition.name.namespace == *namespace {
                inline::of_type(ty, &mut |slot, name| found.push((slot, name)));
            }
        }
        for relation in &self.relations[first..] {
            inline::of_relation(relation, &mut |slot, name| found.push((slot, name)));
        }
        for (slot, name) in found {
            let ident = scope.claim(&[name.clone(), format!("{name}Value")]);
            self.inline.insert(slot, ident);
        }
    }
}

/// The ways to call a type: singular, as it is, and with a word that says what it is.
fn type_candidates(name: &str, singular: Option<String>, suffix: &str) -> Vec<String> {
    let mut candidates: Vec<String> = singular.into_iter().filter(|s| !s.is_empty()).collect();
    candidates.extend(Case::Camel.candidates(name));
    let with_suffix = format!("{}{suffix}", candidates[0]);
    candidates.push(with_suffix);
    candidates
}

impl<'a> RelationSource<'a> {
    fn name(self) -> &'a ObjectName {
        match self {
            Self::Table(table) => &table.name,
            Self::View(view) => &view.name,
        }
    }

    fn columns(self) -> &'a [Column] {
        match self {
            Self::Table(table) => &table.columns,
            Self::View(view) => &view.columns,
        }
    }
}

impl<'a> Relation<'a> {
    pub(super) fn name(&self) -> &'a ObjectName {
        self.source.name()
    }

    pub(super) fn columns(&self) -> &'a [Column] {
        self.source.columns()
    }

    pub(super) fn table(&self) -> Option<&'a Table> {
        match self.source {
            RelationSource::Table(table) => Some(table),
            RelationSource::View(_) => None,
        }
    }

    pub(super) fn view(&self) -> Option<&'a View> {
        match self.source {
            RelationSource::View(view) => Some(view),
            RelationSource::Table(_) => None,
        }
    }

    pub(super) fn comment(&self) -> Option<&'a str> {
        match self.source {
            RelationSource::Table(table) => table.comment.as_deref(),
            RelationSource::View(view) => view.comment.as_deref(),
        }
    }

    pub(super) fn constraints(&self) -> &'a [Constraint] {
        self.table().map_or(&[], |table| &table.constraints)
    }

    /// The columns of the primary key.
    pub(super) fn key_columns(&self) -> impl Iterator<Item = &'a str> {
        let key = self.table().and_then(Table::primary_key);
        let columns = key.map_or(&[][..], |key| &key.columns);
        columns.iter().map(String::as_str)
    }

    pub(super) fn is_key_column(&self, column: &str) -> bool {
        self.key_columns().any(|name| name == column)
    }

    /// Whether the update struct has the column: it can be written, and does not say which row.
    pub(super) fn can_update(&self, column: &Column) -> bool {
        column.is_writable() && !self.is_key_column(&column.name)
    }

    /// The text values that a CHECK constraint leaves to a column.
    pub(super) fn one_of(&self, column: &str) -> Option<&'a OneOf> {
        self.constraints()
            .iter()
            .find_map(|constraint| match &constraint.kind {
                ConstraintKind::Check(check) => check
                    .one_of
                    .as_ref()
                    .filter(|one_of| one_of.column == column),
                _ => None,
            })
    }
}
