//! The rows that the queries beside this file return, one struct for each.

use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::postgres::types::Oid;

/// What one of our queries returns.
pub(super) trait CatalogRow: Sized {
    /// The query; `{{15: … | …}}` stands for text that depends on the server's version.
    const SQL: &'static str;

    /// The columns that are read.
    const FIELDS: &'static [&'static str];

    /// Reads a row, whose fields stand in that order.
    fn read(row: &PgRow, order: &[usize]) -> sqlx::Result<Self>;
}

macro_rules! rows {
    ($($file:literal => $name:ident { $($field:ident: $ty:ty,)* })*) => {
        $(
            pub(super) struct $name { $(pub $field: $ty,)* }

            impl CatalogRow for $name {
                const SQL: &'static str = include_str!($file);

                const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

                fn read(row: &PgRow, order: &[usize]) -> sqlx::Result<Self> {
                    let mut order = order.iter();
                    Ok(Self {
                        $($field: row.try_get(*order.next().ok_or(sqlx::Error::RowNotFound)?)?,)*
                    })
                }
            }
        )*
    };
}

rows! {
    "database.sql" => DatabaseRow {
        server_version: String,
        search_path: Vec<String>,
        owner: String,
        bootstrap_role: String,
        is_large: bool,
    }
    "namespaces.sql" => NamespaceRow {
        oid: Oid,
        name: String,
        owner: String,
        acl: Option<Vec<String>>,
        of_extension: bool,
    }
    "extensions.sql" => ExtensionRow {
        oid: Oid,
        name: String,
        namespace: String,
        version: String,
    }
    "types.sql" => TypeRow {
        oid: Oid,
        namespace: String,
        name: String,
        kind: String,
        array_oid: Oid,
        relation: Oid,
        base_oid: Oid,
        base_typmod: i32,
        is_foreign: bool,
        not_null: bool,
        default_text: Option<String>,
        base: Option<String>,
        collation: Option<String>,
        variants: Option<Vec<String>>,
        owner: String,
        acl: Option<Vec<String>>,
        range_subtype: Option<Oid>,
        range_subtype_text: Option<String>,
        range_multirange: Option<Oid>,
        range_collation: Option<String>,
        range_opclass: Option<String>,
        range_canonical: Option<String>,
        range_subdiff: Option<String>,
        definition: Option<String>,
    }
    "relations.sql" => RelationRow {
        oid: Oid,
        namespace: String,
        name: String,
        kind: String,
        persistence: String,
        owner: String,
        acl: Option<Vec<String>>,
        options: Option<Vec<String>>,
        toast_options: Option<Vec<String>>,
        access_method: Option<String>,
        tablespace: Option<String>,
        row_security: bool,
        force_row_security: bool,
        replica_identity: String,
        is_partition: bool,
        partition_key: Option<String>,
        partition_bound: Option<String>,
        parents: Option<Vec<Oid>>,
        of_type: Oid,
        populated: bool,
        definition: Option<String>,
        foreign_server: Option<String>,
        foreign_options: Option<Vec<String>>,
        sequence_type: Option<String>,
        sequence_start: Option<i64>,
        sequence_increment: Option<i64>,
        sequence_min: Option<i64>,
        sequence_max: Option<i64>,
        sequence_cache: Option<i64>,
        sequence_cycle: Option<bool>,
    }
    "attributes.sql" => AttributeRow {
        relation: Oid,
        number: i16,
        name: String,
        type_oid: Oid,
        typmod: i32,
        native_type: String,
        dimensions: i32,
        not_null: bool,
        default_text: Option<String>,
        identity: String,
        generated: String,
        collation: Option<String>,
        storage: Option<String>,
        compression: String,
        statistics: Option<i32>,
        options: Option<Vec<String>>,
        foreign_options: Option<Vec<String>>,
        acl: Option<Vec<String>>,
        inherited: bool,
        is_local: bool,
    }
    "constraints.sql" => ConstraintRow {
        oid: Oid,
        relation: Oid,
        type_oid: Oid,
        name: String,
        kind: String,
        definition: String,
        validated: bool,
        no_inherit: bool,
        is_local: bool,
        inherited: bool,
        index_oid: Oid,
        columns: Option<Vec<i16>>,
    }
    "indexes.sql" => IndexRow {
        oid: Oid,
        relation: Oid,
        name: String,
        definition: Option<String>,
        valid: bool,
        clustered: bool,
        replica_identity: bool,
        parent: Option<Oid>,
        tablespace: Option<String>,
        options: Option<Vec<String>>,
        statistics: Option<Vec<String>>,
    }
    "triggers.sql" => TriggerRow {
        oid: Oid,
        relation: Oid,
        name: String,
        type_bits: i16,
        definition: String,
        enabled: String,
    }
    "rules.sql" => RuleRow {
        oid: Oid,
        relation: Oid,
        name: String,
        definition: String,
        enabled: String,
    }
    "policies.sql" => PolicyRow {
        oid: Oid,
        relation: Oid,
        name: String,
        command: String,
        permissive: bool,
        roles: Option<Vec<String>>,
        using_text: Option<String>,
        check_text: Option<String>,
    }
    "routines.sql" => RoutineRow {
        oid: Oid,
        namespace: String,
        name: String,
        kind: String,
        signature: String,
        returns: Option<String>,
        owner: String,
        acl: Option<Vec<String>>,
        needs_extensions: Vec<String>,
        definition: String,
    }
    "comments.sql" => CommentRow {
        class: Oid,
        object: Oid,
        part: i32,
        comment: String,
    }
    "dependencies.sql" => DependencyRow {
        class: Oid,
        object: Oid,
        ref_class: Oid,
        ref_object: Oid,
    }
    "ownership.sql" => OwnershipRow {
        sequence: Oid,
        relation: Oid,
        number: i32,
        kind: String,
    }
    "objects.sql" => ObjectRow {
        kind: String,
        class: Oid,
        oid: Oid,
        namespace: Option<String>,
        name: String,
        definition: Option<Vec<String>>,
        owner: Option<String>,
        acl: Option<Vec<String>>,
        acl_kind: Option<String>,
        identity: Option<String>,
    }
}

/// A query for a server of that version, as in `server_version_num`.
///
/// `{{15: new | old}}` becomes `new` from version 15 on and `old` before; they nest.
pub(super) fn for_version(sql: &str, major: u32) -> String {
    let mut sql = sql.to_owned();
    while let Some(start) = sql.rfind("{{") {
        let Some(length) = sql[start..].find("}}") else {
            break;
        };
        let inner = &sql[start + 2..start + length];
        let chosen = inner.split_once(": ").and_then(|(version, choices)| {
            let (new, old) = choices.split_once(" | ")?;
            let since: u32 = version.parse().ok()?;
            Some(if major >= since { new } else { old }.to_owned())
        });
        sql.replace_range(start..start + length + 2, &chosen.unwrap_or_default());
    }
    sql
}

#[cfg(test)]
mod tests {
    use super::for_version;

    #[test]
    fn the_newest_matching_text_is_chosen() {
        let sql = "a {{17: x || y | {{15: z | w}}}} b{{18:  c | }}";
        assert_eq!(for_version(sql, 18), "a x || y b c");
        assert_eq!(for_version(sql, 16), "a z b");
        assert_eq!(for_version(sql, 12), "a w b");
    }
}
