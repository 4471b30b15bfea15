//! Settings of the session that change what the server prints.

use super::{Server, quote_text};
use crate::EngineError;

/// Settings while the catalog is read: names in backticks, times in UTC.
const READING: &[(&str, &str)] = &[
    ("sql_mode", "''"),
    ("sql_quote_show_create", "1"),
    ("time_zone", "'+00:00'"),
];

/// Sets what reading needs and gives the statement that undoes it.
pub(super) fn enter(connector: &mut dyn Server) -> Result<String, EngineError> {
    let names: Vec<String> = READING
        .iter()
        .map(|(name, _)| format!("@@SESSION.{name}"))
        .collect();
    let rows = connector.rows("read the session", &format!("SELECT {}", names.join(", ")))?;
    let values = rows.into_iter().next().unwrap_or_default();
    let assignments = READING.iter().zip(values).map(|((name, _), value)| {
        let value = value.unwrap_or_default();
        match value.parse::<u8>() {
            Ok(number) => format!("{name} = {number}"),
            Err(_) => format!("{name} = {}", quote_text(&value)),
        }
    });
    let before = format!(
        "SET SESSION {}",
        assignments.collect::<Vec<_>>().join(", SESSION ")
    );
    let wanted = READING
        .iter()
        .map(|(name, value)| format!("{name} = {value}"));
    let wanted = wanted.collect::<Vec<_>>().join(", SESSION ");
    connector.rows("prepare the session", &format!("SET SESSION {wanted}"))?;
    Ok(before)
}

/// Gives the session back as it was.
pub(super) fn leave(connector: &mut dyn Server, before: &str) -> Result<(), EngineError> {
    connector.rows("restore the session", before).map(|_| ())
}
