//! What the statements so far have made, and how names are found in it.

use std::collections::{BTreeMap, BTreeSet};

use schema_model::{
    ConstraintKind, DefinedObject, Extension, Namespace, ObjectName, Routine, Schema, Sequence,
    Table, TypeDefinition, TypeKind, View,
};

use super::script::{Applied, Passed};

/// The database so far.
#[derive(Clone)]
pub(super) struct Database {
    /// Where names without a namespace are looked for.
    pub path: Vec<String>,
    pub namespaces: BTreeMap<String, Namespace>,
    pub extensions: BTreeMap<String, Extension>,
    pub types: BTreeMap<ObjectName, TypeDefinition>,
    pub sequences: BTreeMap<ObjectName, Sequence>,
    pub tables: BTreeMap<ObjectName, Table>,
    pub views: BTreeMap<ObjectName, View>,
    pub routines: Vec<Routine>,
    pub objects: Vec<DefinedObject>,
    /// Names of tables, views, sequences, indexes and composite types, which share one list.
    taken: BTreeSet<ObjectName>,
    /// Names of constraints, each as often as tables have one.
    constraints: BTreeMap<ObjectName, usize>,
}

/// The namespace that every database has.
const PUBLIC: &str = "public";

impl Database {
    pub fn new() -> Self {
        Self {
            path: vec![PUBLIC.into()],
            namespaces: BTreeMap::from([(PUBLIC.into(), namespace(PUBLIC))]),
            extensions: BTreeMap::new(),
            types: BTreeMap::new(),
            sequences: BTreeMap::new(),
            tables: BTreeMap::new(),
            views: BTreeMap::new(),
            routines: Vec::new(),
            objects: Vec::new(),
            taken: BTreeSet::new(),
            constraints: BTreeMap::new(),
        }
    }

    pub fn into_schema(self) -> Schema {
        let mut schema = Schema::new("postgres");
        let is_there = self.namespaces.contains_key(PUBLIC);
        schema.search_path = is_there.then(|| PUBLIC.into()).into_iter().collect();
        schema.namespaces = self.namespaces.into_values().collect();
        schema.extensions = self.extensions.into_values().collect();
        schema.types = self.types.into_values().collect();
        schema.sequences = self.sequences.into_values().collect();
        schema.tables = self.tables.into_values().collect();
        schema.views = self.views.into_values().collect();
        schema.routines = self.routines;
        schema.objects = self.objects;
        schema
    }

    /// The name of something new.
    pub fn new_name(&self, written: ObjectName) -> ObjectName {
        if written.namespace.is_some() {
            return written;
        }
        ObjectName::qualified(self.new_namespace(), written.name)
    }

    /// The namespace of what is made without one.
    pub fn new_namespace(&self) -> String {
        let mut path = self.path.iter();
        let found = path.find(|name| self.namespaces.contains_key(*name));
        found.map_or(PUBLIC, String::as_str).to_owned()
    }

    /// The full name of what is there under a written name.
    pub fn find(
        &self,
        written: &ObjectName,
        is_there: impl Fn(&ObjectName) -> bool,
    ) -> Option<ObjectName> {
        if written.namespace.is_some() {
            return is_there(written).then(|| written.clone());
        }
        let candidates = self.path.iter().map(|namespace| ObjectName {
            namespace: Some(namespace.clone()),
            name: written.name.clone(),
        });
        candidates.into_iter().find(|name| is_there(name))
    }

    pub fn find_table(&self, written: &ObjectName) -> Option<ObjectName> {
        self.find(written, |name| self.tables.contains_key(name))
    }

    pub fn find_view(&self, written: &ObjectName) -> Option<ObjectName> {
        self.find(written, |name| self.views.contains_key(name))
    }

    pub fn find_type(&self, written: &ObjectName) -> Option<ObjectName> {
        self.find(written, |name| self.types.contains_key(name))
    }

    pub fn find_sequence(&self, written: &ObjectName) -> Option<ObjectName> {
        self.find(written, |name| self.sequences.contains_key(name))
    }

    /// A table that has to be there.
    pub fn table(&self, written: &ObjectName) -> Applied<ObjectName> {
        self.find_table(written)
            .ok_or_else(|| absent("table", &written.to_string()))
    }

    /// A table, view or composite type whose columns are to be copied.
    pub fn find_like(&self, written: &ObjectName) -> Applied<ObjectName> {
        let found = self.find_table(written);
        let found = found.or_else(|| self.find_view(written));
        let found = found.or_else(|| self.find_type(written));
        found.ok_or_else(|| absent("table", &written.to_string()))
    }

    /// The table or view that an index is on, with the index's full name.
    pub fn find_index(&self, written: &ObjectName) -> Option<(ObjectName, ObjectName)> {
        let index = self.find(written, |name| self.owner_of_index(name).is_some())?;
        Some((self.owner_of_index(&index)?, index))
    }

    fn owner_of_index(&self, index: &ObjectName) -> Option<ObjectName> {
        if !self.taken.contains(index) {
            return None;
        }
        let tables = self.tables.values().filter(|table| {
            table.name.namespace == index.namespace && has_index(table, &index.name)
        });
        let views = self.views.values().filter(|view| {
            let mut indexes = view.indexes.iter();
            view.name.namespace == index.namespace && indexes.any(|it| it.name == index.name)
        });
        let mut owners = tables.map(|t| &t.name).chain(views.map(|v| &v.name));
        owners.next().cloned()
    }

    /// Whether a relation of that name is there.
    pub fn is_taken(&self, name: &ObjectName) -> bool {
        self.taken.contains(name)
    }

    /// Whether a constraint of that name is there.
    pub fn is_constraint(&self, name: &ObjectName) -> bool {
        self.constraints.contains_key(name)
    }

    /// Notes the name of a new relation.
    pub fn take(&mut self, kind: &str, name: &ObjectName) -> Applied {
        match self.taken.insert(name.clone()) {
            true => Ok(()),
            false => Err(present(kind, &name.to_string())),
        }
    }

    pub fn release(&mut self, name: &ObjectName) {
        self.taken.remove(name);
    }

    /// Puts a new or changed table in its place, with the names of all that it has.
    pub fn put_table(&mut self, table: Table) {
        for name in relations_of(&table) {
            self.taken.insert(name);
        }
        for name in constraints_of(&table) {
            *self.constraints.entry(name).or_default() += 1;
        }
        self.tables.insert(table.name.clone(), table);
    }

    /// Takes a table out, to be changed or dropped.
    pub fn take_table(&mut self, name: &ObjectName) -> Option<Table> {
        let table = self.tables.remove(name)?;
        for name in relations_of(&table) {
            self.taken.remove(&name);
        }
        for name in constraints_of(&table) {
            let count = self.constraints.get_mut(&name);
            if count.is_some_and(|count| {
                *count -= 1;
                *count == 0
            }) {
                self.constraints.remove(&name);
            }
        }
        Some(table)
    }

    /// Notes all names anew, after some of them changed.
    pub fn count_names(&mut self) {
        self.taken.clear();
        self.constraints.clear();
        for (_, table) in std::mem::take(&mut self.tables) {
            self.put_table(table);
        }
        let views = self.views.values();
        let indexes = views.clone().flat_map(|view| {
            let indexes = view.indexes.iter();
            indexes.map(|index| view.name.sibling(&index.name))
        });
        let composites = self.types.values().filter(|ty| fields(ty).is_some());
        let names = views.map(|view| view.name.clone());
        let names = names.chain(indexes);
        let names = names.chain(self.sequences.keys().cloned());
        let names = names.chain(composites.map(|ty| ty.name.clone()));
        self.taken.extend(names);
    }

    /// Changes a table. Its names stay taken meanwhile.
    pub fn change_table<T>(
        &mut self,
        name: &ObjectName,
        change: impl FnOnce(&mut Self, &mut Table) -> Applied<T>,
    ) -> Applied<T> {
        let found = self.tables.get(name).cloned();
        let mut table = found.ok_or_else(|| absent("table", &name.to_string()))?;
        let changed = change(self, &mut table)?;
        self.take_table(name);
        self.put_table(table);
        Ok(changed)
    }

    /// The tables that inherit from one, or are its partitions.
    pub fn children(&self, parent: &ObjectName) -> Vec<ObjectName> {
        let is_child = |table: &&Table| {
            let partition = table.partition_of.as_ref();
            partition.is_some_and(|of| of.parent == *parent) || table.inherits.contains(parent)
        };
        let children = self.tables.values().filter(is_child);
        children.map(|table| table.name.clone()).collect()
    }

    /// The namespace of an extension's types.
    pub fn extension_namespace(&self, names: &[&str]) -> Option<String> {
        let found = names.iter().find_map(|name| self.extensions.get(*name));
        found?.namespace.clone()
    }
}

pub(super) fn namespace(name: &str) -> Namespace {
    Namespace {
        name: name.into(),
        options: Default::default(),
        owner: None,
        grants: Vec::new(),
        comment: None,
    }
}

fn has_index(table: &Table, name: &str) -> bool {
    let is_key = |kind: &ConstraintKind| {
        use ConstraintKind as K;
        matches!(kind, K::PrimaryKey(_) | K::Unique(_) | K::Exclusion(_))
    };
    let mut keys = table.constraints.iter().filter(|it| is_key(&it.kind));
    table.indexes.iter().any(|index| index.name == name)
        || keys.any(|key| key.name.as_deref() == Some(name))
}

/// The names in the list of relations that a table stands for.
fn relations_of(table: &Table) -> Vec<ObjectName> {
    let mut names = vec![table.name.clone()];
    for constraint in &table.constraints {
        let name = constraint.name.as_deref().unwrap_or_default();
        if has_index(table, name) {
            names.push(table.name.sibling(name));
        }
    }
    let indexes = table.indexes.iter();
    names.extend(indexes.map(|index| table.name.sibling(&index.name)));
    for column in &table.columns {
        if let Some(identity) = &column.identity {
            let usual = super::constraint::make_name(&table.name.name, &column.name, "seq");
            let sequence = identity.sequence.clone();
            names.push(sequence.unwrap_or_else(|| table.name.sibling(usual)));
        }
    }
    names
}

fn constraints_of(table: &Table) -> Vec<ObjectName> {
    let names = table.constraints.iter().filter_map(|it| it.name.as_ref());
    names.map(|name| table.name.sibling(name)).collect()
}

/// The columns that the row type of a composite type has.
pub(super) fn fields(ty: &TypeDefinition) -> Option<&[schema_model::Column]> {
    match &ty.kind {
        TypeKind::Composite(fields) => Some(fields),
        _ => None,
    }
}

/// Says that something is missing.
pub(super) fn absent(kind: &str, name: &str) -> Passed {
    Passed::Wrong(format!(
        "{kind} `{name}` does not exist at this point: make it before, or correct the name"
    ))
}

/// Says that something is there already.
pub(super) fn present(kind: &str, name: &str) -> Passed {
    Passed::Wrong(format!(
        "{kind} `{name}` exists already: drop it first, or remove one of the two statements"
    ))
}
