//! CREATE TABLE and what is said of its columns and constraints.

use schema_model::{
    Action, Column, Constraint, ConstraintKind, Deferrable, Exclusion, ForeignKey, Identity, Index,
    IndexKey, IndexPart, Key, MatchKind, NullsOrder, Options, Persistence, Schema, Table,
    TableKind,
};

use super::super::quote::{identifier, identifiers, qualified};
use super::names::{foreign_options, parameters};
use super::{INHERITED, Script};

/// Options of a table that are no storage parameters.
pub(crate) const OWN_OPTIONS: &[&str] = &["access_method", "tablespace", "replica_identity"];
/// Options of an index that are no storage parameters.
pub(crate) const OWN_INDEX_OPTIONS: &[&str] = &[
    "tablespace",
    "clustered",
    "replica_identity",
    "index_comment",
];
/// Options of a column that are no attribute options.
const OWN_COLUMN_OPTIONS: &[&str] = &[
    "storage",
    "compression",
    "statistics",
    "not_null_no_inherit",
    "not_null_not_valid",
];

/// Makes a table. With `bare`, defaults and checks are made later, so that they can need the table.
pub(crate) fn render_table(schema: &Schema, table: &Table, bare: bool, script: &mut Script) {
    let name = qualified(&table.name);
    let mut items = Vec::new();
    for column in table.columns.iter().filter(|column| !column.inherited) {
        items.extend(column_item(table, column, bare));
    }
    for constraint in table.constraints.iter().filter(|c| is_inline(table, c)) {
        match bare && matches!(constraint.kind, ConstraintKind::Check(_)) {
            true => script.later.push(add_constraint(table, constraint)),
            false => items.push(constraint_item(constraint)),
        }
    }
    let of_type = table
        .of_type
        .as_ref()
        .map(|ty| format!(" OF {}", qualified(ty)));
    let body = match items.is_empty() {
        true if of_type.is_some() => String::new(),
        true => " ()".into(),
        false => format!(" (\n    {}\n)", items.join(",\n    ")),
    };
    script.now.push(format!(
        "CREATE {}TABLE {name}{}{body}{}",
        sort_of_table(table),
        of_type.unwrap_or_default(),
        table_clauses(schema, table),
    ));
    if inherits_later(schema, table) {
        for parent in &table.inherits {
            let parent = qualified(parent);
            script
                .now
                .push(format!("ALTER TABLE {name} INHERIT {parent}"));
        }
    }
    if bare {
        for column in table.columns.iter().filter(|column| !column.inherited) {
            if let Some(default) = &column.default {
                script.later.push(set_default(table, column, default));
            }
        }
    }
    for column in &table.columns {
        render_column_settings(schema, table, column, script);
    }
}

fn sort_of_table(table: &Table) -> &'static str {
    match (table.kind, table.persistence) {
        (TableKind::Foreign, _) => "FOREIGN ",
        (_, Persistence::Unlogged) => "UNLOGGED ",
        (_, Persistence::Temporary) => "TEMPORARY ",
        (_, Persistence::Permanent) => "",
    }
}

/// A table that is made with parents has their columns first. One whose columns are all its own, in
/// another order, was made alone.
fn inherits_later(schema: &Schema, table: &Table) -> bool {
    let is_alone = !table.columns.iter().any(|column| column.inherited)
        && !table
            .constraints
            .iter()
            .any(|constraint| constraint.inherited);
    let parents = table.inherits.iter().filter_map(|name| schema.table(name));
    let mut expected: Vec<&str> = Vec::new();
    for column in parents.chain([table]).flat_map(|table| &table.columns) {
        if !expected.contains(&column.name.as_str()) {
            expected.push(&column.name);
        }
    }
    is_alone
        && !table
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .eq(expected)
}

fn table_clauses(schema: &Schema, table: &Table) -> String {
    let mut clauses = String::new();
    if !table.inherits.is_empty() && !inherits_later(schema, table) {
        let parents: Vec<_> = table.inherits.iter().map(qualified).collect();
        clauses += &format!(" INHERITS ({})", parents.join(", "));
    }
    if let Some(by) = &table.partition_by {
        clauses += &format!(" PARTITION BY {}", by.clause);
    }
    if let Some(server) = &table.foreign_server {
        clauses += &format!(
            " SERVER {}{}",
            identifier(server),
            foreign_options(&table.options)
        );
    }
    if let Some(method) = table.options.get("access_method") {
        clauses += &format!(" USING {}", identifier(method));
    }
    clauses += &parameters(&table.options, OWN_OPTIONS);
    if let Some(tablespace) = table.options.get("tablespace") {
        clauses += &format!(" TABLESPACE {}", identifier(tablespace));
    }
    clauses
}

/// Foreign keys, and checks of which existing rows are exempt, cannot stand in the table.
fn is_inline(table: &Table, constraint: &Constraint) -> bool {
    let of_parent = constraint.inherited && table.partition_of.is_none();
    !of_parent && !is_added_later(constraint)
}

/// Whether a constraint is added when all tables are there.
pub(crate) fn is_added_later(constraint: &Constraint) -> bool {
    let not_valid = !constraint.validated && constraint.enforced;
    not_valid || matches!(constraint.kind, ConstraintKind::ForeignKey(_))
}

/// A column in CREATE TABLE; none in a typed table when there is nothing to add to the type.
pub(crate) fn column_item(table: &Table, column: &Column, bare: bool) -> Option<String> {
    let mut clauses = String::new();
    if let Some(collation) = column
        .collation
        .as_ref()
        .filter(|_| table.of_type.is_none())
    {
        clauses += &format!(" COLLATE {collation}");
    }
    if let Some(default) = column.default.as_ref().filter(|_| !bare) {
        clauses += &format!(" DEFAULT {default}");
    }
    if let Some(generated) = &column.generated {
        let kind = if generated.stored {
            "STORED"
        } else {
            "VIRTUAL"
        };
        clauses += &format!(" GENERATED ALWAYS AS ({}) {kind}", generated.expression);
    }
    let own_identity = |identity: &&Identity| !identity.options.contains_key(INHERITED);
    if let Some(identity) = column.identity.as_deref().filter(own_identity) {
        clauses += &identity_clause(identity);
    }
    clauses += &not_null_clause(column);
    let name = identifier(&column.name);
    if table.of_type.is_some() {
        return (!clauses.is_empty()).then(|| format!("{name} WITH OPTIONS{clauses}"));
    }
    let foreign = foreign_options(&column.options);
    let ty = type_of_column(column);
    Some(format!("{name} {ty}{foreign}{clauses}"))
}

/// The server prints one pair of brackets for an array of any number of dimensions.
pub(crate) fn type_of_column(column: &Column) -> String {
    let more = column.dimensions.saturating_sub(1) as usize;
    match column.native_type.ends_with("[]") {
        true => format!("{}{}", column.native_type, "[]".repeat(more)),
        false => column.native_type.clone(),
    }
}

fn not_null_clause(column: &Column) -> String {
    if column.nullable || column.options.contains_key("not_null_not_valid") {
        return String::new();
    }
    let name = column.not_null_name.as_deref().map(identifier);
    let name = name.map_or(String::new(), |name| format!(" CONSTRAINT {name}"));
    let no_inherit = match column.options.contains_key("not_null_no_inherit") {
        true => " NO INHERIT",
        false => "",
    };
    format!("{name} NOT NULL{no_inherit}")
}

pub(crate) fn identity_clause(identity: &Identity) -> String {
    let kind = if identity.always {
        "ALWAYS"
    } else {
        "BY DEFAULT"
    };
    let mut options = sequence_clauses(&identity.options);
    if let Some(sequence) = &identity.sequence {
        options.insert(0, format!("SEQUENCE NAME {}", qualified(sequence)));
    }
    let options = match options.is_empty() {
        true => String::new(),
        false => format!(" ({})", options.join(" ")),
    };
    format!(" GENERATED {kind} AS IDENTITY{options}")
}

/// The options of a sequence as clauses.
pub(crate) fn sequence_clauses(options: &Options) -> Vec<String> {
    let words = [
        ("type", "AS"),
        ("increment", "INCREMENT BY"),
        ("min", "MINVALUE"),
        ("max", "MAXVALUE"),
        ("start", "START WITH"),
        ("cache", "CACHE"),
    ];
    let mut clauses: Vec<_> = words
        .into_iter()
        .filter_map(|(key, words)| Some(format!("{words} {}", options.get(key)?)))
        .collect();
    if options.contains_key("cycle") {
        clauses.push("CYCLE".into());
    }
    clauses
}

fn set_default(table: &Table, column: &Column, default: &str) -> String {
    format!("{} SET DEFAULT {default}", alter_column(table, column))
}

fn alter_column(table: &Table, column: &Column) -> String {
    format!("{} ALTER COLUMN {}", alter(table), identifier(&column.name))
}

/// The beginning of a statement that changes this table alone.
pub(crate) fn alter(table: &Table) -> String {
    let kind = if table.kind == TableKind::Foreign {
        "FOREIGN "
    } else {
        ""
    };
    format!("ALTER {kind}TABLE ONLY {}", qualified(&table.name))
}

/// What CREATE TABLE cannot say, and where an inherited column differs from its parent's.
pub(crate) fn render_column_settings(
    schema: &Schema,
    table: &Table,
    column: &Column,
    script: &mut Script,
) {
    let start = alter_column(table, column);
    if column.inherited {
        render_inherited(schema, table, column, script);
    }
    let words = [
        ("storage", "SET STORAGE"),
        ("compression", "SET COMPRESSION"),
        ("statistics", "SET STATISTICS"),
    ];
    for (key, words) in words {
        if let Some(value) = column.options.get(key) {
            script.now.push(format!("{start} {words} {value}"));
        }
    }
    let parameters = parameters(&column.options, OWN_COLUMN_OPTIONS);
    if let Some(parameters) = parameters.strip_prefix(" WITH") {
        script.now.push(format!("{start} SET{parameters}"));
    }
    if column.options.contains_key("not_null_not_valid") {
        let name = column.not_null_name.as_deref().map(identifier);
        let name = name.map_or(String::new(), |name| format!("CONSTRAINT {name} "));
        let target = identifier(&column.name);
        // Tables that inherit from it get it too.
        script.later.push(format!(
            "ALTER TABLE {} ADD {name}NOT NULL {target} NOT VALID",
            qualified(&table.name)
        ));
    }
}

fn render_inherited(schema: &Schema, table: &Table, column: &Column, script: &mut Script) {
    let mut parents = table.inherits.iter().filter_map(|name| schema.table(name));
    let Some(of_parent) = parents.find_map(|parent| parent.column(&column.name)) else {
        return;
    };
    let start = alter_column(table, column);
    if column.default != of_parent.default {
        script.now.push(match &column.default {
            Some(default) => format!("{start} SET DEFAULT {default}"),
            None => format!("{start} DROP DEFAULT"),
        });
    }
    if !column.nullable && of_parent.nullable {
        script.now.push(format!("{start} SET NOT NULL"));
    }
}

/// A constraint that is added to a table that is there.
pub(crate) fn add_constraint(table: &Table, constraint: &Constraint) -> String {
    // A foreign key of a partitioned table is also its partitions'.
    let start = match table.kind {
        TableKind::Partitioned => format!("ALTER TABLE {}", qualified(&table.name)),
        _ => alter(table),
    };
    format!("{start} ADD {}", constraint_item(constraint))
}

/// A constraint with its name and attributes.
pub(crate) fn constraint_item(constraint: &Constraint) -> String {
    let name = constraint.name.as_deref().map(identifier);
    let name = name.map_or(String::new(), |name| format!("CONSTRAINT {name} "));
    let body = match &constraint.kind {
        ConstraintKind::PrimaryKey(key) => format!("PRIMARY KEY {}", key_body(key)),
        ConstraintKind::Unique(key) if key.nulls_not_distinct => {
            format!("UNIQUE NULLS NOT DISTINCT {}", key_body(key))
        }
        ConstraintKind::Unique(key) => format!("UNIQUE {}", key_body(key)),
        ConstraintKind::ForeignKey(key) => foreign_key_body(key),
        ConstraintKind::Check(check) => format!("CHECK ({})", check.expression),
        ConstraintKind::Exclusion(exclusion) => exclusion_body(exclusion),
        _ => String::new(),
    };
    let deferrable = match constraint.deferrable {
        Deferrable::No => "",
        Deferrable::InitiallyImmediate => " DEFERRABLE",
        Deferrable::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    };
    let no_inherit = if constraint.no_inherit {
        " NO INHERIT"
    } else {
        ""
    };
    let valid = match (constraint.enforced, constraint.validated) {
        (false, _) => " NOT ENFORCED",
        (true, false) => " NOT VALID",
        (true, true) => "",
    };
    format!("{name}{body}{no_inherit}{deferrable}{valid}")
}

fn key_body(key: &Key) -> String {
    let overlaps = if key.without_overlaps {
        " WITHOUT OVERLAPS"
    } else {
        ""
    };
    format!(
        "({}{overlaps}){}{}",
        identifiers(&key.columns),
        include_clause(&key.include),
        constraint_index_clauses(&key.options)
    )
}

fn include_clause(columns: &[String]) -> String {
    match columns.is_empty() {
        true => String::new(),
        false => format!(" INCLUDE ({})", identifiers(columns)),
    }
}

fn constraint_index_clauses(options: &Options) -> String {
    let tablespace = options.get("tablespace").map(|name| identifier(name));
    let tablespace = tablespace.map_or(String::new(), |name| {
        format!(" USING INDEX TABLESPACE {name}")
    });
    format!("{}{tablespace}", parameters(options, OWN_INDEX_OPTIONS))
}

fn foreign_key_body(key: &ForeignKey) -> String {
    let columns = |names: &[String]| match (key.period, names.split_last()) {
        (true, Some((last, []))) => format!("PERIOD {}", identifier(last)),
        (true, Some((last, rest))) => {
            format!("{}, PERIOD {}", identifiers(rest), identifier(last))
        }
        _ => identifiers(names),
    };
    let mut body = format!(
        "FOREIGN KEY ({}) REFERENCES {}",
        columns(&key.columns),
        qualified(&key.references)
    );
    if !key.referenced_columns.is_empty() {
        body += &format!(" ({})", columns(&key.referenced_columns));
    }
    body += match key.match_kind {
        MatchKind::Simple => "",
        MatchKind::Full => " MATCH FULL",
        MatchKind::Partial => " MATCH PARTIAL",
    };
    if let Some(action) = action(key.on_update) {
        body += &format!(" ON UPDATE {action}");
    }
    if let Some(action) = action(key.on_delete) {
        body += &format!(" ON DELETE {action}");
    }
    if !key.on_delete_columns.is_empty() {
        body += &format!(" ({})", identifiers(&key.on_delete_columns));
    }
    body
}

fn action(action: Action) -> Option<&'static str> {
    match action {
        Action::NoAction => None,
        Action::Restrict => Some("RESTRICT"),
        Action::Cascade => Some("CASCADE"),
        Action::SetNull => Some("SET NULL"),
        Action::SetDefault => Some("SET DEFAULT"),
    }
}

fn exclusion_body(exclusion: &Exclusion) -> String {
    let parts = exclusion.parts.iter().zip(&exclusion.operators);
    let parts: Vec<_> = parts
        .map(|(part, operator)| format!("{} WITH {operator}", index_part(part)))
        .collect();
    let predicate = exclusion.predicate.as_ref();
    let predicate = predicate.map_or(String::new(), |text| format!(" WHERE ({text})"));
    format!(
        "EXCLUDE USING {} ({}){}{}{predicate}",
        identifier(&exclusion.method),
        parts.join(", "),
        include_clause(&exclusion.include),
        constraint_index_clauses(&exclusion.options)
    )
}

/// CREATE INDEX. With `only`, not on the partitions of a partitioned table.
pub(crate) fn render_index(on: &str, index: &Index, only: bool) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let only = if only { "ONLY " } else { "" };
    let method = index.method.as_deref().unwrap_or("btree");
    let parts: Vec<_> = index.parts.iter().map(index_part).collect();
    let nulls = if index.nulls_not_distinct {
        " NULLS NOT DISTINCT"
    } else {
        ""
    };
    let tablespace = index.options.get("tablespace").map(|name| identifier(name));
    let tablespace = tablespace.map_or(String::new(), |name| format!(" TABLESPACE {name}"));
    let predicate = index.predicate.as_ref();
    let predicate = predicate.map_or(String::new(), |text| format!(" WHERE ({text})"));
    format!(
        "CREATE {unique}INDEX {} ON {only}{on} USING {} ({}){}{nulls}{}{tablespace}{predicate}",
        identifier(&index.name),
        identifier(method),
        parts.join(", "),
        include_clause(&index.include),
        parameters(&index.options, OWN_INDEX_OPTIONS),
    )
}

fn index_part(part: &IndexPart) -> String {
    let mut text = match &part.key {
        IndexKey::Column(name) => identifier(name),
        IndexKey::Expression(expression) => format!("({expression})"),
    };
    if let Some(collation) = &part.collation {
        text += &format!(" COLLATE {collation}");
    }
    if let Some(class) = &part.operator_class {
        text += &format!(" {class}");
    }
    if part.descending {
        text += " DESC";
    }
    match part.nulls {
        Some(NullsOrder::First) => text += " NULLS FIRST",
        Some(NullsOrder::Last) => text += " NULLS LAST",
        None => {}
    }
    text
}
