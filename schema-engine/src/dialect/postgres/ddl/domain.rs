//! `CREATE DOMAIN` and `ALTER DOMAIN`.

use schema_model::{Constraint, ConstraintKind, Domain, ObjectName, TypeKind};

use super::column::collation_name;
use super::constraint::{make_name, parse_constraint};
use super::cursor::Cursor;
use super::database::{absent, present};
use super::expression::printed_default;
use super::script::{Applied, Script, need, skip, unexpected};
use super::statement::new_identifier;
use super::type_name::{TypeName, parse_type};
use super::{meta_object, named_type};

/// `CREATE DOMAIN`, from the name on.
pub(super) fn create(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let name = cursor.name();
    let name = script.db.new_name(need(cursor, name, "a name")?);
    if script.db.types.contains_key(&name) {
        return Err(present("domain", &name.to_string()));
    }
    cursor.eat("as");
    let ty = parse_type(cursor, &script.db);
    let ty = need(cursor, ty, "a type")?;
    let mut domain = Domain {
        native_type: ty.native.clone(),
        logical_type: ty.logical.clone(),
        nullable: true,
        default: None,
        collation: None,
        constraints: Vec::new(),
    };
    while !cursor.is_done() {
        parse_attribute(script, cursor, &name, &mut domain, &ty)?;
    }
    named_type::add(&mut script.db, name, TypeKind::Domain(domain));
    Ok(())
}

fn parse_attribute(
    script: &Script,
    cursor: &mut Cursor<'_, '_>,
    name: &ObjectName,
    domain: &mut Domain,
    ty: &TypeName,
) -> Applied {
    let mut constraint = None;
    if cursor.eat("constraint") {
        constraint = cursor.identifier();
    }
    if cursor.eat("not null") {
        domain.nullable = false;
    } else if cursor.eat("null") {
        domain.nullable = true;
    } else if cursor.eat("collate") {
        let collation = cursor.name();
        domain.collation = collation_name(&need(cursor, collation, "a collation")?);
    } else if cursor.eat("default") {
        let text = cursor.take_until(|token| {
            let ends = ["not", "constraint", "check", "collate"];
            ends.iter().any(|word| token.is_word(word))
        });
        domain.default = printed_default(text, ty, &script.db);
    } else if cursor.at_word("check") {
        let found = parse_constraint(cursor, constraint, None);
        add_check(name, domain, need(cursor, found, "a check")?)?;
    } else {
        return Err(unexpected(cursor, "an attribute of a domain"));
    }
    Ok(())
}

/// Adds a check; one without a name gets that of the domain.
fn add_check(name: &ObjectName, domain: &mut Domain, mut check: Constraint) -> Applied {
    let is_used = |domain: &Domain, candidate: &str| {
        let mut names = domain.constraints.iter();
        names.any(|it| it.name.as_deref() == Some(candidate))
    };
    let mut pass = 0;
    while check.name.is_none() {
        let label = if pass == 0 {
            "check".into()
        } else {
            format!("check{pass}")
        };
        let candidate = make_name(&name.name, "", &label);
        check.name = Some(candidate).filter(|candidate| !is_used(domain, candidate));
        pass += 1;
    }
    let chosen = check.name.as_deref().unwrap_or_default();
    if is_used(domain, chosen) {
        return Err(present("constraint", &format!("{name}.{chosen}")));
    }
    if let ConstraintKind::Check(check) = &mut check.kind {
        check.column = None;
    }
    domain.constraints.push(check);
    Ok(())
}

/// `ALTER DOMAIN`, from the name on.
pub(super) fn alter(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let written = cursor.name();
    let written = need(cursor, written, "a name")?;
    let name = script.db.find_type(&written);
    let name = name.ok_or_else(|| absent("domain", &written.to_string()))?;
    if cursor.eat("owner to") {
        skip(cursor);
        return Ok(());
    }
    if cursor.eat("set schema") {
        let namespace = cursor.identifier();
        let namespace = need(cursor, namespace, "a namespace")?;
        let to = meta_object::in_namespace(&name, &namespace);
        return named_type::rename(script, &name, to);
    }
    if cursor.eat("rename to") {
        let to = cursor.identifier();
        let to = name.sibling(need(cursor, to, "a name")?);
        return named_type::rename(script, &name, to);
    }
    let known = script.db.types.get(&name).map(|ty| ty.kind.clone());
    let Some(TypeKind::Domain(mut domain)) = known else {
        return Err(absent("domain", &name.to_string()));
    };
    change(script, cursor, &name, &mut domain)?;
    if let Some(ty) = script.db.types.get_mut(&name) {
        ty.kind = TypeKind::Domain(domain);
    }
    Ok(())
}

fn change(
    script: &Script,
    cursor: &mut Cursor<'_, '_>,
    name: &ObjectName,
    domain: &mut Domain,
) -> Applied {
    if cursor.eat("set not null") {
        domain.nullable = false;
    } else if cursor.eat("drop not null") {
        domain.nullable = true;
    } else if cursor.eat("drop default") {
        domain.default = None;
    } else if cursor.eat("set default") {
        let ty = TypeName::known(&domain.native_type);
        domain.default = printed_default(cursor.take_until(|_| false), &ty, &script.db);
    } else if cursor.eat("add") {
        let ty = TypeName::known(&domain.native_type);
        parse_attribute(script, cursor, name, domain, &ty)?;
    } else if cursor.eat("drop constraint") {
        let careful = cursor.eat("if exists");
        let dropped = cursor.identifier();
        let dropped = need(cursor, dropped, "a constraint")?;
        let _ = cursor.eat("cascade") || cursor.eat("restrict");
        let before = domain.constraints.len();
        domain
            .constraints
            .retain(|it| it.name.as_deref() != Some(&dropped));
        if before == domain.constraints.len() && !careful {
            return Err(absent("constraint", &format!("{name}.{dropped}")));
        }
    } else if cursor.eat("rename constraint") {
        let from = cursor.identifier();
        let from = need(cursor, from, "a constraint")?;
        constraint(domain, name, &from)?.name = Some(new_identifier(cursor)?);
    } else if cursor.eat("validate constraint") {
        let valid = cursor.identifier();
        let valid = need(cursor, valid, "a constraint")?;
        constraint(domain, name, &valid)?.validated = true;
    } else {
        return Err(unexpected(cursor, "an action of `ALTER DOMAIN`"));
    }
    Ok(())
}

fn constraint<'d>(
    domain: &'d mut Domain,
    of: &ObjectName,
    name: &str,
) -> Applied<&'d mut Constraint> {
    let mut all = domain.constraints.iter_mut();
    let found = all.find(|it| it.name.as_deref() == Some(name));
    found.ok_or_else(|| absent("constraint", &format!("{of}.{name}")))
}
