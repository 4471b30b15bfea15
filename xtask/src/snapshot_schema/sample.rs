//! Values made from a JSON Schema, with every property filled and every alternative taken.
//!
//! So the tests cover what the model has, and a new field is covered when it is added.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Makes values.
pub struct Sampler<'a> {
    definitions: &'a Map<String, Value>,
    /// The definitions that are being sampled; a type inside itself stays shallow.
    open: Vec<&'a str>,
    /// Names are unique.
    names: usize,
}

impl<'a> Sampler<'a> {
    /// A sampler over the definitions of a schema.
    pub fn new(definitions: &'a Map<String, Value>) -> Self {
        Self {
            definitions,
            open: Vec::new(),
            names: 0,
        }
    }

    /// Values of a definition that take each alternative at least once.
    pub fn definition(&mut self, name: &'a str) -> Vec<Value> {
        if self.open.contains(&name) {
            return vec!["text".into()];
        }
        match name {
            "ObjectName" => return vec![self.name()],
            "ObjectKey" => return vec!["table:public.users".into()],
            _ => {}
        }
        self.open.push(name);
        let values = self.values(&self.definitions[name]);
        self.open.pop();
        values
    }

    fn name(&mut self) -> Value {
        self.names += 1;
        format!("public.name{}", self.names).into()
    }

    fn values(&mut self, schema: &'a Value) -> Vec<Value> {
        if let Some(reference) = schema["$ref"].as_str() {
            return self.definition(reference.trim_start_matches("#/$defs/"));
        }
        if let Some(value) = schema.get("const") {
            return vec![value.clone()];
        }
        if let Some(values) = schema["enum"].as_array() {
            return values.clone();
        }
        if let Some(all) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
            return all.iter().flat_map(|one| self.values(one)).collect();
        }
        self.values_of_type(schema)
    }

    fn values_of_type(&mut self, schema: &'a Value) -> Vec<Value> {
        // `["string", "null"]` is sampled as a string.
        let ty = schema["type"].as_str().or(schema["type"][0].as_str());
        match ty {
            Some("object") => self.objects(schema),
            Some("array") => vec![self.values(&schema["items"]).into()],
            // One of them is the default and is left out, the other is written.
            Some("boolean") => vec![true.into(), false.into()],
            Some("integer") => vec![7.into()],
            Some("string") => vec![self.name()],
            Some("null") => Vec::new(),
            other => panic!("a type that the sampler does not know: {other:?} in {schema}"),
        }
    }

    fn objects(&mut self, schema: &'a Value) -> Vec<Value> {
        let Some(properties) = schema["properties"].as_object() else {
            return vec![json!({"some option": "some value"})];
        };
        let filled: Vec<(&String, Vec<Value>)> = properties
            .iter()
            .map(|(name, schema)| (name, self.values(schema)))
            .collect();
        let count = filled.iter().map(|(_, values)| values.len()).max();
        (0..count.unwrap_or(0))
            .map(|nth| {
                let pick = |values: &[Value]| values[nth % values.len()].clone();
                let mut object: Map<_, _> = filled
                    .iter()
                    .map(|(name, values)| ((*name).clone(), pick(values)))
                    .collect();
                if nth > 0 && object.contains_key("name") {
                    object.insert("name".into(), self.name());
                }
                Value::Object(object)
            })
            .collect()
    }
}

/// The places in a value, without the positions in lists: `tables.columns.name`.
pub fn paths(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(value, "", &mut found);
    found
}

fn collect(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, path, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = format!("{path}.{name}");
                collect(value, &path, found);
                found.insert(path);
            }
        }
        _ => {}
    }
}
