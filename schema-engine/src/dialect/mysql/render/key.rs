//! Keys, indexes and constraints in `CREATE TABLE`.

use schema_model::{
    Action, Check, Constraint, ConstraintKind, ForeignKey, Index, IndexKey, IndexPart, Key,
    MatchKind, Options, Table,
};

use crate::dialect::mysql::flavour::Flavour;
use crate::dialect::mysql::types::{quote_name, quote_text};

/// The text of a constraint; empty for one that belongs to a column.
pub(in crate::dialect::mysql) fn render_constraint(
    constraint: &Constraint,
    flavour: &Flavour,
) -> String {
    let name = constraint.name.as_deref().unwrap_or_default();
    match &constraint.kind {
        ConstraintKind::PrimaryKey(key) => render_key("PRIMARY KEY", key, constraint, flavour),
        ConstraintKind::Unique(key) => render_key(
            &format!("UNIQUE KEY {}", quote_name(name)),
            key,
            constraint,
            flavour,
        ),
        ConstraintKind::ForeignKey(key) => {
            format!(
                "{}{}",
                render_symbol(constraint),
                render_foreign_key(key, flavour)
            )
        }
        ConstraintKind::Check(check) if check.column.is_none() => {
            let enforced = if constraint.enforced {
                ""
            } else {
                " NOT ENFORCED"
            };
            let symbol = render_symbol(constraint);
            format!("{symbol}CHECK ({}){enforced}", check.expression)
        }
        _ => String::new(),
    }
}

fn render_symbol(constraint: &Constraint) -> String {
    match &constraint.name {
        Some(name) => format!("CONSTRAINT {} ", quote_name(name)),
        None => String::new(),
    }
}

/// The check that was declared on a column.
pub(in crate::dialect::mysql) fn render_column_check(
    table: &Table,
    column: &str,
) -> Option<String> {
    table
        .constraints
        .iter()
        .find_map(|constraint| match &constraint.kind {
            ConstraintKind::Check(Check {
                expression,
                column: Some(of),
                ..
            }) if of == column => Some(format!(" CHECK ({expression})")),
            _ => None,
        })
}

fn render_key(head: &str, key: &Key, constraint: &Constraint, flavour: &Flavour) -> String {
    let mut parts: Vec<String> = match key.parts.is_empty() {
        true => key.columns.iter().map(|name| quote_name(name)).collect(),
        false => key.parts.iter().map(render_part).collect(),
    };
    if let (true, Some(last)) = (key.without_overlaps, parts.last_mut()) {
        last.push_str(" WITHOUT OVERLAPS");
    }
    let visible = !key.options.contains_key("visible");
    let tail = render_tail(
        key.options.get("method").map(String::as_str),
        &key.options,
        visible,
        constraint.comment.as_deref(),
        flavour,
    );
    format!("{head} ({}){tail}", parts.join(","))
}

/// The text of an index.
pub(in crate::dialect::mysql) fn render_index(index: &Index, flavour: &Flavour) -> String {
    let (word, method) = match index.method.as_deref() {
        Some(method @ ("fulltext" | "spatial" | "vector")) => {
            (format!("{} KEY", method.to_ascii_uppercase()), None)
        }
        method if index.unique => ("UNIQUE KEY".into(), method),
        method => ("KEY".into(), method),
    };
    let parts: Vec<String> = index.parts.iter().map(render_part).collect();
    let comment = index.comment.as_deref();
    let tail = render_tail(method, &index.options, index.visible, comment, flavour);
    format!(
        "{word} {} ({}){tail}",
        quote_name(&index.name),
        parts.join(",")
    )
}

fn render_part(part: &IndexPart) -> String {
    let mut sql = match &part.key {
        IndexKey::Column(name) => quote_name(name),
        IndexKey::Expression(expression) => format!("({expression})"),
    };
    if let Some(length) = part.prefix_length {
        sql.push_str(&format!("({length})"));
    }
    if part.descending {
        sql.push_str(" DESC");
    }
    sql
}

fn render_tail(
    method: Option<&str>,
    options: &Options,
    visible: bool,
    comment: Option<&str>,
    flavour: &Flavour,
) -> String {
    let mut sql = String::new();
    if let Some(method) = method {
        sql.push_str(&format!(" USING {}", method.to_ascii_uppercase()));
    }
    for (name, value) in options {
        match name.as_str() {
            "method" | "visible" => {}
            "parser" => sql.push_str(&format!(" WITH PARSER {}", quote_name(value))),
            name => sql.push_str(&format!(" {}={value}", name.to_ascii_uppercase())),
        }
    }
    if let Some(comment) = comment {
        sql.push_str(&format!(" COMMENT {}", quote_text(comment)));
    }
    if !visible {
        sql.push_str(&format!(" {}", flavour.hidden_index));
    }
    sql
}

fn render_foreign_key(key: &ForeignKey, flavour: &Flavour) -> String {
    let names = |names: &[String]| -> String {
        let names: Vec<String> = names.iter().map(|name| quote_name(name)).collect();
        names.join(",")
    };
    let mut target = quote_name(&key.references.name);
    if let Some(database) = &key.references.namespace {
        target = format!("{}.{target}", quote_name(database));
    }
    let mut sql = format!(
        "FOREIGN KEY ({}) REFERENCES {target} ({})",
        names(&key.columns),
        names(&key.referenced_columns)
    );
    match key.match_kind {
        MatchKind::Simple => {}
        MatchKind::Full => sql.push_str(" MATCH FULL"),
        MatchKind::Partial => sql.push_str(" MATCH PARTIAL"),
    }
    for (event, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
        if action != flavour.default_action {
            sql.push_str(&format!(" ON {event} {}", render_action(action)));
        }
    }
    sql
}

fn render_action(action: Action) -> &'static str {
    match action {
        Action::NoAction => "NO ACTION",
        Action::Restrict => "RESTRICT",
        Action::Cascade => "CASCADE",
        Action::SetNull => "SET NULL",
        Action::SetDefault => "SET DEFAULT",
    }
}
