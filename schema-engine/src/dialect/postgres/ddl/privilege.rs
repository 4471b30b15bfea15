//! `GRANT` and `REVOKE` on what is modelled.
//!
//! A list of grants says what differs from the privileges that an object of its kind starts with.
//! Those of its owner are left out: text does not say who that is.

use std::collections::{BTreeMap, BTreeSet};

use schema_model::{Grant, ObjectName};

use super::cursor::Cursor;
use super::routine;
use super::script::{Applied, Script, expect, need, skip, unexpected};

/// By grantee, the privileges with and without grant option.
type Held = BTreeMap<String, BTreeSet<(String, bool)>>;

/// What an object of some kind starts with.
struct Kind {
    /// What `ALL` means.
    all: &'static [&'static str],
    /// What everyone has.
    public: &'static [&'static str],
}

const TABLE: Kind = Kind {
    all: &[
        "SELECT",
        "INSERT",
        "UPDATE",
        "DELETE",
        "TRUNCATE",
        "REFERENCES",
        "TRIGGER",
    ],
    public: &[],
};
const COLUMN: Kind = Kind {
    all: &["SELECT", "INSERT", "UPDATE", "REFERENCES"],
    public: &[],
};
const SEQUENCE: Kind = Kind {
    all: &["SELECT", "UPDATE", "USAGE"],
    public: &[],
};
const ROUTINE: Kind = Kind {
    all: &["EXECUTE"],
    public: &["EXECUTE"],
};
const TYPE: Kind = Kind {
    all: &["USAGE"],
    public: &["USAGE"],
};
const NAMESPACE: Kind = Kind {
    all: &["CREATE", "USAGE"],
    public: &[],
};
const PUBLIC_NAMESPACE: Kind = Kind {
    all: &["CREATE", "USAGE"],
    public: &["USAGE"],
};

/// A privilege; with columns where it is on those alone.
struct Privilege {
    /// None for all.
    word: Option<String>,
    columns: Vec<String>,
}

/// A statement.
struct Change {
    privileges: Vec<Privilege>,
    roles: Vec<String>,
    grants: bool,
    /// `WITH GRANT OPTION`, or `GRANT OPTION FOR`.
    option: bool,
}

/// `GRANT` or `REVOKE`, from there on.
pub(super) fn apply(script: &mut Script, cursor: &mut Cursor<'_, '_>, grants: bool) -> Applied {
    let option = cursor.eat("grant option for");
    let privileges = parse_privileges(cursor)?;
    if !cursor.eat("on") {
        skip(cursor);
        script.note(
            "statement",
            "GRANT",
            "membership in roles belongs to the server",
        );
        return Ok(());
    }
    let mut ahead = cursor.clone();
    ahead.take_until(|token| token.is_word(if grants { "to" } else { "from" }));
    let mut change = Change {
        privileges,
        roles: Vec::new(),
        grants,
        option,
    };
    parse_roles(&mut ahead, &mut change)?;
    let applied = apply_on(script, cursor, &change);
    *cursor = ahead;
    applied
}

fn parse_privileges(cursor: &mut Cursor<'_, '_>) -> Applied<Vec<Privilege>> {
    let mut found = Vec::new();
    loop {
        let word = cursor.bump().map(|token| token.text.to_ascii_uppercase());
        let word = need(cursor, word, "a privilege")?;
        if word == "ALL" {
            cursor.eat("privileges");
        }
        let columns = match cursor.at_symbol("(") {
            true => {
                let columns = cursor.columns();
                need(cursor, columns, "columns")?
            }
            false => Vec::new(),
        };
        found.push(Privilege {
            word: Some(word).filter(|word| word != "ALL"),
            columns,
        });
        if !cursor.eat_symbol(",") {
            return Ok(found);
        }
    }
}

fn parse_roles(cursor: &mut Cursor<'_, '_>, change: &mut Change) -> Applied {
    cursor.bump();
    loop {
        cursor.eat("group");
        let is_public = cursor.at_word("public");
        let role = cursor.identifier();
        let role = need(cursor, role, "a role")?;
        change
            .roles
            .push(if is_public { "PUBLIC".into() } else { role });
        if !cursor.eat_symbol(",") {
            break;
        }
    }
    change.option |= cursor.eat("with grant option");
    if cursor.eat("granted by") {
        cursor.bump();
    }
    let _ = cursor.eat("cascade") || cursor.eat("restrict");
    match cursor.is_done() {
        true => Ok(()),
        false => Err(unexpected(cursor, "the end of the statement")),
    }
}

fn apply_on(script: &mut Script, cursor: &mut Cursor<'_, '_>, change: &Change) -> Applied {
    const OTHERS: &[&str] = &[
        "database",
        "language",
        "large object",
        "tablespace",
        "foreign data wrapper",
        "foreign server",
        "parameter",
    ];
    if cursor.eat_any(OTHERS).is_some() {
        let reason = "privileges of databases, languages and servers are not read from text";
        script.note("statement", "GRANT", reason);
        return Ok(());
    }
    if cursor.eat("all") {
        return apply_in_namespaces(script, cursor, change);
    }
    if cursor.eat("schema") {
        for name in names(cursor)? {
            let kind = if name.name == "public" {
                PUBLIC_NAMESPACE
            } else {
                NAMESPACE
            };
            if let Some(found) = script.db.namespaces.get_mut(&name.name) {
                change_grants(&mut found.grants, &kind, change, "");
            }
        }
        return Ok(());
    }
    if cursor
        .eat_any(&["function", "procedure", "routine"])
        .is_some()
    {
        loop {
            let found = routine::find(cursor, &script.db)?;
            if let Some(index) = found {
                let grants = &mut script.db.routines[index].grants;
                change_grants(grants, &ROUTINE, change, "");
            }
            if !cursor.eat_symbol(",") {
                return Ok(());
            }
        }
    }
    let _ = cursor.eat("table") || cursor.eat("sequence");
    if cursor.eat("type") || cursor.eat("domain") {
        for name in names(cursor)? {
            let found = script.db.find_type(&name);
            if let Some(ty) = found.and_then(|name| script.db.types.get_mut(&name)) {
                change_grants(&mut ty.grants, &TYPE, change, "");
            }
        }
        return Ok(());
    }
    for name in names(cursor)? {
        change_relation(script, &name, change)?;
    }
    Ok(())
}

fn names(cursor: &mut Cursor<'_, '_>) -> Applied<Vec<ObjectName>> {
    let names = cursor.names();
    need(cursor, names, "a name")
}

fn change_relation(script: &mut Script, written: &ObjectName, change: &Change) -> Applied {
    let db = &mut script.db;
    let (grants, columns) = if let Some(name) = db.find_table(written) {
        let Some(table) = db.tables.get_mut(&name) else {
            return Ok(());
        };
        (&mut table.grants, &mut table.columns)
    } else if let Some(name) = db.find_view(written) {
        let Some(view) = db.views.get_mut(&name) else {
            return Ok(());
        };
        (&mut view.grants, &mut view.columns)
    } else if let Some(name) = db.find_sequence(written) {
        if let Some(sequence) = db.sequences.get_mut(&name) {
            change_grants(&mut sequence.grants, &SEQUENCE, change, "");
        }
        return Ok(());
    } else if db.find(written, |name| db.is_taken(name)).is_some() {
        return Ok(());
    } else {
        return Err(super::database::absent("table", &written.to_string()));
    };
    change_grants(grants, &TABLE, change, "");
    for column in columns {
        change_grants(&mut column.grants, &COLUMN, change, &column.name);
    }
    Ok(())
}

/// `ALL TABLES IN SCHEMA …`.
fn apply_in_namespaces(
    script: &mut Script,
    cursor: &mut Cursor<'_, '_>,
    change: &Change,
) -> Applied {
    let what = cursor.eat_any(&["tables", "sequences", "functions", "procedures", "routines"]);
    let what = need(cursor, what, "a kind of objects")?;
    expect(cursor, "in schema")?;
    let namespaces = names(cursor)?;
    let is_inside = |name: &ObjectName| {
        let mut all = namespaces.iter();
        all.any(|it| name.namespace.as_deref() == Some(&it.name))
    };
    let db = &mut script.db;
    match what {
        "tables" => {
            for table in db.tables.values_mut().filter(|it| is_inside(&it.name)) {
                change_grants(&mut table.grants, &TABLE, change, "");
            }
            for view in db.views.values_mut().filter(|it| is_inside(&it.name)) {
                change_grants(&mut view.grants, &TABLE, change, "");
            }
        }
        "sequences" => {
            for sequence in db.sequences.values_mut().filter(|it| is_inside(&it.name)) {
                change_grants(&mut sequence.grants, &SEQUENCE, change, "");
            }
        }
        _ => {
            for routine in db.routines.iter_mut().filter(|it| is_inside(&it.name)) {
                change_grants(&mut routine.grants, &ROUTINE, change, "");
            }
        }
    }
    Ok(())
}

/// Changes the grants of an object, or of one of its columns.
fn change_grants(grants: &mut Vec<Grant>, kind: &Kind, change: &Change, column: &str) {
    let mut usual = Held::new();
    let public = kind.public.iter().map(|word| ((*word).to_owned(), false));
    if !kind.public.is_empty() {
        usual.insert("PUBLIC".into(), public.collect());
    }
    let mut held = usual.clone();
    held.extend(held_by(grants));
    for privilege in &change.privileges {
        let is_here = match column {
            "" => privilege.columns.is_empty(),
            // What is revoked of a table is revoked of its columns.
            _ if privilege.columns.is_empty() => !change.grants,
            name => privilege.columns.iter().any(|it| it == name),
        };
        if !is_here {
            continue;
        }
        let words: Vec<String> = match &privilege.word {
            Some(word) => vec![word.clone()],
            None => kind.all.iter().map(|word| (*word).to_owned()).collect(),
        };
        for role in &change.roles {
            let own = held.entry(role.clone()).or_default();
            words.iter().for_each(|word| change_one(own, word, change));
        }
    }
    *grants = differing(&usual, &held);
}

fn change_one(own: &mut BTreeSet<(String, bool)>, word: &str, change: &Change) {
    let has_option = own.remove(&(word.to_owned(), true));
    let has = own.remove(&(word.to_owned(), false)) || has_option;
    let keeps = change.grants || change.option && has;
    let option = match change.grants {
        true => change.option || has_option,
        false => false,
    };
    if keeps {
        own.insert((word.to_owned(), option));
    }
}

fn held_by(grants: &[Grant]) -> Held {
    let mut held = Held::new();
    for grant in grants {
        let own = held.entry(grant.grantee.clone()).or_default();
        own.extend(
            grant
                .privileges
                .iter()
                .map(|it| (it.clone(), grant.grant_option)),
        );
    }
    held
}

fn differing(usual: &Held, held: &Held) -> Vec<Grant> {
    let mut grants = Vec::new();
    for (grantee, own) in held {
        let nothing = BTreeSet::new();
        if usual.get(grantee).unwrap_or(&nothing) == own {
            continue;
        }
        for option in [false, true] {
            let words = own.iter().filter(|(_, it)| *it == option);
            let privileges: Vec<_> = words.map(|(word, _)| word.clone()).collect();
            let is_empty = !option && own.is_empty();
            if !privileges.is_empty() || is_empty {
                grants.push(Grant {
                    grantee: grantee.clone(),
                    privileges,
                    grant_option: option,
                });
            }
        }
    }
    grants
}
