//! What a MySQL or MariaDB server itself says of a schema: `SHOW CREATE` of every object.

use super::types::quote_name as quoted;
use crate::observe::{Account, sorted_lines};
use crate::{Connector, EngineError};

/// The kind and name of every object, the place of the statement in the answer, and the collation.
const OBJECTS: &str = "
    SELECT CASE table_type WHEN 'VIEW' THEN 'VIEW' WHEN 'SEQUENCE' THEN 'SEQUENCE' ELSE 'TABLE' END,
        table_name, '1', coalesce(table_collation, '') FROM information_schema.tables WHERE table_schema = database()
    UNION ALL
    SELECT routine_type, routine_name, '2', '' FROM information_schema.routines
    WHERE routine_schema = database()
    UNION ALL
    SELECT 'TRIGGER', trigger_name, '2', '' FROM information_schema.triggers
    WHERE trigger_schema = database()
    UNION ALL
    SELECT 'EVENT', event_name, '3', '' FROM information_schema.events WHERE event_schema = database()";

/// Asks for it.
pub fn account(connector: &mut dyn Connector, database: &str) -> Result<Account, EngineError> {
    let mut account = Account::new("`SHOW CREATE`");
    let own = format!("{}.", quoted(database));
    for row in connector.query(OBJECTS)? {
        let [Some(kind), Some(name), Some(place), Some(collation)] = &row[..] else {
            continue;
        };
        let show = format!("SHOW CREATE {kind} {}", quoted(name));
        let place: usize = place.parse().unwrap_or(1);
        for answer in connector.query(&show)? {
            // Whoever may not see a text gets none, and two that are not seen would be the same.
            let text = answer.into_iter().nth(place).flatten();
            let text = text.ok_or_else(|| EngineError::Database {
                intent: "compare with `SHOW CREATE`".into(),
                message: format!("the server does not show the text of `{name}`"),
            })?;
            let text = text.replace(&own, "");
            let lines = match kind.as_str() {
                "TABLE" => sorted_lines(&without_own_collation(&without_counter(&text), collation)),
                "EVENT" => vec![without_start(&text)],
                _ => vec![text],
            };
            account.add(format!("{} {name}", kind.to_lowercase()), lines);
        }
    }
    Ok(account)
}

/// Without the number that the next row gets.
fn without_counter(text: &str) -> String {
    const WORD: &str = " AUTO_INCREMENT=";
    let Some(at) = text.rfind(WORD) else {
        return text.to_owned();
    };
    let rest = text[at + WORD.len()..].trim_start_matches(|digit: char| digit.is_ascii_digit());
    format!("{}{rest}", &text[..at])
}

/// Without the collation of the table where a column repeats it, which depends on how the column came
/// about. The name of a collation begins with its character set.
fn without_own_collation(text: &str, collation: &str) -> String {
    let charset = collation.split('_').next().unwrap_or_default();
    text.replace(&format!(" CHARACTER SET {charset} COLLATE {collation}"), "")
}

/// Without the time at which an event was made, which stands where none was given.
fn without_start(text: &str) -> String {
    let parts = text.split_once(" STARTS '").and_then(|(before, rest)| {
        let (_, after) = rest.split_once('\'')?;
        Some(format!("{before}{after}"))
    });
    parts.unwrap_or_else(|| text.to_owned())
}
