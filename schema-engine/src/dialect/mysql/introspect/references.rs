//! Foreign keys whose names hold a backtick.
//!
//! MariaDB shows the names of a foreign key and of its columns between backticks, and does not double
//! those that are part of them. Such a table is read without its foreign keys, and these from the
//! catalog's tables, which are slower.

use schema_model::{
    Action, Constraint, ConstraintKind, ForeignKey, MatchKind, ObjectName, Options,
};

use super::{Catalog, Server, of_database};
use crate::EngineError;

/// The foreign keys of a table, as the catalog's tables say.
pub(super) fn read(
    connector: &mut dyn Server,
    catalog: &Catalog,
    table: &str,
) -> Result<Vec<Constraint>, EngineError> {
    let sql = format!(
        "{} WHERE {} AND {} AND K.REFERENCED_TABLE_NAME IS NOT NULL ORDER BY 1, K.ORDINAL_POSITION",
        include_str!("references.sql").trim_end(),
        of_database("K.TABLE_SCHEMA", &catalog.database),
        of_database("K.TABLE_NAME", table)
    );
    let mut keys: Vec<Constraint> = Vec::new();
    for row in connector.rows("read the foreign keys", &sql)? {
        let mut values = row.into_iter().map(Option::unwrap_or_default);
        let mut next = || values.next().unwrap_or_default();
        let (name, column, database) = (next(), next(), next());
        let (target, referenced) = (next(), next());
        let last = keys.last_mut().filter(|it| it.name.as_ref() == Some(&name));
        if let Some(ConstraintKind::ForeignKey(key)) = last.map(|it| &mut it.kind) {
            key.columns.push(column);
            key.referenced_columns.push(referenced);
            continue;
        }
        let key = ForeignKey {
            columns: vec![column],
            references: ObjectName {
                namespace: Some(database).filter(|it| *it != catalog.database),
                name: target,
            },
            referenced_columns: vec![referenced],
            on_delete: action(&next()),
            on_delete_columns: Vec::new(),
            on_update: action(&next()),
            match_kind: MatchKind::Simple,
            period: false,
            options: Options::new(),
        };
        keys.push(Constraint::new(Some(name), ConstraintKind::ForeignKey(key)));
    }
    Ok(keys)
}

fn action(rule: &str) -> Action {
    match rule {
        "CASCADE" => Action::Cascade,
        "SET NULL" => Action::SetNull,
        "SET DEFAULT" => Action::SetDefault,
        "NO ACTION" => Action::NoAction,
        _ => Action::Restrict,
    }
}

/// The statement that the server shows, without its foreign keys; each stands on a line.
pub(super) fn without_keys(text: &str) -> String {
    let is_key = |line: &&str| {
        line.trim_start().starts_with("CONSTRAINT `") && line.contains("` FOREIGN KEY (`")
    };
    let mut lines: Vec<&str> = text.lines().filter(|line| !is_key(line)).collect();
    if let Some(end) = lines.iter().position(|line| line.starts_with(')'))
        && let Some(last) = lines[..end].last_mut()
    {
        *last = last.strip_suffix(',').unwrap_or(last);
    }
    lines.join("\n")
}

/// Adds foreign keys to a table that was read without them.
pub(super) fn attach(catalog: &mut Catalog, table: &str, keys: Vec<Constraint>) {
    let tables = &mut catalog.schema.tables;
    if let Some(known) = tables.iter_mut().find(|it| it.name.name == table) {
        known.constraints.extend(keys);
    }
}
