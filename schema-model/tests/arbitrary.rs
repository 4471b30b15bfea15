//! Whatever a schema holds is in its snapshot: arbitrary schemas are written, read and written again.
//!
//! Names and texts are arbitrary, so this is also a test of file names.

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use schema_model::snapshot::Same;
use schema_model::{
    Check, Column, Constraint, ConstraintKind, Domain, Field, ForeignKey, Generated, Grant,
    Identity, Index, IndexPart, Key, LogicalType, Nullability, ObjectName, OneOf, Options, Schema,
    Table, Trigger, TypeDefinition, TypeKind, Unmodelled, Variant, View, differences,
};
use schema_model::{json, snapshot};

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(mut schema in schema()) {
        schema.normalize();
        let folder = tempfile::tempdir().unwrap();
        snapshot::write(folder.path(), &schema).unwrap();
        let read = snapshot::read(folder.path()).unwrap();
        prop_assert_eq!(&read, &schema);
        prop_assert_eq!(read.fingerprint(), schema.fingerprint());
        prop_assert!(differences(&schema, &read).is_empty());
        prop_assert_eq!(snapshot::stale_files(folder.path(), &read).unwrap(), []);
    }

    #[test]
    fn a_snapshot_takes_the_place_of_any_other(mut from in schema(), mut to in schema()) {
        from.normalize();
        to.normalize();
        let folder = tempfile::tempdir().unwrap();
        snapshot::write(folder.path(), &from).unwrap();
        snapshot::write(folder.path(), &to).unwrap();
        prop_assert_eq!(snapshot::read(folder.path()).unwrap(), to);
    }

    #[test]
    fn two_snapshots_are_read_at_once_as_one_after_the_other(
        mut from in schema(), mut to in schema(), both in any::<u8>(),
    ) {
        to.tables.extend(from.tables.iter().take(usize::from(both % 4)).cloned());
        to.tables = distinct(to.tables, |table| &table.name);
        from.normalize();
        to.normalize();
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        snapshot::write(folders[0].path(), &from).unwrap();
        snapshot::write(folders[1].path(), &to).unwrap();
        let read = |same| snapshot::read_pair([folders[0].path(), folders[1].path()], same).unwrap();
        let found = differences(&from, &to);
        prop_assert_eq!(read(Same::Kept), [from, to]);
        let [from, to] = read(Same::LeftOut);
        prop_assert_eq!(differences(&from, &to), found);
    }

    #[test]
    fn a_document_says_the_same(mut schema in schema()) {
        schema.normalize();
        let text = json::to_text(&schema, json::Layout::Compact);
        let read: Schema = json::from_text(&text).unwrap();
        prop_assert_eq!(read, schema);
    }

    #[test]
    fn differences_say_all_that_differs(mut from in schema(), mut to in schema(), takes in any::<u8>()) {
        // Objects that both have, with other content.
        for (ours, theirs) in from.tables.iter_mut().zip(&to.tables).take(usize::from(takes % 3)) {
            ours.name = theirs.name.clone();
        }
        for (ours, theirs) in from.types.iter_mut().zip(&to.types).take(usize::from(takes % 3)) {
            ours.name = theirs.name.clone();
        }
        from.tables = distinct(from.tables, |table| &table.name);
        from.types = distinct(from.types, |ty| &ty.name);
        from.normalize();
        to.normalize();
        let found = differences(&from, &to);
        let followed = schema_model::apply(&from, &found).unwrap();
        prop_assert_eq!(&followed.tables, &to.tables);
        prop_assert_eq!(&followed.views, &to.views);
        prop_assert_eq!(&followed.types, &to.types);
        prop_assert!(differences(&followed, &to).is_empty());
    }

    #[test]
    fn names_are_read_as_they_are_written(name in object_name()) {
        prop_assert_eq!(name.to_string().parse::<ObjectName>().unwrap(), name);
    }
}

/// Text that people write, and text that nobody should.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z_]{1,8}",
        2 => "[aAbB.]{1,3}",
        1 => prop::sample::select(vec![
            "", " ", "con", "NUL.txt", "..", ".", "a/b", "a\\b", "*/", "\"; drop", "a\nb", "%41",
            "🦀", "ß", "SS", "e\u{301}", "\u{e9}", "tables", "snapshot.json", "public",
        ])
        .prop_map(String::from),
        1 => any::<String>(),
        1 => "[a-zA-Z]{250,300}",
    ]
}

fn object_name() -> impl Strategy<Value = ObjectName> {
    (
        option::of(prop::sample::select(vec![
            "public", "Public", "tables", "a b",
        ])),
        text(),
    )
        .prop_map(|(namespace, name)| match namespace {
            Some(namespace) => ObjectName::qualified(namespace, name),
            None => ObjectName::bare(name),
        })
}

fn options() -> impl Strategy<Value = Options> {
    btree_map(text(), text(), 0..2)
}

fn logical() -> impl Strategy<Value = LogicalType> {
    use LogicalType as L;
    let leaf = prop_oneof![
        prop::sample::select(vec![
            L::Bool,
            L::Int64,
            L::Text,
            L::Bytes,
            L::Json,
            L::TimestampWithTimeZone,
            L::Vector(None),
            L::Vector(Some(3)),
            L::Other,
        ]),
        any::<u32>().prop_map(L::FixedBytes),
        (option::of(any::<u32>()), option::of(any::<i32>()))
            .prop_map(|(precision, scale)| L::Decimal { precision, scale }),
        object_name().prop_map(L::Enum),
        object_name().prop_map(L::Composite),
        vec(text(), 0..3).prop_map(L::InlineEnum),
        vec(text(), 0..3).prop_map(L::InlineSet),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let fields = vec((text(), inner.clone()), 0..3)
            .prop_map(|fields| {
                let field = |(name, logical_type)| Field { name, logical_type };
                fields.into_iter().map(field).collect::<Vec<_>>()
            })
            .boxed();
        prop_oneof![
            inner.clone().prop_map(L::dynamic),
            inner.clone().prop_map(|bound| L::Range(bound.into())),
            (inner.clone(), option::of(any::<u32>())).prop_map(|(element, length)| L::Array {
                element: element.into(),
                length,
            }),
            (inner.clone(), inner).prop_map(|(key, value)| L::Map {
                key: key.into(),
                value: value.into(),
            }),
            fields.clone().prop_map(L::Struct),
            fields.prop_map(L::Union),
        ]
    })
}

fn column() -> impl Strategy<Value = Column> {
    let nullability = prop::sample::select(vec![
        Nullability::Declared,
        Nullability::Implied,
        Nullability::Proved,
        Nullability::Assumed,
        Nullability::Overridden,
    ]);
    let identity = (any::<bool>(), option::of(object_name()), options()).prop_map(
        |(always, sequence, options)| Identity {
            always,
            sequence,
            options,
        },
    );
    let generated =
        (text(), any::<bool>()).prop_map(|(expression, stored)| Generated { expression, stored });
    let types = (text(), text(), logical());
    let flags = (any::<[bool; 4]>(), nullability, any::<u32>());
    let texts = (option::of(text()), option::of(text()), option::of(text()));
    let rest = (
        option::of(identity),
        option::of(generated),
        options(),
        grants(),
    );
    (types, flags, texts, rest).prop_map(|(types, flags, texts, rest)| {
        let mut column = Column::new(types.0, types.1, types.2);
        let [nullable, rowid_alias, invisible, auto_increment] = flags.0;
        column.nullable = nullable;
        column.rowid_alias = rowid_alias;
        column.invisible = invisible;
        column.auto_increment = auto_increment;
        (column.nullability, column.dimensions) = (flags.1, flags.2);
        (column.default, column.collation, column.comment) = texts;
        let (identity, generated, options, grants) = rest;
        column.identity = identity.map(Box::new);
        column.generated = generated.map(Box::new);
        (column.options, column.grants) = (options, grants);
        column
    })
}

fn grants() -> impl Strategy<Value = Vec<Grant>> {
    let grant = (text(), vec(text(), 0..3), any::<bool>()).prop_map(
        |(grantee, privileges, grant_option)| Grant {
            grantee,
            privileges,
            grant_option,
        },
    );
    vec(grant, 0..2)
}

fn constraint() -> impl Strategy<Value = Constraint> {
    let columns = || vec(text(), 0..3);
    let one_of = (text(), columns(), any::<bool>()).prop_map(|(column, values, integers)| OneOf {
        column,
        values,
        integers,
    });
    let check = (text(), option::of(text()), option::of(one_of)).prop_map(
        |(expression, column, one_of)| Check {
            expression,
            column,
            one_of,
        },
    );
    let reference = (columns(), object_name(), columns(), options()).prop_map(
        |(columns, references, referenced_columns, options)| ForeignKey {
            columns,
            references,
            referenced_columns,
            on_delete: schema_model::Action::Cascade,
            on_delete_columns: Vec::new(),
            on_update: schema_model::Action::NoAction,
            match_kind: schema_model::MatchKind::Simple,
            period: false,
            options,
        },
    );
    let kind = prop_oneof![
        columns().prop_map(|columns| ConstraintKind::PrimaryKey(Key::over(columns))),
        columns().prop_map(|columns| ConstraintKind::Unique(Key::over(columns))),
        reference.prop_map(ConstraintKind::ForeignKey),
        check.prop_map(ConstraintKind::Check),
    ];
    (option::of(text()), kind, any::<bool>()).prop_map(|(name, kind, validated)| {
        let mut constraint = Constraint::new(name, kind);
        constraint.validated = validated;
        constraint
    })
}

fn index() -> impl Strategy<Value = Index> {
    let part = prop_oneof![
        text().prop_map(IndexPart::column),
        text().prop_map(IndexPart::expression),
    ];
    (
        text(),
        vec(part, 0..3),
        any::<[bool; 2]>(),
        option::of(text()),
    )
        .prop_map(|(name, parts, [unique, visible], predicate)| {
            let mut index = Index::new(name, parts);
            (index.unique, index.visible, index.predicate) = (unique, visible, predicate);
            index
        })
}

fn trigger() -> impl Strategy<Value = Trigger> {
    (text(), option::of(text()), text(), any::<bool>()).prop_map(
        |(name, timing, definition, enabled)| Trigger {
            name,
            timing,
            events: Vec::new(),
            definition,
            enabled,
            options: Options::new(),
            comment: None,
        },
    )
}

fn table() -> impl Strategy<Value = Table> {
    let head = (
        object_name(),
        any::<[bool; 2]>(),
        option::of(text()),
        options(),
    );
    let parts = (
        vec(column(), 0..4),
        vec(constraint(), 0..3),
        vec(index(), 0..2),
        vec(trigger(), 0..2),
    );
    (head, parts).prop_map(|(head, parts)| {
        let mut table = Table::new(head.0);
        [table.strict, table.without_rowid] = head.1;
        (table.comment, table.options) = (head.2, head.3);
        (
            table.columns,
            table.constraints,
            table.indexes,
            table.triggers,
        ) = parts;
        table
    })
}

fn view() -> impl Strategy<Value = View> {
    (object_name(), vec(column(), 0..3), text())
        .prop_map(|(name, columns, definition)| View::new(name, columns, definition))
}

fn type_definition() -> impl Strategy<Value = TypeDefinition> {
    let variants = || {
        vec(text(), 0..4).prop_map(|names| {
            names
                .into_iter()
                .map(|name| Variant { name })
                .collect::<Vec<_>>()
        })
    };
    let domain = (text(), logical(), any::<bool>(), option::of(text())).prop_map(
        |(native_type, logical_type, nullable, default)| Domain {
            native_type,
            logical_type,
            nullable,
            default,
            collation: None,
            constraints: Vec::new(),
        },
    );
    let kind = prop_oneof![
        variants().prop_map(TypeKind::Enum),
        variants().prop_map(TypeKind::Set),
        domain.prop_map(TypeKind::Domain),
        vec(column(), 0..3).prop_map(TypeKind::Composite),
        text().prop_map(TypeKind::Opaque),
    ];
    (object_name(), option::of(text()), kind).prop_map(|(name, comment, kind)| TypeDefinition {
        name,
        comment,
        kind,
        depends_on: Vec::new(),
        owner: None,
        grants: Vec::new(),
    })
}

/// A schema in which no two objects of a kind have the same name.
fn schema() -> impl Strategy<Value = Schema> {
    let unmodelled =
        (text(), text(), text(), text()).prop_map(|(kind, name, place, reason)| Unmodelled {
            kind,
            name,
            place,
            reason,
        });
    (
        (text(), option::of(text()), vec(text(), 0..2), options()),
        vec(table(), 0..4),
        vec(view(), 0..3),
        vec(type_definition(), 0..3),
        vec(unmodelled, 0..2),
    )
        .prop_map(|(head, tables, views, types, unmodelled)| {
            let mut schema = Schema::new(head.0);
            (schema.server_version, schema.search_path, schema.options) = (head.1, head.2, head.3);
            schema.tables = distinct(tables, |table| &table.name);
            schema.views = distinct(views, |view| &view.name);
            schema.types = distinct(types, |ty| &ty.name);
            schema.unmodelled = unmodelled;
            schema
        })
}

fn distinct<T>(objects: Vec<T>, name: fn(&T) -> &ObjectName) -> Vec<T> {
    let mut seen = std::collections::BTreeSet::new();
    let is_new = |object: &T| seen.insert(name(object).clone());
    objects.into_iter().filter(is_new).collect()
}
