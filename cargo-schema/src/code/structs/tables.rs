//! Which table each struct stands for, and which of them are called otherwise until now.

use schema_engine::RenameHint;
use schema_engine::declared::Created;
use schema_engine::diff::Rename;
use schema_engine::hint::Subject;
use schema_model::{Address, ObjectKey, ObjectKind, ObjectName, Part, Schema, Table};

use super::collect::{Row, Structs};
use super::{Enums, Ground, Place, Problems, Said, Values, Wanted};
use crate::code::uses::means;

/// The structs, by who speaks of their tables.
pub struct Found {
    /// Structs whose table no DDL creates, with its name.
    pub declared: Vec<(usize, ObjectName)>,
    /// Structs whose table DDL in the code creates, with the place of the DDL.
    pub spoken_for: Vec<(usize, Place)>,
}

/// Finds the table of each struct; those that stand for a view are left out.
pub fn find(structs: &Structs, ground: &Ground<'_>, problems: &mut Problems) -> Found {
    let mut found = Found {
        declared: Vec::new(),
        spoken_for: Vec::new(),
    };
    let explicit: Vec<ObjectName> = (structs.rows.iter())
        .filter_map(|row| row.declaration.options.table.as_ref()?.name.parse().ok())
        .collect();
    for (at, row) in structs.rows.iter().enumerate() {
        let Some(name) = name_of(row, &explicit, ground, problems) else {
            continue;
        };
        let name = full_name(name, ground.schema);
        if let Some(place) = creation(&name, "table", ground) {
            found.spoken_for.push((at, place));
        } else if !is_view(&name, ground) {
            found.declared.push((at, name));
        }
    }
    found
}

fn name_of(
    row: &Row,
    explicit: &[ObjectName],
    ground: &Ground<'_>,
    problems: &mut Problems,
) -> Option<ObjectName> {
    if let Some(named) = &row.declaration.options.table {
        return match named.name.parse() {
            Ok(name) => Some(name),
            Err(error) => {
                problems.push(&row.at(named.span), error);
                None
            }
        };
    }
    let [one, many] = &row.declaration.own_names;
    let names = [ObjectName::bare(one), ObjectName::bare(many)];
    let is_known = |name: &&ObjectName| {
        table_of(ground.schema, name).is_some()
            || is_view(name, ground)
            || explicit.iter().any(|other| other.name == name.name)
    };
    let known = names.iter().find(is_known);
    if known.is_none() {
        problems.push(
            &row.place,
            format_args!(
                "`{}` names no table, and neither `{one}` nor `{many}` is there; write \
                 `#[schema(table = \"{many}\")]`",
                row.declaration.name
            ),
        );
    }
    known.cloned()
}

fn is_view(name: &ObjectName, ground: &Ground<'_>) -> bool {
    let mut views = ground.schema.views.iter();
    views.any(|view| view.name.name == name.name && means(name, &view.name))
        || creation(name, "view", ground).is_some()
}

/// Where DDL in the code creates the table or type of that name.
pub fn creation(name: &ObjectName, word: &str, ground: &Ground<'_>) -> Option<Place> {
    let lower = name.name.to_lowercase();
    let is_there = |written: &String| {
        let known = name.namespace.as_ref();
        known.is_none_or(|known| *written == known.to_lowercase())
    };
    let is_it = |created: &&Created| match created.name.as_slice() {
        [.., namespace, last] => *last == lower && is_there(namespace),
        [last] => *last == lower && is_default(name, ground.schema),
        [] => false,
    } && created.word == word;
    let created = ground.created.iter().find(is_it)?;
    Some(Place {
        path: created.path.clone(),
        line: created.line,
    })
}

/// Whether a table is where one is made that names no namespace.
fn is_default(name: &ObjectName, schema: &Schema) -> bool {
    let namespace = name.namespace.as_ref();
    namespace.is_none() || namespace == schema.search_path.first()
}

/// The table of that name; without a namespace, the first along the search path.
pub fn table_of<'a>(schema: &'a Schema, name: &ObjectName) -> Option<&'a Table> {
    let place = |table: &&Table| {
        let mut path = schema.search_path.iter();
        let place = path.position(|it| Some(it) == table.name.namespace.as_ref());
        place.unwrap_or(usize::MAX)
    };
    let tables = schema.tables.iter();
    let meant = tables.filter(|it| it.name.name == name.name && means(name, &it.name));
    meant.min_by_key(place)
}

/// The name with the namespace in which the table is, or would be made.
pub fn full_name(name: ObjectName, schema: &Schema) -> ObjectName {
    if let Some(table) = table_of(schema, &name) {
        return table.name.clone();
    }
    match (&name.namespace, schema.search_path.first()) {
        (None, Some(namespace)) => ObjectName::qualified(namespace, name.name),
        _ => name,
    }
}

/// The things that are there under their old names alone: tables first, then what is in them.
pub fn renames(
    tables: &[Wanted],
    enums: &Enums,
    schema: &Schema,
) -> (Vec<Rename>, Vec<RenameHint>) {
    let mut found = Renames {
        renames: Vec::new(),
        hints: Vec::new(),
        schema: schema.clone(),
    };
    for table in tables {
        found.table(table);
    }
    for table in tables {
        for column in &table.columns {
            if let Some(old) = &column.renamed_from {
                found.column(&table.name, &column.name, old);
            }
        }
    }
    let mut enums: Vec<&Values> = enums.values().flatten().collect();
    enums.sort_by_key(|values| values.place.to_string());
    for values in enums {
        for (text, old) in &values.values {
            if let (Some(ty), Some(old)) = (&values.ty, old) {
                found.variant(ty, text, old);
            }
        }
    }
    (found.renames, found.hints)
}

struct Renames {
    renames: Vec<Rename>,
    hints: Vec<RenameHint>,
    /// What is there, with the new names.
    schema: Schema,
}

impl Renames {
    fn table(&mut self, table: &Wanted) {
        let Some(old) = &table.renamed_from else {
            return;
        };
        let Ok(name) = old.what.parse::<ObjectName>() else {
            return;
        };
        let is_new = table_of(&self.schema, &table.name).is_none();
        let known = table_of(&self.schema, &name).map(|table| table.name.clone());
        if let (true, Some(known)) = (is_new, known) {
            let key = ObjectKey {
                kind: ObjectKind::Table,
                name: known,
            };
            let subject = Subject::Object {
                word: "table".into(),
                name: words(&table.name),
            };
            self.push(
                key,
                None,
                table.name.name.clone(),
                subject,
                old,
                words(&name),
            );
        }
    }

    fn column(&mut self, table: &ObjectName, name: &str, old: &Said<String>) {
        let Some(known) = table_of(&self.schema, table) else {
            return;
        };
        if known.column(name).is_none() && known.column(&old.what).is_some() {
            let key = ObjectKey {
                kind: ObjectKind::Table,
                name: known.name.clone(),
            };
            self.part(key, "column", name, old);
        }
    }

    fn variant(&mut self, ty: &ObjectName, text: &str, old: &Said<String>) {
        let is_it = |known: &&schema_model::TypeDefinition| {
            known.name.name == ty.name && means(ty, &known.name)
        };
        let Some(known) = self.schema.types.iter().find(is_it) else {
            return;
        };
        let schema_model::TypeKind::Enum(variants) = &known.kind else {
            return;
        };
        let has = |text: &str| variants.iter().any(|variant| variant.name == text);
        if !has(text) && has(&old.what) {
            let key = ObjectKey {
                kind: ObjectKind::Type,
                name: known.name.clone(),
            };
            self.part(key, "variant", text, old);
        }
    }

    fn part(&mut self, key: ObjectKey, kind: &'static str, name: &str, old: &Said<String>) {
        let part = Part {
            kind: kind.into(),
            name: old.what.clone(),
        };
        let subject = Subject::Part {
            object: words(&key.name),
            kind,
            name: name.to_owned(),
        };
        let words = vec![old.what.clone()];
        self.push(key, Some(part), name.to_owned(), subject, old, words);
    }

    fn push(
        &mut self,
        object: ObjectKey,
        part: Option<Part>,
        to: String,
        subject: Subject,
        said: &Said<String>,
        old: Vec<String>,
    ) {
        let rename = Rename {
            address: Address {
                object,
                part,
                attribute: None,
            },
            to,
        };
        rename.apply_to(&mut self.schema);
        self.renames.push(rename);
        self.hints.push(RenameHint {
            subject,
            old,
            path: said.place.path.clone(),
            line: said.place.line,
        });
    }
}

fn words(name: &ObjectName) -> Vec<String> {
    name.namespace.iter().chain([&name.name]).cloned().collect()
}
