//! The snapshot on disk: what is written is read back, only what changed is written, and damage is
//! reported with its place.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

use schema_model::snapshot::{self, Same, SnapshotError, Stale};
use schema_model::{
    Check, Column, Constraint, ConstraintKind, Deferrable, DefinedObject, Event, Extension,
    ForeignKey, Generated, Grant, Identity, Index, IndexPart, Key, LogicalType, Namespace,
    ObjectKey, ObjectKind, ObjectName, OneOf, PartitionBy, PartitionOf, Policy, RangeType, Routine,
    RoutineKind, Rule, Schema, Sequence, Table, TableKind, Trigger, TypeDefinition, TypeKind,
    Unmodelled, Variant, View,
};
use tempfile::TempDir;

fn public(name: &str) -> ObjectName {
    ObjectName::qualified("public", name)
}

fn grant() -> Grant {
    Grant {
        grantee: "PUBLIC".into(),
        privileges: vec!["SELECT".into()],
        grant_option: false,
    }
}

fn users() -> Table {
    let mut id = Column::new("id", "bigint", LogicalType::Int64);
    id.identity = Some(Box::new(Identity {
        always: true,
        sequence: Some(public("users_id_seq")),
        options: [("start".to_owned(), "10".to_owned())].into(),
    }));
    let mut email = Column::new("e.mail \"x\"\n", "varchar(255)", LogicalType::Text);
    email.nullable = true;
    email.default = Some("'a'::text".into());
    email.comment = Some("unsafe */ \u{1F980}".into());
    let mut full = Column::new("full", "text", LogicalType::Text);
    full.generated = Some(Box::new(Generated {
        expression: "lower(email)".into(),
        stored: true,
    }));
    let mut key = Constraint::new(
        Some("users_pkey".into()),
        ConstraintKind::PrimaryKey(Key::over(["id"])),
    );
    key.deferrable = Deferrable::InitiallyDeferred;
    let mut reference = Constraint::new(
        None,
        ConstraintKind::ForeignKey(ForeignKey {
            columns: vec!["id".into()],
            references: ObjectName::qualified("other", "users"),
            referenced_columns: vec!["id".into()],
            on_delete: schema_model::Action::Cascade,
            on_delete_columns: Vec::new(),
            on_update: schema_model::Action::NoAction,
            match_kind: schema_model::MatchKind::Full,
            period: false,
            options: schema_model::Options::new(),
        }),
    );
    reference.validated = false;
    let check = Constraint::new(
        None,
        ConstraintKind::Check(Check {
            expression: "full IN ('a', 'b')".into(),
            column: None,
            one_of: Some(OneOf {
                column: "full".into(),
                values: vec!["a".into(), "b".into()],
                integers: false,
            }),
        }),
    );
    let mut table = Table::new(public("users"));
    table.columns = vec![id, email, full];
    table.constraints = vec![check, reference, key];
    let mut index = Index::new("users_full", vec![IndexPart::expression("lower(full)")]);
    index.visible = false;
    index.predicate = Some("full is not null".into());
    table.indexes = vec![index];
    table.triggers = vec![Trigger {
        name: "t".into(),
        timing: Some("before".into()),
        events: vec!["insert".into()],
        definition: "CREATE TRIGGER t …".into(),
        enabled: false,
        options: Default::default(),
        comment: None,
    }];
    table.rules = vec![Rule {
        name: "r".into(),
        definition: "CREATE RULE r …".into(),
        enabled: true,
        options: Default::default(),
        comment: None,
    }];
    table.policies = vec![Policy {
        name: "p".into(),
        command: "all".into(),
        permissive: false,
        roles: vec!["app".into()],
        using: Some("true".into()),
        with_check: None,
        comment: None,
    }];
    table.kind = TableKind::Partitioned;
    table.partition_by = Some(PartitionBy {
        clause: "RANGE (id)".into(),
        partitions: Vec::new(),
    });
    table.partition_of = Some(PartitionOf {
        parent: public("all_users"),
        bound: "DEFAULT".into(),
    });
    table.grants = vec![grant()];
    table.options = [("fillfactor".to_owned(), "70".to_owned())].into();
    table
}

fn definition(name: &str, kind: TypeKind) -> TypeDefinition {
    TypeDefinition {
        name: public(name),
        comment: None,
        kind,
        depends_on: Vec::new(),
        owner: None,
        grants: Vec::new(),
    }
}

/// A schema with an object of every kind.
fn everything() -> Schema {
    let variant = |name: &str| Variant { name: name.into() };
    let mut schema = Schema::new("postgres");
    schema.server_version = Some("18.1".into());
    schema.search_path = vec!["public".into()];
    schema.namespaces = vec![Namespace {
        name: "public".into(),
        options: Default::default(),
        owner: Some("root".into()),
        grants: vec![grant()],
        comment: Some("everything".into()),
    }];
    schema.extensions = vec![Extension {
        name: "citext".into(),
        namespace: Some("public".into()),
        version: None,
        comment: None,
    }];
    schema.types = vec![
        definition(
            "mood",
            TypeKind::Enum(vec![variant("sad"), variant("happy")]),
        ),
        definition("flags", TypeKind::Set(vec![variant("a")])),
        definition(
            "pair",
            TypeKind::Composite(vec![Column::new(
                "a",
                "mood[]",
                LogicalType::array(LogicalType::Enum(public("mood"))),
            )]),
        ),
        definition(
            "span",
            TypeKind::Range(RangeType {
                subtype: "float8".into(),
                logical_type: LogicalType::Float64,
                multirange: Some(public("spans")),
                options: Default::default(),
            }),
        ),
        definition(
            "alias",
            TypeKind::Alias {
                native_type: "STRUCT(a INTEGER)".into(),
                logical_type: LogicalType::Struct(vec![schema_model::Field {
                    name: "a".into(),
                    logical_type: LogicalType::Int32,
                }]),
            },
        ),
        definition("shell", TypeKind::Opaque("CREATE TYPE shell".into())),
    ];
    schema.sequences = vec![Sequence {
        name: public("counter"),
        options: Default::default(),
        persistence: Default::default(),
        owned_by_table: Some(public("users")),
        owned_by_column: Some("id".into()),
        owner: None,
        grants: Vec::new(),
        comment: None,
    }];
    schema.tables = vec![
        users(),
        Table::new(public("Users")),
        Table::new(public("USERS")),
    ];
    schema.views = vec![View {
        depends_on: vec![ObjectKey {
            kind: ObjectKind::Table,
            name: public("users"),
        }],
        ..View::new(public("v"), Vec::new(), "SELECT 1")
    }];
    schema.routines = ["integer", "text, text"]
        .map(|signature| Routine {
            name: public("f"),
            signature: signature.into(),
            kind: RoutineKind::Function,
            definition: "CREATE FUNCTION …".into(),
            returns: Some("integer".into()),
            depends_on: Vec::new(),
            options: Default::default(),
            owner: None,
            grants: Vec::new(),
            comment: None,
        })
        .into();
    schema.events = vec![Event {
        name: public("nightly"),
        definition: "CREATE EVENT …".into(),
        enabled: false,
        options: Default::default(),
        comment: None,
    }];
    schema.objects = vec![DefinedObject {
        kind: "operator".into(),
        name: public("===(integer,integer)"),
        definition: vec!["CREATE OPERATOR …".into()],
        depends_on: Vec::new(),
        owner: None,
        grants: Vec::new(),
        comment: None,
    }];
    schema.unmodelled = vec![Unmodelled {
        kind: "statement".into(),
        name: "DO $$".into(),
        place: "schema.sql:12".into(),
        reason: "is not evaluated".into(),
    }];
    schema.normalize();
    schema
}

#[test]
fn what_is_written_is_read_back() {
    let folder = TempDir::new().unwrap();
    let schema = everything();
    let report = snapshot::write(folder.path(), &schema).unwrap();
    assert_eq!(report.written.len(), snapshot::files(&schema).len());
    assert_eq!(snapshot::read(folder.path()).unwrap(), schema);
    assert!(schema_model::differences(&schema, &snapshot::read(folder.path()).unwrap()).is_empty());
}

#[test]
fn an_unchanged_schema_writes_no_file() {
    let folder = TempDir::new().unwrap();
    snapshot::write(folder.path(), &everything()).unwrap();
    assert_eq!(
        snapshot::stale_files(folder.path(), &everything()).unwrap(),
        []
    );
    let report = snapshot::write(folder.path(), &everything()).unwrap();
    assert_eq!((report.written, report.removed), (Vec::new(), Vec::new()));
}

#[test]
fn one_changed_column_changes_one_line_of_one_file() {
    let folder = TempDir::new().unwrap();
    let mut schema = everything();
    snapshot::write(folder.path(), &schema).unwrap();
    let before = snapshot::files(&schema);
    let table = schema
        .tables
        .iter_mut()
        .find(|table| table.name == public("users"))
        .unwrap();
    table.columns[2].nullable = true;
    let report = snapshot::write(folder.path(), &schema).unwrap();
    let path = PathBuf::from("public/tables/users.json");
    assert_eq!(report.written, std::slice::from_ref(&path));
    let after = snapshot::files(&schema);
    let changed = before[&path]
        .lines()
        .zip(after[&path].lines())
        .filter(|(a, b)| a != b)
        .count();
    assert_eq!(changed, 1);
    assert_eq!(before[&path].lines().count(), after[&path].lines().count());
}

#[test]
fn files_of_dropped_objects_are_removed_with_their_folders() {
    let folder = TempDir::new().unwrap();
    let mut schema = everything();
    snapshot::write(folder.path(), &schema).unwrap();
    schema.events.clear();
    assert_eq!(
        snapshot::stale_files(folder.path(), &schema).unwrap(),
        [Stale::Removed("public/events/nightly.json".into())]
    );
    snapshot::write(folder.path(), &schema).unwrap();
    assert!(!folder.path().join("public/events").exists());
    assert_eq!(snapshot::read(folder.path()).unwrap(), schema);
}

#[test]
fn names_that_differ_by_case_are_in_distinct_files() {
    let files = snapshot::files(&everything());
    let mut folded: Vec<_> = files
        .keys()
        .map(|path| path.to_string_lossy().to_lowercase())
        .collect();
    folded.sort();
    folded.dedup();
    assert_eq!(folded.len(), files.len());
}

#[test]
fn namespaces_may_be_called_like_the_folders() {
    let folder = TempDir::new().unwrap();
    let mut schema = Schema::new("postgres");
    for namespace in ["tables", "Tables", "views"] {
        schema
            .tables
            .push(Table::new(ObjectName::qualified(namespace, "tables")));
        schema.views.push(View::new(
            ObjectName::qualified(namespace, "v"),
            Vec::new(),
            "SELECT 1",
        ));
    }
    schema.normalize();
    snapshot::write(folder.path(), &schema).unwrap();
    assert_eq!(snapshot::read(folder.path()).unwrap(), schema);
}

#[test]
fn the_fingerprint_ignores_order_and_server_version_only() {
    let schema = everything();
    let mut shuffled = schema.clone();
    shuffled.tables.reverse();
    shuffled.types.reverse();
    shuffled.server_version = None;
    assert_eq!(schema.fingerprint(), shuffled.fingerprint());
    shuffled.tables[0].comment = Some("other".into());
    assert_ne!(schema.fingerprint(), shuffled.fingerprint());
}

/// Writes one snapshot, damages it, and returns the message.
fn message_after(damage: impl Fn(&Path)) -> String {
    let folder = TempDir::new().unwrap();
    snapshot::write(folder.path(), &everything()).unwrap();
    damage(folder.path());
    let message = snapshot::read(folder.path()).unwrap_err().to_string();
    message.replace(&*folder.path().to_string_lossy(), "schema")
}

#[test]
fn damage_is_reported_with_place_and_remedy() {
    let users = "public/tables/users.json";
    let truncated = message_after(|folder| {
        let text = fs::read_to_string(folder.join(users)).unwrap();
        fs::write(folder.join(users), &text[..100]).unwrap();
    });
    assert!(
        truncated.starts_with("snapshot file `schema/public/tables/users.json:"),
        "{truncated}"
    );
    assert!(
        truncated.contains("run `cargo schema refresh`"),
        "{truncated}"
    );

    let edited = message_after(|folder| {
        let text = fs::read_to_string(folder.join(users)).unwrap();
        fs::write(folder.join(users), text.replace("\"int64\"", "\"int65\"")).unwrap();
    });
    assert!(
        edited.contains("unknown word `int65` (did you mean `int64`?)"),
        "{edited}"
    );

    let moved = message_after(|folder| {
        fs::rename(folder.join(users), folder.join("public/tables/people.json")).unwrap();
    });
    assert!(
        moved.contains("holds `public.users`, which belongs into `public/tables/users.json`"),
        "{moved}"
    );

    let newer = message_after(|folder| {
        fs::write(
            folder.join("snapshot.json"),
            "{\"format\": 99, \"new\": []}",
        )
        .unwrap();
    });
    assert!(
        newer.contains("has format 99") && newer.contains("update the crates"),
        "{newer}"
    );

    let missing = message_after(|folder| fs::remove_file(folder.join("snapshot.json")).unwrap());
    assert_eq!(
        missing,
        "no snapshot in `schema`: run `cargo schema refresh` to make one"
    );

    let unreadable = message_after(|folder| {
        fs::remove_file(folder.join("snapshot.json")).unwrap();
        fs::create_dir(folder.join("snapshot.json")).unwrap();
    });
    assert!(
        unreadable.starts_with("failed to read snapshot `schema/snapshot.json`: "),
        "{unreadable}"
    );
}

#[test]
fn what_two_snapshots_have_in_common_is_left_out_on_demand_but_read() {
    let folders = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    let mut to = everything();
    to.tables[0].comment = Some("another".into());
    snapshot::write(folders[0].path(), &everything()).unwrap();
    snapshot::write(folders[1].path(), &to).unwrap();
    let paths = [folders[0].path(), folders[1].path()];
    let [a, b] = snapshot::read_pair(paths, Same::LeftOut).unwrap();
    let names = |schema: &Schema| -> Vec<_> {
        let tables = schema.tables.iter();
        tables.map(|table| table.name.clone()).collect()
    };
    assert_eq!(names(&a), [to.tables[0].name.clone()]);
    assert_eq!((names(&a), &a.views), (names(&b), &b.views));

    let (kind, same) = (snapshot::Kind::Table, &to.tables[1].name);
    for folder in paths {
        fs::write(folder.join(snapshot::plain_file(kind, same)), "{\n}\n").unwrap();
    }
    let damaged = snapshot::read_pair(paths, Same::LeftOut).unwrap_err();
    assert!(
        damaged.to_string().contains("missing field `name`"),
        "{damaged}"
    );
}

#[test]
fn a_file_is_read_to_its_end_however_long_it_is_and_however_it_ends() {
    let folder = TempDir::new().unwrap();
    let mut schema = Schema::new("sqlite");
    let mut table = Table::new(ObjectName::bare("long"));
    table.comment = Some("x".repeat(100_000));
    schema.tables.push(table);
    snapshot::write(folder.path(), &schema).unwrap();
    let file = folder.path().join("tables/long.json");
    let text = fs::read_to_string(&file).unwrap();
    for text in [
        text.trim_end().to_owned(),
        text.replace('\n', "\r\n"),
        text.clone() + "\n\n",
        text,
    ] {
        fs::write(&file, text).unwrap();
        assert_eq!(snapshot::read(folder.path()).unwrap(), schema);
    }
    fs::write(&file, b"{\n\"name\": \"\xff\"\n}\n").unwrap();
    let message = snapshot::read(folder.path()).unwrap_err().to_string();
    assert!(
        message.contains("tables/long.json`: it is no UTF-8 after byte 11"),
        "{message}"
    );
}

#[test]
fn the_history_is_read_in_the_order_of_time() {
    let folder = TempDir::new().unwrap();
    assert_eq!(snapshot::read_history(folder.path()).unwrap(), []);
    let entry = |time: &str| snapshot::HistoryEntry {
        time: time.into(),
        from: None,
        to: "ab".into(),
        changes: snapshot::Changes::default(),
    };
    for time in ["2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z"] {
        snapshot::append_history(folder.path(), &entry(time)).unwrap();
    }
    let times: Vec<_> = snapshot::read_history(folder.path())
        .unwrap()
        .into_iter()
        .map(|e| e.time)
        .collect();
    assert_eq!(times, ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"]);
    fs::write(folder.path().join("history.jsonl"), "\n{\n").unwrap();
    let error = snapshot::read_history(folder.path()).unwrap_err();
    assert!(
        matches!(error, SnapshotError::Invalid { line: 2, .. }),
        "{error}"
    );
}

#[test]
fn every_part_of_a_schema_has_an_address() {
    let schema = everything();
    for (address, value) in [
        ("public.users.id.type", "\"bigint\""),
        (
            "public.users.\"e.mail \"\"x\"\"\n\".default",
            "\"'a'::text\"",
        ),
        (
            "public.users.constraint:users_pkey.deferrable",
            "\"initially_deferred\"",
        ),
        (
            "public.users.index:users_full.predicate",
            "\"full is not null\"",
        ),
        ("public.users.policy:p.permissive", "false"),
        ("public.users.@kind", "\"partitioned\""),
        ("public.mood.variant:happy", "null"),
        ("public.pair.a.type", "\"mood[]\""),
        ("routine:public.f(text, text).@returns", "\"integer\""),
        ("extension:citext", "null"),
    ] {
        let node = schema
            .resolve(address)
            .unwrap_or_else(|| panic!("{address}"));
        assert_eq!(node.value.to_string(), value, "{address}");
    }
    let nodes = schema.nodes();
    let mut addresses: Vec<_> = nodes.iter().map(|node| node.address.to_string()).collect();
    addresses.sort();
    addresses.dedup();
    assert_eq!(addresses.len(), nodes.len(), "two nodes have one address");
}
