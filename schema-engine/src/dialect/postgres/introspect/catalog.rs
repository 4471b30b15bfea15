//! The catalog's rows, and what is looked up in them.

use std::collections::HashMap;

use schema_model::{LogicalType, ObjectKey, ObjectKind, ObjectName, Options, Unmodelled};
use sqlx::postgres::PgRow;
use sqlx::postgres::types::Oid;
use sqlx::{AssertSqlSafe, Column, Executor as _, PgConnection, Row as _, raw_sql};
use tokio_stream::StreamExt as _;

use super::super::types as native;
use super::attribute::{Attribute, Names};
use super::rows::*;

/// Identifiers of the catalogs themselves, which never change.
pub(super) const TYPE: Oid = Oid(1247);
pub(super) const ROUTINE: Oid = Oid(1255);
pub(super) const RELATION: Oid = Oid(1259);
pub(super) const CONSTRAINT: Oid = Oid(2606);
pub(super) const NAMESPACE: Oid = Oid(2615);
pub(super) const RULE: Oid = Oid(2618);
pub(super) const TRIGGER: Oid = Oid(2620);
pub(super) const EXTENSION: Oid = Oid(3079);
pub(super) const POLICY: Oid = Oid(3256);

/// Everything that was read.
pub(super) struct Catalog {
    pub database: DatabaseRow,
    /// The server's major version.
    pub major: u32,
    pub namespaces: Vec<NamespaceRow>,
    pub extensions: Vec<ExtensionRow>,
    pub types: HashMap<Oid, TypeRow>,
    pub relations: Vec<RelationRow>,
    pub attributes: HashMap<Oid, Vec<Attribute>>,
    pub constraints: HashMap<Oid, Vec<ConstraintRow>>,
    /// Constraints of domains, by type.
    pub domain_constraints: HashMap<Oid, Vec<ConstraintRow>>,
    pub indexes: HashMap<Oid, Vec<IndexRow>>,
    pub index_names: HashMap<Oid, String>,
    pub triggers: HashMap<Oid, Vec<TriggerRow>>,
    pub rules: HashMap<Oid, Vec<RuleRow>>,
    pub policies: HashMap<Oid, Vec<PolicyRow>>,
    pub routines: Vec<RoutineRow>,
    pub objects: Vec<ObjectRow>,
    /// By sequence.
    pub ownership: HashMap<Oid, OwnershipRow>,
    /// Sequences of identity columns, by table and column number.
    pub identity_sequences: HashMap<(Oid, i32), Oid>,
    pub relation_index: HashMap<Oid, usize>,
    comments: HashMap<(Oid, Oid, i32), String>,
    dependencies: HashMap<(Oid, Oid), Vec<(Oid, Oid)>>,
    keys: HashMap<(Oid, Oid), ObjectKey>,
    /// Element type by array type.
    elements: HashMap<Oid, Oid>,
    /// Range type by multirange type.
    ranges: HashMap<Oid, Oid>,
}

/// What the server only lists.
pub struct Listed {
    types: Vec<TypeRow>,
    relations: Vec<RelationRow>,
    attributes: HashMap<Oid, Vec<Attribute>>,
    namespaces: Vec<NamespaceRow>,
    extensions: Vec<ExtensionRow>,
    ownership: Vec<OwnershipRow>,
    comments: Vec<CommentRow>,
    routines: Vec<RoutineRow>,
}

impl Listed {
    /// Asks this half of the queries.
    pub async fn fetch(connection: &mut PgConnection, major: u32) -> sqlx::Result<Self> {
        Ok(Self {
            types: fetch(connection, major).await?,
            relations: fetch(connection, major).await?,
            attributes: fetch_attributes(connection, major).await?,
            namespaces: fetch(connection, major).await?,
            extensions: fetch(connection, major).await?,
            ownership: fetch(connection, major).await?,
            comments: fetch(connection, major).await?,
            routines: fetch(connection, major).await?,
        })
    }
}

/// What the server prints definitions of, which takes it about as long as all the rest.
pub struct Printed {
    constraints: Vec<ConstraintRow>,
    indexes: HashMap<Oid, Vec<IndexRow>>,
    triggers: Vec<TriggerRow>,
    rules: Vec<RuleRow>,
    policies: Vec<PolicyRow>,
    objects: Vec<ObjectRow>,
    dependencies: Vec<DependencyRow>,
}

impl Printed {
    /// Asks this half of the queries.
    pub async fn fetch(connection: &mut PgConnection, major: u32) -> sqlx::Result<Self> {
        Ok(Self {
            constraints: fetch(connection, major).await?,
            indexes: fetch_groups(connection, major, |row: &IndexRow| row.relation).await?,
            triggers: fetch(connection, major).await?,
            rules: fetch(connection, major).await?,
            policies: fetch(connection, major).await?,
            objects: fetch(connection, major).await?,
            dependencies: fetch(connection, major).await?,
        })
    }
}

impl Catalog {
    /// Puts what was fetched together.
    pub fn new(database: DatabaseRow, major: u32, listed: Listed, printed: Printed) -> Self {
        let Listed {
            types,
            relations,
            attributes,
            namespaces,
            extensions,
            ownership,
            comments,
            routines,
        } = listed;
        let Printed {
            constraints,
            indexes,
            triggers,
            rules,
            policies,
            objects,
            dependencies,
        } = printed;
        let (of_domains, of_tables): (Vec<_>, Vec<_>) =
            constraints.into_iter().partition(|row| row.type_oid.0 != 0);
        let identities = ownership.iter().filter(|row| row.kind == "i");
        let ranges = types
            .iter()
            .filter_map(|row| Some((row.range_multirange?, row.oid)));
        let mut catalog = Self {
            database,
            major,
            namespaces,
            extensions,
            relation_index: (0..)
                .zip(&relations)
                .map(|(index, row)| (row.oid, index))
                .collect(),
            relations,
            attributes,
            constraints: group(of_tables, |row| row.relation),
            domain_constraints: group(of_domains, |row| row.type_oid),
            index_names: indexes
                .values()
                .flatten()
                .map(|row| (row.oid, row.name.clone()))
                .collect(),
            indexes,
            triggers: group(triggers, |row| row.relation),
            rules: group(rules, |row| row.relation),
            policies: group(policies, |row| row.relation),
            routines,
            objects,
            identity_sequences: identities
                .map(|row| ((row.relation, row.number), row.sequence))
                .collect(),
            ownership: ownership
                .into_iter()
                .map(|row| (row.sequence, row))
                .collect(),
            comments: comments
                .into_iter()
                .map(|row| ((row.class, row.object, row.part), row.comment))
                .collect(),
            dependencies: group_dependencies(dependencies),
            keys: HashMap::new(),
            elements: types.iter().map(|row| (row.array_oid, row.oid)).collect(),
            ranges: ranges.collect(),
            types: types.into_iter().map(|row| (row.oid, row)).collect(),
        };
        catalog.keys = catalog.all_keys();
        catalog
    }

    /// Lets go of what only the making of one relation needs.
    pub fn forget_parts(&mut self, relation: Oid) {
        self.attributes.remove(&relation);
        self.constraints.remove(&relation);
        self.indexes.remove(&relation);
    }

    /// An object's comment.
    pub fn comment(&self, class: Oid, object: Oid, part: i32) -> Option<String> {
        self.comments.get(&(class, object, part)).cloned()
    }

    /// A role, unless it owns the database: that role has another name in every environment.
    pub fn owner(&self, role: &str) -> Option<String> {
        (role != self.database.owner).then(|| role.to_owned())
    }

    /// The owner of the namespace `public`, unless it is the one that a new database has.
    pub fn owner_of_public(&self, role: &str) -> Option<String> {
        let usual = match self.major >= 15 {
            true => "pg_database_owner",
            false => &self.database.bootstrap_role,
        };
        (role != usual).then(|| role.to_owned())
    }

    /// A table, view, sequence or composite type by its identifier.
    pub fn relation(&self, oid: Oid) -> Option<&RelationRow> {
        self.relation_index
            .get(&oid)
            .map(|index| &self.relations[*index])
    }

    /// The name of a column by its number.
    pub fn column_name(&self, relation: Oid, number: i16) -> Option<&str> {
        let columns = self.attributes.get(&relation)?;
        let found = columns.iter().find(|column| column.number == number)?;
        Some(&found.name)
    }

    /// A type in our terms.
    pub fn logical_type(&self, oid: Oid, typmod: i32) -> LogicalType {
        if let Some(element) = self.elements.get(&oid).filter(|_| oid.0 != 0) {
            return LogicalType::array(self.logical_type(*element, typmod));
        }
        let Some(row) = self.types.get(&oid) else {
            return LogicalType::Other;
        };
        let name = || ObjectName::qualified(&row.namespace, &row.name);
        let modifiers = native::modifiers(&row.name, typmod);
        let known = || native::logical_type(&row.name, &modifiers);
        match row.kind.as_str() {
            "d" if row.is_foreign => self.logical_type(row.base_oid, row.base_typmod),
            "e" | "c" if row.is_foreign => LogicalType::Other,
            "e" => LogicalType::Enum(name()),
            "d" => LogicalType::Domain(name()),
            "c" => LogicalType::Composite(name()),
            "r" => known().unwrap_or_else(|| {
                let bounds = row
                    .range_subtype
                    .map(|subtype| self.logical_type(subtype, -1));
                LogicalType::Range(bounds.unwrap_or(LogicalType::Other).into())
            }),
            "m" => match self
                .ranges
                .get(&oid)
                .map(|range| self.logical_type(*range, -1))
            {
                Some(LogicalType::Range(bounds)) => LogicalType::Multirange(bounds),
                _ => LogicalType::Other,
            },
            // A type of that name that the user made is another type.
            "b" if row.is_foreign => known().unwrap_or(LogicalType::Other),
            _ => LogicalType::Other,
        }
    }

    /// What an object needs before it can be made.
    pub fn depends_on(&self, class: Oid, object: Oid) -> Vec<ObjectKey> {
        let found = self
            .dependencies
            .get(&(class, object))
            .into_iter()
            .flatten();
        found
            .filter_map(|needed| self.keys.get(needed).cloned())
            .collect()
    }

    fn all_keys(&self) -> HashMap<(Oid, Oid), ObjectKey> {
        let key = |kind, name| ObjectKey { kind, name };
        let relations = self.relations.iter().map(|row| {
            let name = ObjectName::qualified(&row.namespace, &row.name);
            let kind = match row.kind.as_str() {
                "v" | "m" => ObjectKind::View,
                "S" => ObjectKind::Sequence,
                "c" => ObjectKind::Type,
                _ => ObjectKind::Table,
            };
            ((RELATION, row.oid), key(kind, name))
        });
        let types = self
            .types
            .values()
            .filter(|row| !row.is_foreign && row.relation.0 == 0);
        let types = types.map(|row| {
            let row = match self
                .ranges
                .get(&row.oid)
                .and_then(|range| self.types.get(range))
            {
                Some(range) if row.kind == "m" => (row.oid, range),
                _ => (row.oid, row),
            };
            let name = ObjectName::qualified(&row.1.namespace, &row.1.name);
            ((TYPE, row.0), key(ObjectKind::Type, name))
        });
        let routines = self.routines.iter().map(|row| {
            let name = format!("{}({})", row.name, row.signature);
            let name = ObjectName::qualified(&row.namespace, name);
            ((ROUTINE, row.oid), key(ObjectKind::Routine, name))
        });
        let objects = self.objects.iter().map(|row| {
            let name = ObjectName {
                namespace: row.namespace.clone(),
                name: format!("{} {}", row.kind, row.name),
            };
            ((row.class, row.oid), key(ObjectKind::Object, name))
        });
        relations
            .chain(types)
            .chain(routines)
            .chain(objects)
            .collect()
    }
}

/// `key=value` settings as the server keeps them.
pub(super) fn options(prefix: &str, settings: Option<&[String]>) -> Options {
    let settings = settings.into_iter().flatten();
    settings
        .map(|setting| {
            let (key, value) = setting.split_once('=').unwrap_or((setting, ""));
            (format!("{prefix}{key}"), value.to_owned())
        })
        .collect()
}

/// Says that something is not modelled.
pub(super) fn unmodelled(kind: &str, name: impl ToString, place: &str, reason: &str) -> Unmodelled {
    Unmodelled {
        kind: kind.into(),
        name: name.to_string(),
        place: place.into(),
        reason: reason.into(),
    }
}

/// Asks a query, and reads each row while the server makes the next.
pub(super) async fn fetch<T: CatalogRow>(
    connection: &mut PgConnection,
    major: u32,
) -> sqlx::Result<Vec<T>> {
    let mut rows = Vec::new();
    fetch_each(connection, major, |row| rows.push(row)).await?;
    Ok(rows)
}

/// The same, by what the rows belong to.
async fn fetch_groups<T: CatalogRow>(
    connection: &mut PgConnection,
    major: u32,
    key: impl Fn(&T) -> Oid,
) -> sqlx::Result<HashMap<Oid, Vec<T>>> {
    let mut groups: HashMap<Oid, Vec<T>> = HashMap::new();
    fetch_each(connection, major, |row| {
        groups.entry(key(&row)).or_default().push(row);
    })
    .await?;
    groups.values_mut().for_each(Vec::shrink_to_fit);
    Ok(groups)
}

/// Columns by relation, in as little space as they need: no other catalog has as many rows.
async fn fetch_attributes(
    connection: &mut PgConnection,
    major: u32,
) -> sqlx::Result<HashMap<Oid, Vec<Attribute>>> {
    let mut groups: HashMap<Oid, Vec<Attribute>> = HashMap::new();
    let mut types = Names::default();
    fetch_each(connection, major, |row: AttributeRow| {
        let group = groups.entry(row.relation).or_default();
        group.push(Attribute::new(row, &mut types));
    })
    .await?;
    groups.values_mut().for_each(Vec::shrink_to_fit);
    Ok(groups)
}

async fn fetch_each<T: CatalogRow>(
    connection: &mut PgConnection,
    major: u32,
    mut each: impl FnMut(T),
) -> sqlx::Result<()> {
    // Our own text; nothing of the user's is in it.
    let sql = AssertSqlSafe(for_version(T::SQL, major));
    let mut answers = connection.fetch(raw_sql(sql));
    let mut order = None;
    while let Some(row) = answers.next().await {
        let row = row?;
        let order = match &order {
            Some(order) => order,
            None => order.insert(column_order(&row, T::FIELDS)?),
        };
        each(T::read(&row, order)?);
    }
    Ok(())
}

/// Where the fields stand in a row. It is the same in all rows of an answer.
fn column_order(row: &PgRow, fields: &[&str]) -> sqlx::Result<Vec<usize>> {
    let place = |field: &&str| row.try_column(*field).map(Column::ordinal);
    fields.iter().map(place).collect()
}

fn group<T>(rows: Vec<T>, key: impl Fn(&T) -> Oid) -> HashMap<Oid, Vec<T>> {
    let mut groups: HashMap<Oid, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}

fn group_dependencies(rows: Vec<DependencyRow>) -> HashMap<(Oid, Oid), Vec<(Oid, Oid)>> {
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows {
        let needed = (row.ref_class, row.ref_object);
        found
            .entry((row.class, row.object))
            .or_default()
            .push(needed);
    }
    found
}

/// `15` of `15.4 (Debian 15.4-1)`.
pub(super) fn major_version(text: &str) -> u32 {
    let digits = text.split(|c: char| !c.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}
