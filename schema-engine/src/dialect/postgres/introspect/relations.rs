//! Tables, views and sequences.

use schema_model::{
    ObjectKey, ObjectKind, ObjectName, Options, PartitionBy, PartitionOf, Persistence, RowSecurity,
    Schema, Sequence, Table, TableKind, View,
};

use super::super::acl::{AclKind, grants};
use super::super::ddl::settle::settled;
use super::catalog::{Catalog, RELATION, options};
use super::columns::{columns, sequence_options};
use super::constraints::{constraints, indexes};
use super::parts;
use super::rows::RelationRow;

/// Adds all relations but composite types. The catalog shrinks as the schema grows, so that a large
/// database is not held twice.
pub(super) fn add(catalog: &mut Catalog, schema: &mut Schema) {
    // Sequences name the columns that own them, so they come first.
    for row in catalog.relations.iter().filter(|row| row.kind == "S") {
        schema.sequences.extend(sequence(catalog, row));
    }
    let kinds = catalog.relations.iter().map(|row| row.kind.as_str());
    let tables = kinds.filter(|kind| matches!(*kind, "r" | "p" | "f"));
    schema.tables.reserve_exact(tables.count());
    for index in 0..catalog.relations.len() {
        let row = &catalog.relations[index];
        match row.kind.as_str() {
            "r" | "p" | "f" => {
                let table = table(catalog, row, schema);
                schema.tables.push(table);
            }
            "v" | "m" => {
                let view = view(catalog, row, schema);
                schema.views.push(view);
            }
            _ => {}
        }
        let done = row.oid;
        catalog.forget_parts(done);
    }
}

fn name_of(row: &RelationRow) -> ObjectName {
    ObjectName::qualified(&row.namespace, &row.name)
}

fn table(catalog: &Catalog, row: &RelationRow, schema: &mut Schema) -> Table {
    let missing = &mut schema.unmodelled;
    let mut table = Table::new(name_of(row));
    table.kind = match row.kind.as_str() {
        "p" => TableKind::Partitioned,
        "f" => TableKind::Foreign,
        _ => TableKind::Ordinary,
    };
    table.persistence = persistence(row);
    table.comment = catalog.comment(RELATION, row.oid, 0);
    table.columns = columns(catalog, row, missing);
    table.constraints = constraints(catalog, row, &mut table.columns, missing);
    table.indexes = indexes(catalog, row, missing);
    table.triggers = parts::triggers(catalog, row.oid);
    table.rules = parts::rules(catalog, row.oid);
    table.policies = parts::policies(catalog, row.oid);
    table.row_security = match (row.row_security, row.force_row_security) {
        (false, false) => RowSecurity::Off,
        (true, false) => RowSecurity::Enabled,
        (true, true) => RowSecurity::Forced,
        (false, true) => RowSecurity::ForcedButDisabled,
    };
    add_family(catalog, row, &mut table);
    table.foreign_server = row.foreign_server.clone();
    table.options = table_options(row);
    table.owner = catalog.owner(&row.owner);
    table.grants = grants(
        row.acl.as_deref(),
        &row.owner,
        AclKind::Table,
        catalog.major,
    );
    table.depends_on = needs(catalog, row, ObjectKind::Table);
    table
}

/// What a relation needs, itself left out.
fn needs(catalog: &Catalog, row: &RelationRow, kind: ObjectKind) -> Vec<ObjectKey> {
    let own = ObjectKey {
        kind,
        name: name_of(row),
    };
    let needed = catalog.depends_on(RELATION, row.oid);
    needed.into_iter().filter(|key| *key != own).collect()
}

/// Parents, partitions and the type of a typed table.
fn add_family(catalog: &Catalog, row: &RelationRow, table: &mut Table) {
    let parents = row.parents.iter().flatten();
    let mut parents = parents
        .filter_map(|oid| catalog.relation(*oid))
        .map(name_of);
    table.partition_by = row.partition_key.clone().map(|clause| PartitionBy {
        clause,
        partitions: Vec::new(),
    });
    if row.is_partition {
        table.partition_of = parents.next().map(|parent| PartitionOf {
            parent,
            bound: row.partition_bound.clone().unwrap_or_default(),
        });
    } else {
        table.inherits = parents.collect();
    }
    let of_type = catalog
        .types
        .get(&row.of_type)
        .filter(|_| row.of_type.0 != 0);
    table.of_type = of_type.map(|ty| ObjectName::qualified(&ty.namespace, &ty.name));
}

fn persistence(row: &RelationRow) -> Persistence {
    match row.persistence.as_str() {
        "u" => Persistence::Unlogged,
        "t" => Persistence::Temporary,
        _ => Persistence::Permanent,
    }
}

fn table_options(row: &RelationRow) -> Options {
    let mut found = options("", row.options.as_deref());
    found.extend(options("toast.", row.toast_options.as_deref()));
    found.extend(options("foreign.", row.foreign_options.as_deref()));
    if let Some(method) = &row.access_method {
        found.insert("access_method".into(), method.clone());
    }
    if let Some(tablespace) = &row.tablespace {
        found.insert("tablespace".into(), tablespace.clone());
    }
    let identity = match row.replica_identity.as_str() {
        "f" => Some("full"),
        "n" if row.kind != "f" => Some("nothing"),
        _ => None,
    };
    if let Some(identity) = identity {
        found.insert("replica_identity".into(), identity.into());
    }
    found
}

fn view(catalog: &Catalog, row: &RelationRow, schema: &mut Schema) -> View {
    let missing = &mut schema.unmodelled;
    let columns = columns(catalog, row, missing);
    let definition = row.definition.as_deref().unwrap_or_default();
    let definition = definition.trim_start().trim_end_matches(';');
    let mut view = View::new(name_of(row), columns, settled(definition).into_owned());
    view.materialized = row.kind == "m";
    view.comment = catalog.comment(RELATION, row.oid, 0);
    view.depends_on = needs(catalog, row, ObjectKind::View);
    view.options = table_options(row);
    view.options.remove("replica_identity");
    view.indexes = indexes(catalog, row, missing);
    view.triggers = parts::triggers(catalog, row.oid);
    view.rules = parts::rules(catalog, row.oid);
    view.populated = row.populated;
    view.owner = catalog.owner(&row.owner);
    view.grants = grants(
        row.acl.as_deref(),
        &row.owner,
        AclKind::Table,
        catalog.major,
    );
    view
}

/// A sequence, unless it is what an identity column is made of.
fn sequence(catalog: &Catalog, row: &RelationRow) -> Option<Sequence> {
    let ownership = catalog.ownership.get(&row.oid);
    if ownership.is_some_and(|ownership| ownership.kind == "i") {
        return None;
    }
    let owned_by = ownership.and_then(|ownership| {
        let number = i16::try_from(ownership.number).ok()?;
        let column = catalog.column_name(ownership.relation, number)?;
        Some((
            name_of(catalog.relation(ownership.relation)?),
            column.to_owned(),
        ))
    });
    let (owned_by_table, owned_by_column) = owned_by.unzip();
    Some(Sequence {
        name: name_of(row),
        options: sequence_options(row, None),
        persistence: persistence(row),
        owned_by_table,
        owned_by_column,
        owner: catalog.owner(&row.owner),
        grants: grants(
            row.acl.as_deref(),
            &row.owner,
            AclKind::Sequence,
            catalog.major,
        ),
        comment: catalog.comment(RELATION, row.oid, 0),
    })
}
