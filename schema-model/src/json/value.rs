//! From the model to JSON values.

use serde_json::{Map, Value};

use super::{Container, Sink, ToJson};

/// The JSON value of a part of the model.
pub fn to_value(content: &dyn ToJson) -> Value {
    let mut sink = ValueSink::default();
    content.to_json(&mut sink);
    sink.done
}

#[derive(Default)]
struct ValueSink {
    /// The value that was finished last; in the end the whole.
    done: Value,
    open: Vec<Open>,
}

enum Open {
    List(Vec<Value>),
    /// The fields, and the name of the one that comes next.
    Object(Map<String, Value>, String),
}

impl ValueSink {
    fn push(&mut self, value: Value) {
        match self.open.last_mut() {
            None => self.done = value,
            Some(Open::List(items)) => items.push(value),
            Some(Open::Object(fields, key)) => {
                fields.insert(std::mem::take(key), value);
            }
        }
    }
}

impl Sink for ValueSink {
    fn null(&mut self) {
        self.push(Value::Null);
    }

    fn bool(&mut self, value: bool) {
        self.push(value.into());
    }

    fn integer(&mut self, value: i64) {
        self.push(value.into());
    }

    fn text(&mut self, value: &str) {
        self.push(value.into());
    }

    fn begin(&mut self, container: Container) {
        self.open.push(match container {
            Container::List => Open::List(Vec::new()),
            Container::Object => Open::Object(Map::new(), String::new()),
        });
    }

    fn key(&mut self, name: &str) {
        if let Some(Open::Object(_, key)) = self.open.last_mut() {
            name.clone_into(key);
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Open::List(items)) => self.push(Value::Array(items)),
            Some(Open::Object(fields, _)) => self.push(Value::Object(fields)),
            None => {}
        }
    }
}
