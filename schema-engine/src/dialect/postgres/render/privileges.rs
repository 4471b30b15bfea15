//! Grants as statements.

use schema_model::Grant;

use super::super::quote::{identifier, role};

/// The statements that bring privileges from the default of their kind to `grants`.
/// `prefix` is empty, or `ALTER DEFAULT PRIVILEGES …` with a space; `target` is `TABLE public.users`.
pub(crate) fn statements(prefix: &str, target: &str, grants: &[Grant]) -> Vec<String> {
    let mut statements = Vec::new();
    let mut before = None;
    for grant in grants {
        let Grant {
            grantee,
            privileges,
            grant_option,
        } = grant;
        let role = role(grantee);
        // The grantee may hold something by default; a second grant to it keeps the first.
        if before != Some(grantee) {
            statements.push(format!("{prefix}REVOKE ALL ON {target} FROM {role}"));
        }
        before = Some(grantee);
        if !privileges.is_empty() {
            let privileges = privileges.join(", ");
            let option = if *grant_option {
                " WITH GRANT OPTION"
            } else {
                ""
            };
            statements.push(format!(
                "{prefix}GRANT {privileges} ON {target} TO {role}{option}"
            ));
        }
    }
    statements
}

/// The same for one column.
pub(super) fn column_statements(table: &str, column: &str, grants: &[Grant]) -> Vec<String> {
    let column = identifier(column);
    let privileged = grants.iter().filter(|grant| !grant.privileges.is_empty());
    privileged
        .map(|grant| {
            let privileges = grant.privileges.iter();
            let privileges = privileges.map(|privilege| format!("{privilege} ({column})"));
            let privileges = privileges.collect::<Vec<_>>().join(", ");
            let option = if grant.grant_option {
                " WITH GRANT OPTION"
            } else {
                ""
            };
            format!(
                "GRANT {privileges} ON TABLE {table} TO {}{option}",
                role(&grant.grantee)
            )
        })
        .collect()
}
