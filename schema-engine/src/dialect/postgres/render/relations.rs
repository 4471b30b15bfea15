//! Sequences and views, and what hangs on tables and views.

use schema_model::{
    Column, Index, ObjectName, Options, Persistence, Policy, RowSecurity, Rule, Schema, Sequence,
    Table, TableKind, Trigger, View,
};

use super::super::quote::{identifier, qualified, role};
use super::super::view_order::to_fill;
use super::names::{parameters, render_comment, render_owner};
use super::privileges;
use super::tables::{add_constraint, alter, is_added_later, render_index, sequence_clauses};

/// Makes the sequences; which columns own them is said when there are tables.
pub(super) fn render_sequences(schema: &Schema, statements: &mut Vec<String>) {
    for sequence in &schema.sequences {
        let unlogged = match sequence.persistence {
            Persistence::Unlogged => "UNLOGGED ",
            _ => "",
        };
        let mut statement = format!("CREATE {unlogged}SEQUENCE {}", qualified(&sequence.name));
        for clause in sequence_clauses(&sequence.options) {
            statement += &format!(" {clause}");
        }
        statements.push(statement);
    }
}

/// What a view is called in statements.
pub(crate) fn view_word(view: &View) -> &'static str {
    match view.materialized {
        true => "MATERIALIZED VIEW",
        false => "VIEW",
    }
}

/// Makes a view.
pub(crate) fn render_view(view: &View) -> String {
    let name = qualified(&view.name);
    if !view.materialized {
        let options = parameters(&view.options, &[]);
        return format!(
            "CREATE OR REPLACE VIEW {name}{options} AS\n{}",
            view.definition
        );
    }
    let method = view
        .options
        .get("access_method")
        .map(|name| identifier(name));
    let method = method.map_or(String::new(), |name| format!(" USING {name}"));
    let tablespace = view.options.get("tablespace").map(|name| identifier(name));
    let tablespace = tablespace.map_or(String::new(), |name| format!(" TABLESPACE {name}"));
    let options = parameters(&view.options, &["access_method", "tablespace"]);
    format!(
        "CREATE MATERIALIZED VIEW {name}{method}{options}{tablespace} AS\n{}\nWITH NO DATA",
        view.definition
    )
}

/// A view of the same columns that needs nothing, for views that need each other.
pub(super) fn render_placeholder(view: &View) -> String {
    let columns: Vec<_> = view
        .columns
        .iter()
        .map(|column| {
            let collation = column.collation.as_ref();
            let collation = collation.map_or(String::new(), |name| format!(" COLLATE {name}"));
            let name = identifier(&column.name);
            format!("NULL::{}{collation} AS {name}", column.native_type)
        })
        .collect();
    format!(
        "CREATE VIEW {} AS\nSELECT {}",
        qualified(&view.name),
        columns.join(", ")
    )
}

/// Fills the materialized views that hold rows.
pub(super) fn render_refreshes(schema: &Schema, statements: &mut Vec<String>) {
    for view in to_fill(&schema.views) {
        statements.push(format!(
            "REFRESH MATERIALIZED VIEW {}",
            qualified(&view.name)
        ));
    }
}

/// What needs tables: owned sequences, indexes, partitions, foreign keys, triggers, policies.
pub(super) fn render_after_tables(schema: &Schema, statements: &mut Vec<String>) {
    for sequence in &schema.sequences {
        render_owned_by(sequence, statements);
    }
    let is_whole = |index: &&Index| index.valid;
    for table in &schema.tables {
        render_indexes(
            &table.name,
            table.indexes.iter().filter(is_whole),
            false,
            statements,
        );
    }
    for view in &schema.views {
        render_indexes(&view.name, view.indexes.iter(), false, statements);
    }
    render_partitions(schema, statements);
    for table in &schema.tables {
        let broken = table.indexes.iter().filter(|index| !index.valid);
        render_indexes(
            &table.name,
            broken,
            table.kind == TableKind::Partitioned,
            statements,
        );
    }
    render_attached_indexes(schema, statements);
    for table in &schema.tables {
        let of_parent = |inherited: bool| inherited && table.partition_of.is_none();
        let later = table.constraints.iter().filter(|c| is_added_later(c));
        for constraint in later.filter(|c| !of_parent(c.inherited)) {
            statements.push(add_constraint(table, constraint));
        }
    }
    for table in &schema.tables {
        render_index_roles(table, statements);
        render_triggers(&table.name, &table.triggers, statements);
        render_rules(&table.name, &table.rules, statements);
        render_row_security(table, statements);
    }
    for view in &schema.views {
        render_view_defaults(view, statements);
        render_triggers(&view.name, &view.triggers, statements);
        render_rules(&view.name, &view.rules, statements);
    }
}

fn render_owned_by(sequence: &Sequence, statements: &mut Vec<String>) {
    let owned_by = sequence
        .owned_by_table
        .as_ref()
        .zip(sequence.owned_by_column.as_ref());
    if let Some((table, column)) = owned_by {
        let (name, table) = (qualified(&sequence.name), qualified(table));
        statements.push(format!(
            "ALTER SEQUENCE {name} OWNED BY {table}.{}",
            identifier(column)
        ));
    }
}

fn render_indexes<'a>(
    on: &ObjectName,
    indexes: impl Iterator<Item = &'a Index>,
    only: bool,
    statements: &mut Vec<String>,
) {
    for index in indexes {
        statements.push(render_index(&qualified(on), index, only));
        let name = qualified(&on.sibling(&index.name));
        render_index_statistics(&name, &index.options, statements);
    }
}

/// Makes an index with its statistics targets.
pub(crate) fn render_index_whole(on: &ObjectName, index: &Index) -> Vec<String> {
    let mut statements = Vec::new();
    render_indexes(on, std::iter::once(index), false, &mut statements);
    statements
}

fn render_index_statistics(name: &str, options: &Options, statements: &mut Vec<String>) {
    for (key, target) in options {
        if let Some(number) = key.strip_prefix("statistics.") {
            statements.push(format!(
                "ALTER INDEX {name} ALTER COLUMN {number} SET STATISTICS {target}"
            ));
        }
    }
}

/// Partitions are made as tables of their own, with their indexes, which then find their parents'.
fn render_partitions(schema: &Schema, statements: &mut Vec<String>) {
    for table in &schema.tables {
        if let Some(partition) = &table.partition_of {
            let (parent, name) = (qualified(&partition.parent), qualified(&table.name));
            statements.push(format!(
                "ALTER TABLE ONLY {parent} ATTACH PARTITION {name} {}",
                partition.bound
            ));
        }
    }
}

/// An index of a partitioned table that not all partitions have is made after them, so it has to be
/// told which of theirs belong to it.
fn render_attached_indexes(schema: &Schema, statements: &mut Vec<String>) {
    for table in &schema.tables {
        let parent = table.partition_of.as_ref().map(|of| &of.parent);
        let Some(parent) = parent.and_then(|name| schema.table(name)) else {
            continue;
        };
        for index in &table.indexes {
            let is_its = |of: &&Index| !of.valid && Some(&of.name) == index.attached_to.as_ref();
            if let Some(of) = parent.indexes.iter().find(is_its) {
                statements.push(format!(
                    "ALTER INDEX {} ATTACH PARTITION {}",
                    qualified(&parent.name.sibling(&of.name)),
                    qualified(&table.name.sibling(&index.name))
                ));
            }
        }
    }
}

/// Which index a table is clustered on and identified by.
fn render_index_roles(table: &Table, statements: &mut Vec<String>) {
    let start = alter(table);
    let of_constraints = table.constraints.iter().filter_map(|constraint| {
        use schema_model::ConstraintKind as K;
        let options = match &constraint.kind {
            K::PrimaryKey(key) | K::Unique(key) => &key.options,
            K::Exclusion(exclusion) => &exclusion.options,
            _ => return None,
        };
        Some((constraint.name.as_deref()?, options))
    });
    let own = table
        .indexes
        .iter()
        .map(|index| (index.name.as_str(), &index.options));
    for (name, options) in of_constraints.chain(own) {
        let index = identifier(name);
        if options.contains_key("clustered") {
            let table = qualified(&table.name);
            statements.push(format!("ALTER TABLE {table} CLUSTER ON {index}"));
        }
        if options.contains_key("replica_identity") {
            statements.push(format!("{start} REPLICA IDENTITY USING INDEX {index}"));
        }
    }
    if let Some(identity) = table.options.get("replica_identity") {
        statements.push(format!(
            "{start} REPLICA IDENTITY {}",
            identity.to_uppercase()
        ));
    }
}

fn render_triggers(on: &ObjectName, triggers: &[Trigger], statements: &mut Vec<String>) {
    for trigger in triggers {
        statements.push(trigger.definition.clone());
        render_enabled(
            "TRIGGER",
            on,
            &trigger.name,
            trigger.enabled,
            &trigger.options,
            statements,
        );
    }
}

fn render_rules(on: &ObjectName, rules: &[Rule], statements: &mut Vec<String>) {
    for rule in rules {
        statements.push(rule.definition.clone());
        render_enabled(
            "RULE",
            on,
            &rule.name,
            rule.enabled,
            &rule.options,
            statements,
        );
    }
}

fn render_enabled(
    word: &str,
    on: &ObjectName,
    name: &str,
    enabled: bool,
    options: &Options,
    statements: &mut Vec<String>,
) {
    let verb = match (enabled, options.get("enabled").map(String::as_str)) {
        (false, _) => "DISABLE",
        (true, Some("replica")) => "ENABLE REPLICA",
        (true, Some("always")) => "ENABLE ALWAYS",
        (true, _) => return,
    };
    let (on, name) = (qualified(on), identifier(name));
    statements.push(format!("ALTER TABLE {on} {verb} {word} {name}"));
}

fn render_row_security(table: &Table, statements: &mut Vec<String>) {
    let start = alter(table);
    let (enabled, forced) = match table.row_security {
        RowSecurity::Off => (false, false),
        RowSecurity::Enabled => (true, false),
        RowSecurity::Forced => (true, true),
        RowSecurity::ForcedButDisabled => (false, true),
    };
    if enabled {
        statements.push(format!("{start} ENABLE ROW LEVEL SECURITY"));
    }
    if forced {
        statements.push(format!("{start} FORCE ROW LEVEL SECURITY"));
    }
    for policy in &table.policies {
        statements.push(render_policy(&table.name, policy));
    }
}

/// Makes a policy.
pub(crate) fn render_policy(on: &ObjectName, policy: &Policy) -> String {
    let kind = if policy.permissive {
        ""
    } else {
        " AS RESTRICTIVE"
    };
    let roles: Vec<_> = policy.roles.iter().map(|name| role(name)).collect();
    let roles = match roles.is_empty() {
        true => String::new(),
        false => format!(" TO {}", roles.join(", ")),
    };
    let using = policy.using.as_ref();
    let using = using.map_or(String::new(), |text| format!(" USING ({text})"));
    let check = policy.with_check.as_ref();
    let check = check.map_or(String::new(), |text| format!(" WITH CHECK ({text})"));
    format!(
        "CREATE POLICY {} ON {}{kind} FOR {}{roles}{using}{check}",
        identifier(&policy.name),
        qualified(on),
        policy.command.to_uppercase()
    )
}

/// Defaults of a view's columns, and how a materialized view stores its columns.
pub(crate) fn render_view_defaults(view: &View, statements: &mut Vec<String>) {
    let name = qualified(&view.name);
    for column in &view.columns {
        let target = identifier(&column.name);
        if let Some(default) = &column.default {
            statements.push(format!(
                "ALTER VIEW {name} ALTER COLUMN {target} SET DEFAULT {default}"
            ));
        }
        let start = format!("ALTER MATERIALIZED VIEW {name} ALTER COLUMN {target} SET");
        for key in ["storage", "compression", "statistics"] {
            if let Some(value) = column.options.get(key).filter(|_| view.materialized) {
                statements.push(format!("{start} {} {value}", key.to_uppercase()));
            }
        }
    }
}

/// Owners, privileges and comments.
pub(super) fn render_annotations(schema: &Schema, statements: &mut Vec<String>) {
    for table in &schema.tables {
        let word = match table.kind {
            TableKind::Foreign => "FOREIGN TABLE",
            _ => "TABLE",
        };
        let name = qualified(&table.name);
        let target = format!("{word} {name}");
        render_owner(&target, table.owner.as_deref(), statements);
        statements.extend(privileges::statements(
            "",
            &format!("TABLE {name}"),
            &table.grants,
        ));
        render_comment(&target, table.comment.as_deref(), statements);
        annotate_columns(&name, &table.columns, statements);
        annotate_constraints(table, statements);
        annotate_indexes(&table.name, &table.indexes, statements);
        annotate_parts(&name, &table.triggers, &table.rules, statements);
        for policy in &table.policies {
            let target = format!("POLICY {} ON {name}", identifier(&policy.name));
            render_comment(&target, policy.comment.as_deref(), statements);
        }
    }
    for view in &schema.views {
        let name = qualified(&view.name);
        let target = format!("{} {name}", view_word(view));
        render_owner(&target, view.owner.as_deref(), statements);
        statements.extend(privileges::statements(
            "",
            &format!("TABLE {name}"),
            &view.grants,
        ));
        render_comment(&target, view.comment.as_deref(), statements);
        annotate_columns(&name, &view.columns, statements);
        annotate_indexes(&view.name, &view.indexes, statements);
        annotate_parts(&name, &view.triggers, &view.rules, statements);
    }
    for sequence in &schema.sequences {
        annotate_sequence(sequence, statements);
    }
}

fn annotate_columns(name: &str, columns: &[Column], statements: &mut Vec<String>) {
    for column in columns {
        let target = format!("COLUMN {name}.{}", identifier(&column.name));
        render_comment(&target, column.comment.as_deref(), statements);
        statements.extend(privileges::column_statements(
            name,
            &column.name,
            &column.grants,
        ));
    }
}

fn annotate_constraints(table: &Table, statements: &mut Vec<String>) {
    for constraint in &table.constraints {
        let Some(name) = constraint.name.as_deref() else {
            continue;
        };
        let target = format!(
            "CONSTRAINT {} ON {}",
            identifier(name),
            qualified(&table.name)
        );
        render_comment(&target, constraint.comment.as_deref(), statements);
        use schema_model::ConstraintKind as K;
        if let K::PrimaryKey(key) | K::Unique(key) = &constraint.kind {
            let index = qualified(&table.name.sibling(name));
            let comment = key.options.get("index_comment").map(String::as_str);
            render_comment(&format!("INDEX {index}"), comment, statements);
        }
    }
}

fn annotate_indexes(on: &ObjectName, indexes: &[Index], statements: &mut Vec<String>) {
    for index in indexes {
        let target = format!("INDEX {}", qualified(&on.sibling(&index.name)));
        render_comment(&target, index.comment.as_deref(), statements);
    }
}

fn annotate_parts(on: &str, triggers: &[Trigger], rules: &[Rule], statements: &mut Vec<String>) {
    for trigger in triggers {
        let target = format!("TRIGGER {} ON {on}", identifier(&trigger.name));
        render_comment(&target, trigger.comment.as_deref(), statements);
    }
    for rule in rules {
        let target = format!("RULE {} ON {on}", identifier(&rule.name));
        render_comment(&target, rule.comment.as_deref(), statements);
    }
}

fn annotate_sequence(sequence: &Sequence, statements: &mut Vec<String>) {
    let target = format!("SEQUENCE {}", qualified(&sequence.name));
    // A sequence that a column owns has the owner of the table.
    if sequence.owned_by_table.is_none() {
        render_owner(&target, sequence.owner.as_deref(), statements);
    }
    statements.extend(privileges::statements("", &target, &sequence.grants));
    render_comment(&target, sequence.comment.as_deref(), statements);
}
