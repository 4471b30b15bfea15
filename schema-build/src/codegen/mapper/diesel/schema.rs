//! The module `diesel_schema` of a namespace: SQL types, values that are held as bytes, and a
//! `table!` for each table and view.

use std::collections::BTreeMap;

use schema_model::{Column, LogicalType, ObjectName, TypeDefinition, TypeKind};

use super::super::Value;
use super::backend::{Backend, backend, raw_ident, sql_ident};
use super::{MODULE, attribute, column_ident, joins};
use crate::codegen::code::{Code, literal};
use crate::codegen::docs::code_span;
use crate::codegen::plan::{MAX_DEPTH, Namespace, Plan, Relation, enum_by_check};
use crate::codegen::record::Mode;
use crate::codegen::types::is_decimal;
use crate::{Ident, Note};

const RAW: &str = include_str!("raw.rs.txt");
/// What lets a type stand for a value.
pub(super) const DERIVES: &[&str] = &[
    "::diesel::expression::AsExpression",
    "::diesel::deserialize::FromSqlRow",
];
const TEXT: &str = "::diesel::sql_types::Text";

/// What the `table!` of a relation is called: another name than that of each of its columns, and of
/// each other relation.
pub(super) fn table_ident(plan: &Plan, relation: &Relation) -> String {
    let ident = relation.module.to_string();
    let is_column = |name: &str| relation.fields.iter().any(|f| column_ident(f) == name);
    if !is_column(&ident) {
        return ident;
    }
    let is_relation = |name: &str| plan.relations.iter().any(|it| it.module.plain() == name);
    let mut ident = format!("{}_table", relation.module.plain());
    while is_column(&ident) || is_relation(&ident) {
        ident.push('_');
    }
    ident
}

/// Whether diesel can describe a relation: it has columns, and not too many.
pub(super) fn has_table(plan: &Plan, relation: &Relation) -> bool {
    (1..=most_columns(plan)).contains(&relation.columns().len())
}

fn most_columns(plan: &Plan) -> usize {
    let has = |feature| plan.crates.has_feature("diesel", feature);
    match () {
        () if has("128-column-tables") => 128,
        () if has("64-column-tables") || has("huge-tables") => 64,
        () => 32,
    }
}

/// What is to be said of a relation that diesel cannot describe, or only in part.
pub(super) fn note(plan: &Plan, relation: &Relation) -> Option<Note> {
    let message = if !has_table(plan, relation) {
        let (count, most) = (relation.columns().len(), most_columns(plan));
        format!(
            "it has {count} columns, but diesel describes 1 to {most}, so there is no `table!` for it; diesel's features `64-column-tables` and `128-column-tables` allow more"
        )
    } else if relation.table().is_some() && relation.key_columns().next().is_none() {
        "it has no primary key, so its first column stands for one in `table!`; name the key with `keys` in `schema.toml`".into()
    } else {
        return None;
    };
    Some(Note {
        place: relation.name().to_string(),
        message,
    })
}

/// Writes the module of a namespace.
pub(super) fn write(code: &mut Code, plan: &Plan, namespace: &Namespace) {
    let Some(backend) = backend(&plan.schema.dialect) else {
        return;
    };
    let (relations, bare): (Vec<&Relation>, Vec<&Relation>) = plan
        .relations_in(namespace)
        .partition(|relation| has_table(plan, relation));
    let mut schema = SchemaModule {
        plan,
        backend,
        raw: BTreeMap::new(),
        foreign: BTreeMap::new(),
    };
    let tables: Vec<Table> = relations.iter().map(|r| schema.table(r)).collect();
    for relation in bare {
        // Its struct names the same types of fields.
        let _ = schema.table(relation);
    }
    for ty in plan.types_in(namespace) {
        schema.note_types_inside(ty.definition);
    }
    let visibility = code.visibility();
    code.blank();
    code.doc(&["Tables, views and types as diesel sees them.".into()]);
    code.line("#[allow(dead_code, missing_docs, unused_imports)]");
    code.open(format!("{visibility} mod {MODULE}"));
    schema.write_sql_types(code, namespace);
    schema.write_raw(code);
    for table in &tables {
        table.write(code, plan);
    }
    joins::write(code, plan, &relations, &tables);
    code.close();
}

/// The SQL type of a value that is no more than its type says.
pub(super) fn scalar_type(plan: &Plan, logical: &LogicalType, native: &str) -> String {
    let Some(backend) = backend(&plan.schema.dialect) else {
        return TEXT.into();
    };
    SchemaModule {
        plan,
        backend,
        raw: BTreeMap::new(),
        foreign: BTreeMap::new(),
    }
    .scalar(logical, native)
}

/// A `table!` on its way.
pub(super) struct Table<'r> {
    relation: &'r Relation<'r>,
    pub(super) ident: String,
    columns: Vec<(&'r Column, &'r Ident, String)>,
}

impl Table<'_> {
    /// The SQL type of a column.
    pub(super) fn sql_type(&self, column: &str) -> Option<&str> {
        let found = self.columns.iter().find(|(it, _, _)| it.name == column);
        found.map(|(_, _, sql)| sql.as_str())
    }

    /// The name of a column in its `table!`.
    pub(super) fn column(&self, column: &str) -> Option<String> {
        let found = self.columns.iter().find(|(it, _, _)| it.name == column);
        found.map(|(_, ident, _)| column_ident(ident))
    }

    fn write(&self, code: &mut Code, plan: &Plan) {
        let name = self.relation.name();
        code.blank();
        code.open("::diesel::table!");
        code.line("use super::sql_types;");
        code.doc(&plan.record_doc(self.relation, &self.relation.row, Mode::Row));
        if self.ident != name.name {
            code.line(attribute("sql_name", &name.name));
        }
        let mut key: Vec<String> = self
            .relation
            .key_columns()
            .filter_map(|column| self.column(column))
            .collect();
        if key.is_empty() {
            key.extend(
                self.columns
                    .first()
                    .map(|(_, ident, _)| column_ident(ident)),
            );
        }
        let namespace = name.namespace.as_deref().and_then(Ident::parse);
        let schema = namespace.map_or(String::new(), |ident| format!("{ident}."));
        code.open(format!("{schema}{} ({})", self.ident, key.join(", ")));
        for (column, ident, sql) in &self.columns {
            let is_renamed = ident.plain() != column.name;
            code.doc(&plan.field_doc(self.relation, column, is_renamed, Mode::Row));
            let ident = column_ident(ident);
            if ident != column.name {
                code.line(attribute("sql_name", &column.name));
            }
            code.line(format!("{ident} -> {sql},"));
        }
        code.close();
        code.close();
    }
}

/// What the tables of a namespace need.
struct SchemaModule<'p, 'a> {
    plan: &'p Plan<'a>,
    backend: &'static Backend,
    /// Types that are held as bytes: what they are called here and in the database.
    raw: BTreeMap<String, String>,
    /// SQL types of other namespaces: what they are called here, and the way to them.
    foreign: BTreeMap<String, String>,
}

impl SchemaModule<'_, '_> {
    fn table<'r>(&mut self, relation: &'r Relation<'r>) -> Table<'r> {
        let columns = relation.columns().iter().zip(&relation.fields);
        Table {
            relation,
            ident: table_ident(self.plan, relation),
            columns: columns
                .map(|(column, ident)| (column, ident, self.column_type(relation, column)))
                .collect(),
        }
    }

    /// The fields of a composite type may be of types that are held as bytes.
    fn note_types_inside(&mut self, definition: &TypeDefinition) {
        if let TypeKind::Composite(attributes) = &definition.kind {
            for attribute in attributes {
                let (logical, native) = (&attribute.logical_type, &attribute.native_type);
                let _ = self.sql_type(&definition.name, logical, native, 0);
            }
        }
    }

    fn column_type(&mut self, relation: &Relation, column: &Column) -> String {
        let is_text = enum_by_check(relation, column).is_some();
        let sql = match self.sql_of_override(relation, column) {
            Some(sql) => sql,
            None if is_text => TEXT.into(),
            None => self.sql_type(
                relation.name(),
                &column.logical_type,
                &column.native_type,
                0,
            ),
        };
        match column.nullable {
            true => format!("::diesel::sql_types::Nullable<{sql}>"),
            false => sql,
        }
    }

    /// The SQL type that goes with the Rust type of the settings, where that is one that we know.
    fn sql_of_override(&self, relation: &Relation, column: &Column) -> Option<String> {
        let ty = self.plan.overridden_type(relation.name(), column)?;
        let value = Value {
            logical: &column.logical_type,
            native: &column.native_type,
            dialect: &self.plan.schema.dialect,
        };
        self.backend
            .sql_type(&value, ty.trim_start_matches("::").trim())
    }

    /// The SQL type beside the Rust type that `Plan::rust_type` chooses.
    fn sql_type(
        &mut self,
        from: &ObjectName,
        logical: &LogicalType,
        native: &str,
        depth: usize,
    ) -> String {
        use LogicalType as L;
        if depth > MAX_DEPTH {
            return TEXT.into();
        }
        let mut part = |logical, native| self.sql_type(from, logical, native, depth + 1);
        match logical {
            L::Array { element, .. } => {
                format!("::diesel::sql_types::Array<{}>", part(element, native))
            }
            L::Range(bound) | L::Multirange(bound) if is_decimal(bound) => self.raw_or_text(native),
            L::Range(bound) => format!("::diesel::sql_types::Range<{}>", part(bound, native)),
            L::Multirange(bound) => {
                format!("::diesel::sql_types::Multirange<{}>", part(bound, native))
            }
            L::InlineEnum(_) => TEXT.into(),
            L::Enum(name) | L::Domain(name) => {
                let plan = self.plan;
                let Some(ty) = plan.type_named(name) else {
                    return self.raw_or_text(native);
                };
                match &ty.definition.kind {
                    TypeKind::Enum(variants) if !variants.is_empty() => {
                        if name.namespace == from.namespace {
                            return format!("sql_types::{}", sql_ident(ty.ident.plain()));
                        }
                        let path = plan.path(name, &ty.ident, from);
                        self.foreign_type(&path)
                    }
                    TypeKind::Domain(domain) => {
                        self.sql_type(from, &domain.logical_type, &domain.native_type, depth + 1)
                    }
                    _ => self.raw_or_text(native),
                }
            }
            L::Composite(_) | L::Struct(_) | L::Map { .. } | L::Union(_) => {
                self.raw_or_text(native)
            }
            _ => self.scalar(logical, native),
        }
    }

    fn scalar(&mut self, logical: &LogicalType, native: &str) -> String {
        let value = Value {
            logical,
            native,
            dialect: &self.plan.schema.dialect,
        };
        let own = super::own_path(&value, self.plan.crates).filter(|_| self.plan.uses_own_types());
        let chosen = own.or_else(|| self.plan.choose_exact(&value).map(|choice| choice.path));
        match chosen.and_then(|path| self.backend.sql_type(&value, path)) {
            Some(sql) => sql,
            None => match (self.backend.raw_name)(native) {
                Some(_) => self.raw_or_text(native),
                None => {
                    let lossy = self.plan.choose(&value).map(|choice| choice.path);
                    lossy
                        .and_then(|path| self.backend.sql_type(&value, path))
                        .unwrap_or_else(|| TEXT.into())
                }
            },
        }
    }

    fn raw_or_text(&mut self, native: &str) -> String {
        match (self.backend.raw_name)(native) {
            Some(name) => {
                let ident = raw_ident(&name);
                self.raw.insert(ident.clone(), name);
                format!("sql_types::{ident}")
            }
            None => TEXT.into(),
        }
    }

    fn foreign_type(&mut self, path: &str) -> String {
        let (module, ident) = path.rsplit_once("::").unwrap_or(("", path));
        let alias = format!("{}_{ident}", module.trim_start_matches("super::"));
        let sql = sql_ident(ident);
        let way = format!("super::super::{module}::{MODULE}::sql_types::{sql}");
        self.foreign.insert(alias.clone(), way);
        format!("sql_types::{alias}")
    }

    fn write_sql_types(&self, code: &mut Code, namespace: &Namespace) {
        let visibility = code.visibility();
        code.doc(&["Types of columns.".into()]);
        code.line("#[allow(non_camel_case_types)]");
        code.open(format!("{visibility} mod sql_types"));
        for (alias, way) in &self.foreign {
            code.line(format!("{visibility} use {way} as {alias};"));
        }
        for ty in self.plan.types_in(namespace) {
            if let TypeKind::Enum(variants) = &ty.definition.kind {
                if !variants.is_empty() {
                    let name = &ty.definition.name;
                    let schema = name.namespace.as_deref();
                    let ident = sql_ident(ty.ident.plain());
                    write_sql_type(code, &ident, &name.name, schema);
                }
            }
        }
        for (ident, name) in &self.raw {
            let name = name.replace('"', "");
            match name.split_once('.') {
                Some((schema, name)) => write_sql_type(code, ident, name, Some(schema)),
                None => write_sql_type(code, ident, &name, None),
            }
        }
        code.close();
    }

    fn write_raw(&self, code: &mut Code) {
        if self.raw.is_empty() {
            return;
        }
        let visibility = code.visibility();
        code.blank();
        code.doc(&["Values that are held as the bytes that the server sends.".into()]);
        code.open(format!("{visibility} mod raw"));
        for (ident, name) in &self.raw {
            code.blank();
            code.doc(&[format!("Value of type {}.", code_span(name))]);
            code.derives(&["Debug", "Clone", "PartialEq", "Eq", "Hash"].map(String::from));
            let targets = self.plan.targets();
            let others = targets.flat_map(|target| target.struct_derives());
            let derives = others.chain(DERIVES).map(ToString::to_string);
            code.derives(&derives.collect::<Vec<_>>());
            code.line(format!("#[diesel(sql_type = super::sql_types::{ident})]"));
            code.line(format!(
                "{visibility} struct {ident}({visibility} ::std::vec::Vec<u8>);"
            ));
            code.blank();
            code.lines(&RAW.replace("IDENT", ident));
        }
        code.close();
    }
}

fn write_sql_type(code: &mut Code, ident: &str, name: &str, schema: Option<&str>) {
    let visibility = code.visibility();
    code.blank();
    code.doc(&[format!("{}.", code_span(name))]);
    code.line("#[derive(Debug, Clone, Copy)]");
    code.line("#[derive(::diesel::query_builder::QueryId, ::diesel::sql_types::SqlType)]");
    let schema = schema.map_or(String::new(), |it| format!(", schema = {}", literal(it)));
    let name = literal(name);
    code.line(format!("#[diesel(postgres_type(name = {name}{schema}))]"));
    code.line(format!("{visibility} struct {ident};"));
}
