//! Comments.

use schema_model::{Address, Column, ObjectKind, ObjectName, Part, RoutineKind, Schema};

use super::super::address::object_address;
use super::super::quote;

/// A comment.
pub(in crate::dialect::duckdb) struct Comment {
    /// What it is on, as the statement says it.
    pub what: &'static str,
    /// The name of that, in quotes.
    pub name: String,
    /// The table or view that it belongs to.
    pub table: Option<ObjectName>,
    /// The address of what it is on.
    pub address: Address,
    /// The comment.
    pub text: String,
}

impl Comment {
    /// The statement that writes it.
    pub fn sql(&self) -> String {
        let text = quote::text(&self.text);
        format!("COMMENT ON {} {} IS {text}", self.what, self.name)
    }

    /// Whether what it is on is in a schema.
    pub fn is_in(&self, schema: &Schema) -> bool {
        let name = &self.address.object.name;
        let columns = schema.table(name).map(|it| &it.columns);
        let columns = columns.or_else(|| schema.view(name).map(|it| &it.columns));
        let part = self.address.part.as_ref();
        match self.what {
            "TYPE" => schema.type_definition(name).is_some(),
            "SEQUENCE" => schema.sequences.iter().any(|it| it.name == *name),
            "TABLE" => schema.table(name).is_some(),
            "VIEW" => schema.view(name).is_some(),
            "COLUMN" => columns.is_some_and(|it| {
                it.iter()
                    .any(|column| part.is_some_and(|part| part.name == column.name))
            }),
            "INDEX" => schema.table(name).is_some_and(|it| {
                it.indexes
                    .iter()
                    .any(|index| part.is_some_and(|part| part.name == index.name))
            }),
            _ => schema.routines.iter().any(|it| it.key_name() == *name),
        }
    }
}

/// All comments of a schema.
pub(in crate::dialect::duckdb) fn comments(schema: &Schema) -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut add = |what, address: Address, name: &ObjectName, comment: &Option<String>| {
        let is_relation = matches!(what, "TABLE" | "VIEW" | "INDEX");
        comments.extend(comment.iter().map(|text| Comment {
            what,
            name: quote::object(name),
            table: is_relation.then(|| address.object.name.clone()),
            address: address.clone(),
            text: text.clone(),
        }));
    };
    for it in &schema.types {
        add(
            "TYPE",
            object_address(ObjectKind::Type, &it.name),
            &it.name,
            &it.comment,
        );
    }
    for it in &schema.sequences {
        add(
            "SEQUENCE",
            object_address(ObjectKind::Sequence, &it.name),
            &it.name,
            &it.comment,
        );
    }
    for table in &schema.tables {
        let address = object_address(ObjectKind::Table, &table.name);
        add("TABLE", address.clone(), &table.name, &table.comment);
        for index in &table.indexes {
            let address = part(&address, "index", &index.name);
            add(
                "INDEX",
                address,
                &table.name.sibling(&index.name),
                &index.comment,
            );
        }
    }
    for it in &schema.views {
        add(
            "VIEW",
            object_address(ObjectKind::View, &it.name),
            &it.name,
            &it.comment,
        );
    }
    for it in &schema.routines {
        let what = match it.kind {
            RoutineKind::TableMacro => "MACRO TABLE",
            _ => "MACRO",
        };
        let address = object_address(ObjectKind::Routine, &it.key_name());
        add(what, address, &it.name, &it.comment);
    }
    for it in &schema.tables {
        comments.extend(on_columns(ObjectKind::Table, &it.name, &it.columns));
    }
    for it in &schema.views {
        comments.extend(on_columns(ObjectKind::View, &it.name, &it.columns));
    }
    comments
}

fn part(address: &Address, kind: &str, name: &str) -> Address {
    Address {
        part: Some(Part {
            kind: kind.into(),
            name: name.into(),
        }),
        ..address.clone()
    }
}

fn on_columns(
    kind: ObjectKind,
    owner: &ObjectName,
    columns: &[Column],
) -> impl Iterator<Item = Comment> {
    let address = object_address(kind, owner);
    columns.iter().filter_map(move |column| {
        Some(Comment {
            what: "COLUMN",
            name: format!("{}.{}", quote::object(owner), quote::name(&column.name)),
            table: Some(owner.clone()),
            address: part(&address, "column", &column.name),
            text: column.comment.clone()?,
        })
    })
}
