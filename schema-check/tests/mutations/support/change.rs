//! Every change of a schema that touches one column or one value.

use std::fmt;

use serde_json::{Value, json};

use crate::module::Module;

/// A changed schema.
pub struct Change {
    what: &'static str,
    /// Where it is in the schema.
    place: String,
    /// The column or value that was changed.
    pub name: String,
    /// Whether a program that agreed before would fail at run time.
    pub breaks: bool,
    /// The schema after it.
    pub schema: Value,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}` of {}", self.what, self.name, self.place)
    }
}

/// All of them.
pub fn changes(module: &Module) -> Vec<Change> {
    let schema = &module.schema;
    let mut changes = Vec::new();
    for (kind, members) in [
        ("tables", "/columns"),
        ("views", "/columns"),
        ("types", "/kind/composite"),
    ] {
        for at in 0..schema[kind].as_array().map_or(0, Vec::len) {
            change_columns(module, &format!("/{kind}/{at}{members}"), &mut changes);
        }
    }
    for list in lists_of_values(schema, "") {
        change_values(schema, &list, &mut changes);
    }
    changes
}

fn change_columns(module: &Module, list: &str, changes: &mut Vec<Change>) {
    let schema = &module.schema;
    let columns = schema.pointer(list).and_then(Value::as_array);
    for (at, column) in columns.into_iter().flatten().enumerate() {
        let name = column["name"].as_str().unwrap().to_owned();
        let says = |word: &str| {
            column["test"]
                .as_array()
                .is_some_and(|t| t.contains(&json!(word)))
        };
        let is_used = !says("unused");
        let was_nullable = column["nullable"] == true;
        let mut push = |what, breaks, edit: &dyn Fn(&mut Vec<Value>)| {
            let mut schema = schema.clone();
            edit(schema.pointer_mut(list).unwrap().as_array_mut().unwrap());
            changes.push(Change {
                what,
                place: list.to_owned(),
                name: name.clone(),
                breaks,
                schema,
            });
        };
        push("drop", is_used, &|columns| drop(columns.remove(at)));
        // To a program that leaves a column out by its name, the new name is one more column.
        if is_used {
            push("rename", true, &|columns| {
                columns[at]["name"] = json!(format!("{name}_2"));
            });
        }
        push("retype", is_used && !says("any_type"), &|columns| {
            let other = json!(another_type(&columns[at]["logical"]));
            columns[at]["type"] = other.clone();
            columns[at]["logical"] = other;
        });
        // What reads the wider type holds the narrower one; a strict driver refuses to read it.
        let narrower = narrower(&column["logical"]).filter(|_| !says("any_type"));
        let is_judged = match column["logical"].as_str() {
            Some("text") => module.is_read_strictly(),
            _ => module.is_read_strictly() || !module.writes(),
        };
        if let Some(narrower) = narrower.filter(|_| is_judged) {
            let breaks = is_used && module.is_read_strictly();
            push("narrow", breaks, &|columns| {
                columns[at]["type"] = json!("narrower");
                columns[at]["logical"] = narrower.clone();
            });
        }
        push(
            "make nullable",
            is_used && !was_nullable && !says("optional"),
            &|columns| {
                columns[at]["nullable"] = json!(true);
            },
        );
        push("make NOT NULL", false, &|columns| {
            columns[at]["nullable"] = json!(false);
            // A column that an INSERT leaves out still gets a value.
            columns[at]["default"] = json!("…");
        });
    }
}

/// A type that is near and that no Rust type for the first one holds.
fn another_type(logical: &Value) -> &'static str {
    match logical.as_str() {
        Some("text" | "case_insensitive_text") => "bytes",
        Some("timestamp") => "timestamp_with_time_zone",
        Some("timestamp_with_time_zone" | "date") => "timestamp",
        Some("bool") => "int64",
        Some("json") => "interval",
        Some(_) => "text",
        None if logical.get("enum").is_some() => "text",
        None => "interval",
    }
}

/// A type whose values fit whatever holds the first one's.
fn narrower(logical: &Value) -> Option<Value> {
    Some(match logical.as_str()? {
        "int64" => json!("int32"),
        "int32" => json!("int16"),
        "float64" => json!("float32"),
        "text" => json!({"enum": "narrower"}),
        _ => return None,
    })
}

/// Where the schema lists the values of an enum, as pointers.
fn lists_of_values(value: &Value, at: &str) -> Vec<String> {
    match value {
        Value::Object(members) => members
            .iter()
            .flat_map(|(key, member)| {
                let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                let is_list = ["enum", "inline_enum", "inline_set", "values"].contains(&&**key);
                match member.is_array() && is_list {
                    true => vec![at],
                    false => lists_of_values(member, &at),
                }
            })
            .collect(),
        Value::Array(members) => (members.iter().enumerate())
            .flat_map(|(index, member)| lists_of_values(member, &format!("{at}/{index}")))
            .collect(),
        _ => Vec::new(),
    }
}

fn change_values(schema: &Value, list: &str, changes: &mut Vec<Change>) {
    let values = schema.pointer(list).and_then(Value::as_array).unwrap();
    let is_object = values[0].is_object();
    let text = |value: &Value| {
        value
            .as_str()
            .or(value["name"].as_str())
            .unwrap()
            .to_owned()
    };
    let value = |text: String| {
        if is_object {
            json!({"name": text})
        } else {
            json!(text)
        }
    };
    let mut push = |what, name: String, edit: &dyn Fn(&mut Vec<Value>)| {
        let mut schema = schema.clone();
        edit(schema.pointer_mut(list).unwrap().as_array_mut().unwrap());
        changes.push(Change {
            what,
            place: list.to_owned(),
            name,
            breaks: true,
            schema,
        });
    };
    // Where the values are integers, another one is one too.
    let other = |name: &str| format!("{name}7");
    for (at, known) in values.iter().enumerate() {
        let name = text(known);
        push("drop value", name.clone(), &|values| {
            drop(values.remove(at))
        });
        push("rename value", name.clone(), &|values| {
            values[at] = value(other(&name))
        });
    }
    let added = other(&text(&values[0]));
    push("add value", added.clone(), &|values| {
        values.push(value(added.clone()))
    });
}
