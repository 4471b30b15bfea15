//! `ALTER TABLE … ALTER COLUMN`.

use schema_model::{Column, Generated, Identity, Options};

use super::alter::{Target, change_family};
use super::column::{collation_name, foreign_options};
use super::cursor::Cursor;
use super::database::{Database, absent};
use super::expression::printed_default;
use super::index::parse_options;
use super::script::{Applied, Script, expect, need, skip, unexpected};
use super::sequence::{SequenceText, alter_identity, parse_sequence_options};
use super::table::set_identity;
use super::type_name::{TypeName, parse_type};

/// Alters one column, and the columns of children that are the same one.
pub(super) fn alter_column(
    script: &mut Script,
    item: &mut Cursor<'_, '_>,
    target: &Target,
) -> Applied {
    let name = item.identifier();
    let name = need(item, name, "a column")?;
    if script.db.tables[&target.name].column(&name).is_none() {
        return Err(absent("column", &format!("{}.{name}", target.name)));
    }
    if item.eat("add generated") {
        return add_identity(script, item, target, &name);
    }
    if item.eat("drop identity") {
        item.eat("if exists");
        return change(script, target, &name, false, |column| {
            column.identity = None
        });
    }
    let sets_identity = [
        "generated",
        "increment",
        "start",
        "cache",
        "no",
        "cycle",
        "minvalue",
        "maxvalue",
        "restart",
    ];
    if item.at_word("restart") || item.at_word("set") && item.slice(1, 2).at_any(&sets_identity) {
        return set_identity_options(script, item, target, &name);
    }
    let altered = parse_change(item, &script.db, &script.db.tables[&target.name], &name)?;
    change(script, target, &name, altered.is_inherited, altered.apply)
}

/// Changes a column.
type Apply = Box<dyn Fn(&mut Column)>;

/// What happens to a column.
struct Altered {
    apply: Apply,
    /// Whether it happens to the columns of children too.
    is_inherited: bool,
}

fn change(
    script: &mut Script,
    target: &Target,
    name: &str,
    is_inherited: bool,
    apply: impl Fn(&mut Column),
) -> Applied {
    change_family(script, target, |_, table, is_child| {
        let column = table.columns.iter_mut().find(|it| it.name == name);
        if let Some(column) = column.filter(|_| is_inherited || !is_child) {
            apply(column);
        }
        Ok(())
    })
}

fn parse_change(
    item: &mut Cursor<'_, '_>,
    db: &Database,
    table: &schema_model::Table,
    name: &str,
) -> Applied<Altered> {
    let inherited = |apply: Apply| {
        Ok(Altered {
            apply,
            is_inherited: true,
        })
    };
    if item.eat("set data type") || item.eat("type") {
        return inherited(new_type(item, db)?);
    }
    if item.eat("set default") {
        let column = table.column(name);
        let ty = column.map(|column| TypeName {
            logical: column.logical_type.clone(),
            ..type_of(column)
        });
        let text = item.take_until(|_| false);
        let default = ty.and_then(|ty| printed_default(text, &ty, db));
        return inherited(Box::new(move |column| column.default.clone_from(&default)));
    }
    if item.eat("drop default") {
        return inherited(Box::new(|column| column.default = None));
    }
    if item.eat("set not null") {
        return inherited(Box::new(|column| column.nullable = false));
    }
    if item.eat("drop not null") {
        return inherited(Box::new(|column| {
            column.nullable = true;
            column.not_null_name = None;
        }));
    }
    if item.eat("drop expression") {
        item.eat("if exists");
        return inherited(Box::new(|column| column.generated = None));
    }
    if item.eat("set expression as") {
        let inner = item.parenthesized();
        let expression = need(item, inner, "an expression")?.unparenthesized();
        let expression = expression.to_owned();
        return inherited(Box::new(move |column| {
            let stored = column.generated.as_ref().is_some_and(|it| it.stored);
            column.generated = Some(Box::new(Generated {
                expression: expression.clone(),
                stored,
            }));
        }));
    }
    parse_option(item)
}

/// The type that a column has, to print its default with.
fn type_of(column: &Column) -> TypeName {
    let element = column.native_type.trim_end_matches("[]");
    let bare = match element.find('(') {
        Some(at) => {
            let rest = element[at..].split_once(')').map_or("", |(_, rest)| rest);
            format!("{}{rest}", &element[..at])
        }
        None => element.to_owned(),
    };
    TypeName {
        native: column.native_type.clone(),
        bare,
        ..TypeName::known("text")
    }
}

fn new_type(item: &mut Cursor<'_, '_>, db: &Database) -> Applied<Apply> {
    let ty = parse_type(item, db);
    let ty = need(item, ty, "a type")?;
    let mut collation = None;
    if item.eat("collate") {
        let name = item.name();
        collation = collation_name(&need(item, name, "a collation")?);
    }
    if item.eat("using") {
        skip(item);
    }
    Ok(Box::new(move |column| {
        column.native_type.clone_from(&ty.native);
        column.logical_type = ty.logical.clone();
        column.dimensions = ty.dimensions;
        column.collation.clone_from(&collation);
        recast(column, &ty);
    }))
}

/// A constant default has the cast of the new type.
fn recast(column: &mut Column, ty: &TypeName) {
    let Some(default) = &column.default else {
        return;
    };
    let constant = default
        .rsplit_once("'::")
        .map(|(text, _)| format!("{text}'"));
    let is_constant = |text: &String| {
        let inner = text.get(1..text.len() - 1).unwrap_or_default();
        text.starts_with('\'') && !inner.replace("''", "").contains('\'')
    };
    if let Some(text) = constant.filter(is_constant) {
        column.default = Some(format!("{text}::{}", ty.cast()));
    }
}

fn parse_option(item: &mut Cursor<'_, '_>) -> Applied<Altered> {
    let mut sets = Options::new();
    let mut removes: Vec<String> = Vec::new();
    if let Some(words) = item.eat_any(&["set statistics", "set storage", "set compression"]) {
        let key = &words["set ".len()..];
        let value = item.number().or_else(|| item.identifier());
        let value = need(item, value, "a value")?;
        match ["default", "-1"].contains(&value.as_str()) {
            true => removes.push(key.into()),
            false => drop(sets.insert(key.into(), value)),
        }
    } else if item.eat("set") {
        let inner = item.parenthesized();
        sets = parse_options(need(item, inner, "`(`")?);
    } else if item.eat("reset") {
        let inner = item.parenthesized();
        removes.extend(parse_options(need(item, inner, "`(`")?).into_keys());
    } else if item.eat("options") {
        let inner = item.parenthesized();
        sets = foreign_options(need(item, inner, "`(`")?);
    } else {
        return Err(unexpected(item, "an action of `ALTER COLUMN`"));
    }
    Ok(Altered {
        apply: Box::new(move |column| {
            column.options.extend(sets.clone());
            column.options.retain(|key, _| !removes.contains(key));
        }),
        is_inherited: false,
    })
}

fn add_identity(
    script: &mut Script,
    item: &mut Cursor<'_, '_>,
    target: &Target,
    name: &str,
) -> Applied {
    let always = item.eat("always");
    if !always {
        expect(item, "by default")?;
    }
    expect(item, "as identity")?;
    let sequence = match item.parenthesized() {
        Some(mut inner) => parse_sequence_options(&mut inner)?,
        None => SequenceText::default(),
    };
    script.db.change_table(&target.name, |db, table| {
        let Some(position) = table.columns.iter().position(|it| it.name == name) else {
            return Ok(());
        };
        let mut column = table.columns[position].clone();
        column.nullable = false;
        column.identity = Some(Box::new(Identity {
            always,
            sequence: None,
            options: Options::new(),
        }));
        set_identity(db, table, &mut column, &sequence);
        table.columns[position] = column;
        Ok(())
    })
}

fn set_identity_options(
    script: &mut Script,
    item: &mut Cursor<'_, '_>,
    target: &Target,
    name: &str,
) -> Applied {
    script.db.change_table(&target.name, |_, table| {
        let column = table.columns.iter_mut().find(|it| it.name == name);
        let Some(column) = column else { return Ok(()) };
        let Some(identity) = &mut column.identity else {
            return Err(absent("identity of column", name));
        };
        if item.clone().eat("set generated always") {
            identity.always = true;
        } else if item.clone().eat("set generated by default") {
            identity.always = false;
        }
        identity.options = alter_identity(item, &identity.options, &column.native_type)?;
        Ok(())
    })
}
