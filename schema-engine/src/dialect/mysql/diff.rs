//! What MySQL and MariaDB take for equal, beside what they print in the same way.
//!
//! A program is made by somebody, in a session with a mode and a character set, and keeps all that.
//! Text that asks for a program seldom says any of it, so a difference in nothing else is none; it is
//! remarked upon.

use schema_model::{Options, Schema, Unmodelled};

/// What an object keeps of the session in which it was made.
const OF_SESSION: &[&str] = &[
    "charset_client",
    "collation_connection",
    "database_collation",
    "definer",
    "sql_mode",
];

/// Gives everything in `to` that is made by the same text what `from` keeps of its session.
pub(super) fn align(from: &Schema, to: &mut Schema) {
    each(from, to, |equal, before, after| {
        for name in OF_SESSION {
            let kept = before.get(*name);
            // Who replaces a program that does not say for whom it acts does not take it over.
            let unsaid = *name == "definer" && !after.contains_key(*name);
            if !equal && !unsaid {
                continue;
            }
            match kept {
                Some(value) => after.insert((*name).into(), value.clone()),
                None if equal => after.remove(*name),
                None => None,
            };
        }
    });
    to.normalize();
}

/// What an alignment hides and somebody may want to know.
pub(super) fn remarks(from: &Schema, to: &Schema) -> Vec<String> {
    let mut found = Vec::new();
    let mut copy = to.clone();
    named(from, &mut copy, |name, equal, before, after| {
        for option in ["definer", "sql_mode"] {
            let (Some(a), Some(b)) = (before.get(option), after.get(option)) else {
                continue;
            };
            if equal && a != b {
                found.push(format!(
                    "MY142: {name} keeps its {option} `{a}`, though `{b}` is asked for: drop it first if that matters"
                ));
            }
        }
    });
    found.extend(left_broken(from, to));
    found
}

/// Views that cannot be read, as after a rename that was cut off from what follows it, and that
/// nothing asked for replaces.
fn left_broken(from: &Schema, to: &Schema) -> Vec<String> {
    let views = from.unmodelled.iter().filter(|it| it.kind == "view");
    let is_left = |name: &str| to.views.iter().all(|view| view.name.name != name);
    let left = views.filter(|it| is_left(&it.name));
    let sentence = |it: &Unmodelled| {
        format!(
            "view `{}` is left as it is, since {}: replace or drop it yourself",
            it.name, it.reason
        )
    };
    left.map(sentence).collect()
}

/// Takes out what differs between two databases that are equal.
pub(super) fn essence(schema: &mut Schema) {
    let nothing = Schema::new(schema.dialect.clone());
    let views = schema.views.iter_mut().map(|it| &mut it.options);
    let routines = schema.routines.iter_mut().map(|it| &mut it.options);
    let events = schema.events.iter_mut().map(|it| &mut it.options);
    let triggers = schema.tables.iter_mut().flat_map(|it| &mut it.triggers);
    let triggers = triggers.map(|it| &mut it.options);
    for options in views.chain(routines).chain(events).chain(triggers) {
        options.retain(|name, _| !OF_SESSION.contains(&name.as_str()));
    }
    schema.server_version = nothing.server_version;
}

fn each(from: &Schema, to: &mut Schema, mut f: impl FnMut(bool, &Options, &mut Options)) {
    named(from, to, |_, equal, before, after| f(equal, before, after));
}

/// Calls with every view and program that both sides have: what it is called, whether its text is
/// the same, and the options of both.
fn named(from: &Schema, to: &mut Schema, mut f: impl FnMut(String, bool, &Options, &mut Options)) {
    for view in &mut to.views {
        if let Some(old) = from.view(&view.name) {
            let name = format!("view `{}`", view.name);
            let equal = old.definition == view.definition;
            f(name, equal, &old.options, &mut view.options);
        }
    }
    for routine in &mut to.routines {
        let same = |it: &&schema_model::Routine| it.key_name() == routine.key_name();
        if let Some(old) = from.routines.iter().find(same) {
            let name = format!("routine `{}`", routine.name);
            let equal = old.definition == routine.definition;
            f(name, equal, &old.options, &mut routine.options);
        }
    }
    for event in &mut to.events {
        if let Some(old) = from.events.iter().find(|it| it.name == event.name) {
            let name = format!("event `{}`", event.name);
            let equal = old.definition == event.definition;
            f(name, equal, &old.options, &mut event.options);
        }
    }
    for table in &mut to.tables {
        let Some(before) = from.table(&table.name) else {
            continue;
        };
        for trigger in &mut table.triggers {
            if let Some(old) = before.triggers.iter().find(|it| it.name == trigger.name) {
                let name = format!("trigger `{}`", trigger.name);
                let equal = old.definition == trigger.definition;
                f(name, equal, &old.options, &mut trigger.options);
            }
        }
    }
}
