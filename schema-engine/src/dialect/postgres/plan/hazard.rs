//! What changes of views, code, access and other objects cost.

use schema_model::{Address, DefinedObject, ObjectName, Policy, Routine, Severity, Table, View};

use crate::plan::Hazard;

pub(super) fn drop_view(view: &View, comes_back: bool) -> Hazard {
    let name = &view.name;
    match (view.materialized, comes_back) {
        (_, false) => Hazard::new(
            "PG162",
            Severity::High,
            format!("drops view `{name}`; code that reads it breaks"),
        ),
        (false, true) => Hazard::new(
            "PG162",
            Severity::Medium,
            format!("view `{name}` is dropped and made again; nobody can read it in between"),
        ),
        (true, true) => Hazard::new(
            "PG163",
            Severity::High,
            format!("materialized view `{name}` is dropped, made again and filled anew"),
        ),
    }
}

pub(super) fn replace_view(view: &View) -> Hazard {
    Hazard::new(
        "PG161",
        Severity::Low,
        format!("view `{}` reads something else than before", view.name),
    )
}

/// A view that read as whoever asks, and now reads as its owner.
pub(super) fn lost_invoker(from: &View, to: &View) -> Option<Hazard> {
    let asks = |view: &View, option: &str| {
        let value = view.options.get(option).map(String::as_str);
        matches!(value, Some("true" | "on" | "1" | "yes"))
    };
    let lost = |option: &str| asks(from, option) && !asks(to, option);
    let name = &to.name;
    if lost("security_invoker") {
        return Some(Hazard::new(
            "PG173",
            Severity::Critical,
            format!("view `{name}` reads with the rights of its owner from now on"),
        ));
    }
    lost("security_barrier").then(|| {
        Hazard::new(
            "PG173",
            Severity::Critical,
            format!("functions of a query may see rows that view `{name}` hides"),
        )
    })
}

pub(super) fn drop_view_index(name: &str) -> Hazard {
    Hazard::new(
        "PG153",
        Severity::Medium,
        format!("queries that use index `{name}` get slow"),
    )
}

pub(super) fn fill_view(view: &View) -> Hazard {
    Hazard::new(
        "PG163",
        Severity::Medium,
        format!(
            "runs the query of `{}`; nobody can read it meanwhile",
            view.name
        ),
    )
}

pub(super) fn drop_routine(routine: &Routine, comes_back: bool) -> Hazard {
    let name = routine.key_name();
    match comes_back {
        true => Hazard::new(
            "PG164",
            Severity::High,
            format!("routine `{name}` is dropped and made again, since callers see the change"),
        ),
        false => Hazard::new(
            "PG164",
            Severity::High,
            format!("drops routine `{name}`; code that calls it breaks"),
        ),
    }
}

pub(super) fn replace_routine(routine: &Routine) -> Hazard {
    Hazard::new(
        "PG164",
        Severity::Medium,
        format!(
            "routine `{}` does something else than before",
            routine.key_name()
        ),
    )
}

pub(super) fn drop_hook(kind: &str, name: &str, comes_back: bool) -> Hazard {
    match comes_back {
        true => Hazard::new(
            "PG165",
            Severity::Medium,
            format!("{kind} `{name}` is dropped and made again in one transaction"),
        ),
        false => Hazard::new(
            "PG165",
            Severity::High,
            format!("{kind} `{name}` does no longer what it did on writes"),
        ),
    }
}

pub(super) fn add_hook(kind: &str, name: &str) -> Hazard {
    Hazard::new(
        "PG165",
        Severity::Medium,
        format!("{kind} `{name}` takes part in writes from now on"),
    )
}

pub(super) fn switch_hook(kind: &str, name: &str, enabled: bool) -> Hazard {
    let what = match enabled {
        true => "takes part in writes from now on",
        false => "does no longer what it did on writes",
    };
    Hazard::new("PG165", Severity::High, format!("{kind} `{name}` {what}"))
}

/// Rows that a policy let through stay away; rows that it kept away come through.
pub(super) fn drop_policy(table: &Table, policy: &Policy) -> Hazard {
    let (name, on) = (&policy.name, &table.name);
    match policy.permissive {
        true => Hazard::new(
            "PG172",
            Severity::High,
            format!("rows of `{on}` that only policy `{name}` gives access to are out of reach"),
        ),
        false => Hazard::new(
            "PG173",
            Severity::Critical,
            format!("rows of `{on}` that policy `{name}` keeps away can be reached"),
        ),
    }
}

pub(super) fn add_policy(table: &Table, policy: &Policy) -> Hazard {
    let (name, on) = (&policy.name, &table.name);
    match policy.permissive {
        true => Hazard::new(
            "PG173",
            Severity::Critical,
            format!("policy `{name}` gives access to rows of `{on}`"),
        ),
        false => Hazard::new(
            "PG172",
            Severity::High,
            format!("policy `{name}` keeps rows of `{on}` away"),
        ),
    }
}

/// Only the server could compare two conditions, so another condition counts as a wider one.
pub(super) fn change_policy(table: &Table, from: &Policy, to: &Policy) -> Hazard {
    let (name, on) = (&to.name, &table.name);
    let only_roles = from.command == to.command
        && from.permissive == to.permissive
        && from.using == to.using
        && from.with_check == to.with_check;
    let holds = |all: &[String], some: &[String]| {
        all.is_empty() || (!some.is_empty() && some.iter().all(|role| all.contains(role)))
    };
    // A restrictive policy for fewer roles restricts less.
    let tightened = only_roles
        && match to.permissive {
            true => holds(&from.roles, &to.roles),
            false => holds(&to.roles, &from.roles),
        };
    match tightened {
        true => Hazard::new(
            "PG172",
            Severity::High,
            format!("policy `{name}` of `{on}` lets fewer roles through"),
        ),
        false => Hazard::new(
            "PG173",
            Severity::Critical,
            format!("policy `{name}` of `{on}` may let through what it kept away"),
        ),
    }
}

pub(super) fn row_security(table: &Table, on: bool) -> Hazard {
    let name = &table.name;
    match on {
        true => Hazard::new(
            "PG172",
            Severity::High,
            format!("rows of `{name}` that no policy gives access to are out of reach"),
        ),
        false => Hazard::new(
            "PG173",
            Severity::Critical,
            format!("policies of `{name}` keep nothing away any more"),
        ),
    }
}

pub(super) fn grant(grantee: &str, words: &[String], place: &Address) -> Hazard {
    Hazard::new(
        "PG171",
        Severity::Medium,
        format!("`{grantee}` may {} `{place}`", words.join(", ")),
    )
}

pub(super) fn revoke(grantee: &str, words: &[String], place: &Address) -> Hazard {
    Hazard::new(
        "PG171",
        Severity::High,
        format!("`{grantee}` may no longer {} `{place}`", words.join(", ")),
    )
}

pub(super) fn default_privileges(name: &ObjectName) -> Hazard {
    Hazard::new(
        "PG171",
        Severity::Medium,
        format!("what is made from now on has other privileges: {name}"),
    )
}

pub(super) fn change_owner(place: &Address) -> Hazard {
    Hazard::new(
        "PG142",
        Severity::Medium,
        format!("`{place}` belongs to another role, and the old one may no longer change it"),
    )
}

pub(super) fn drop_object(it: &DefinedObject, comes_back: bool) -> Hazard {
    let (kind, name) = (&it.kind, &it.name);
    match comes_back {
        true => Hazard::new(
            "PG191",
            Severity::Medium,
            format!("{kind} `{name}` is dropped and made again"),
        ),
        false => Hazard::new(
            "PG191",
            Severity::High,
            format!("drops {kind} `{name}`; what relies on it breaks"),
        ),
    }
}

pub(super) fn change_object(it: &DefinedObject) -> Hazard {
    Hazard::new(
        "PG191",
        Severity::Medium,
        format!("changes {} `{}`", it.kind, it.name),
    )
}
