//! Triggers, rules and policies.

use schema_model::{Options, Policy, Rule, Table, Trigger};

use super::cursor::Cursor;
use super::database::absent;
use super::script::{Applied, Script, expect, need, skip, unexpected};
use super::statement::new_identifier;

/// `CREATE TRIGGER`; `start` stands before what follows `CREATE`.
pub(super) fn create_trigger(
    script: &mut Script,
    start: Cursor<'_, '_>,
    cursor: &mut Cursor<'_, '_>,
) -> Applied {
    cursor.eat("constraint");
    expect(cursor, "trigger")?;
    let name = cursor.identifier();
    let name = need(cursor, name, "a name")?;
    let timing = cursor.eat_any(&["before", "after", "instead of"]);
    let mut events = Vec::new();
    loop {
        let event = cursor.eat_any(&["insert", "update", "delete", "truncate"]);
        events.push(need(cursor, event, "an event")?.to_owned());
        if cursor.eat("of") {
            cursor.names();
        }
        if !cursor.eat("or") {
            break;
        }
    }
    let order = ["insert", "delete", "update", "truncate"];
    events.sort_by_key(|event| order.iter().position(|known| known == event));
    expect(cursor, "on")?;
    let on = cursor.name();
    let on = need(cursor, on, "a table")?;
    skip(cursor);
    let trigger = Trigger {
        name,
        timing: timing.map(|timing| timing.replace(' ', "_")),
        events,
        definition: format!("CREATE {}", start.text()),
        enabled: true,
        options: Options::new(),
        comment: None,
    };
    if let Some(view) = script.db.find_view(&on) {
        let view = script.db.views.get_mut(&view);
        replace(view.map(|view| &mut view.triggers), trigger);
        return Ok(());
    }
    let table = script.db.table(&on)?;
    let table = script.db.tables.get_mut(&table);
    replace(table.map(|table| &mut table.triggers), trigger);
    Ok(())
}

fn replace(triggers: Option<&mut Vec<Trigger>>, trigger: Trigger) {
    if let Some(triggers) = triggers {
        triggers.retain(|known| known.name != trigger.name);
        triggers.push(trigger);
    }
}

/// `CREATE RULE`, from the name on.
pub(super) fn create_rule(
    script: &mut Script,
    start: Cursor<'_, '_>,
    cursor: &mut Cursor<'_, '_>,
) -> Applied {
    let name = cursor.identifier();
    let name = need(cursor, name, "a name")?;
    expect(cursor, "as on")?;
    cursor.bump();
    expect(cursor, "to")?;
    let on = cursor.name();
    let on = need(cursor, on, "a table")?;
    skip(cursor);
    let text = start.text();
    let rule = Rule {
        name,
        definition: format!(
            "CREATE {}",
            text.strip_prefix("OR REPLACE ").unwrap_or(text)
        ),
        enabled: true,
        options: Options::new(),
        comment: None,
    };
    let view = script.db.find_view(&on);
    if let Some(view) = view.and_then(|view| script.db.views.get_mut(&view)) {
        view.rules.retain(|known| known.name != rule.name);
        view.rules.push(rule);
        return Ok(());
    }
    let table = script.db.table(&on)?;
    if let Some(table) = script.db.tables.get_mut(&table) {
        table.rules.retain(|known| known.name != rule.name);
        table.rules.push(rule);
    }
    Ok(())
}

/// `CREATE POLICY`, from the name on.
pub(super) fn create_policy(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let name = cursor.identifier();
    let name = need(cursor, name, "a name")?;
    expect(cursor, "on")?;
    let on = cursor.name();
    let on = script.db.table(&need(cursor, on, "a table")?)?;
    let mut policy = Policy {
        name,
        command: "all".into(),
        permissive: true,
        roles: Vec::new(),
        using: None,
        with_check: None,
        comment: None,
    };
    if cursor.eat("as") {
        policy.permissive = cursor.eat("permissive") || !cursor.eat("restrictive");
    }
    if cursor.eat("for") {
        let command = cursor.identifier();
        policy.command = need(cursor, command, "a command")?;
    }
    parse_policy(cursor, &mut policy)?;
    if let Some(table) = script.db.tables.get_mut(&on) {
        table.policies.push(policy);
    }
    Ok(())
}

fn parse_policy(cursor: &mut Cursor<'_, '_>, policy: &mut Policy) -> Applied {
    while !cursor.is_done() {
        if cursor.eat("to") {
            let mut roles = Vec::new();
            loop {
                cursor.eat("group");
                let role = cursor.identifier();
                roles.push(need(cursor, role, "a role")?);
                if !cursor.eat_symbol(",") {
                    break;
                }
            }
            // Everyone is everyone, whoever else is named.
            roles.sort();
            let for_all = roles.iter().any(|role| role == "public");
            policy.roles = if for_all { Vec::new() } else { roles };
        } else if cursor.eat("using") {
            let inner = cursor.parenthesized();
            policy.using = Some(need(cursor, inner, "`(`")?.text().to_owned());
        } else if cursor.eat("with check") {
            let inner = cursor.parenthesized();
            policy.with_check = Some(need(cursor, inner, "`(`")?.text().to_owned());
        } else {
            return Err(unexpected(cursor, "`TO`, `USING` or `WITH CHECK`"));
        }
    }
    Ok(())
}

/// `ALTER POLICY`, from the name on.
pub(super) fn alter_policy(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let name = cursor.identifier();
    let name = need(cursor, name, "a name")?;
    expect(cursor, "on")?;
    let on = cursor.name();
    let on = script.db.table(&need(cursor, on, "a table")?)?;
    let table = script.db.tables.get_mut(&on);
    let mut policies = table.into_iter().flat_map(|table| &mut table.policies);
    let found = policies.find(|policy| policy.name == name);
    let policy = found.ok_or_else(|| absent("policy", &format!("{on}.{name}")))?;
    if cursor.eat("rename") {
        policy.name = new_identifier(cursor)?;
        return Ok(());
    }
    parse_policy(cursor, policy)
}

/// `ALTER TRIGGER name ON table RENAME TO name`, from the name on; the same of rules.
pub(super) fn rename(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let from = cursor.identifier();
    let from = need(cursor, from, "a name")?;
    expect(cursor, "on")?;
    let on = cursor.name();
    let on = script.db.table(&need(cursor, on, "a table")?)?;
    if cursor.eat("depends on") || cursor.eat("no depends on") {
        skip(cursor);
        return Ok(());
    }
    expect(cursor, "rename")?;
    let to = new_identifier(cursor)?;
    let Some(table) = script.db.tables.get_mut(&on) else {
        return Ok(());
    };
    for trigger in table.triggers.iter_mut().filter(|it| it.name == from) {
        trigger.name.clone_from(&to);
    }
    for rule in table.rules.iter_mut().filter(|it| it.name == from) {
        rule.name.clone_from(&to);
    }
    Ok(())
}

/// `ENABLE ALWAYS TRIGGER name` and its kin.
pub(super) fn enable(table: &mut Table, item: &mut Cursor<'_, '_>) -> Applied {
    let enables = item.eat("enable");
    if !enables {
        expect(item, "disable")?;
    }
    let when = item.eat_any(&["always", "replica"]);
    let of_rule = item.eat("rule");
    if !of_rule {
        expect(item, "trigger")?;
    }
    let all = !of_rule && item.eat_any(&["all", "user"]).is_some();
    let name = if all { None } else { item.identifier() };
    let options: Options = when
        .map(|when| ("enabled".into(), when.into()))
        .into_iter()
        .collect();
    let is_it = |known: &str| all || name.as_deref() == Some(known);
    if of_rule {
        for rule in table.rules.iter_mut().filter(|it| is_it(&it.name)) {
            (rule.enabled, rule.options) = (enables, options.clone());
        }
    } else {
        for trigger in table.triggers.iter_mut().filter(|it| is_it(&it.name)) {
            (trigger.enabled, trigger.options) = (enables, options.clone());
        }
    }
    Ok(())
}
