//! From the model to JSON, as a sequence of events.

use std::collections::BTreeMap;

/// Something that can be written as JSON.
pub trait ToJson {
    /// Writes it.
    fn to_json(&self, sink: &mut dyn Sink);
}

/// What takes JSON, piece by piece.
pub trait Sink {
    /// `null`.
    fn null(&mut self);
    /// `true` or `false`.
    fn bool(&mut self, value: bool);
    /// A whole number.
    fn integer(&mut self, value: i64);
    /// A text.
    fn text(&mut self, value: &str);
    /// Begins a list or an object.
    fn begin(&mut self, container: Container);
    /// The name of the field whose value comes next.
    fn key(&mut self, name: &str);
    /// Ends what was begun last.
    fn end(&mut self);
}

/// What has other values in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// `[…]`
    List,
    /// `{…}`
    Object,
}

/// Writes a field.
pub fn field(sink: &mut dyn Sink, name: &str, value: &dyn ToJson) {
    sink.key(name);
    value.to_json(sink);
}

/// Writes an object with one field, which is how a choice that holds something is written.
pub fn single(sink: &mut dyn Sink, name: &str, value: &dyn ToJson) {
    sink.begin(Container::Object);
    field(sink, name, value);
    sink.end();
}

/// Whether a value is its type's default, and so left out.
pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl ToJson for String {
    fn to_json(&self, sink: &mut dyn Sink) {
        sink.text(self);
    }
}

impl ToJson for bool {
    fn to_json(&self, sink: &mut dyn Sink) {
        sink.bool(*self);
    }
}

impl ToJson for u32 {
    fn to_json(&self, sink: &mut dyn Sink) {
        sink.integer((*self).into());
    }
}

impl ToJson for i32 {
    fn to_json(&self, sink: &mut dyn Sink) {
        sink.integer((*self).into());
    }
}

impl ToJson for usize {
    fn to_json(&self, sink: &mut dyn Sink) {
        // Counts of things in memory; none comes near the limit.
        sink.integer(i64::try_from(*self).unwrap_or(i64::MAX));
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self, sink: &mut dyn Sink) {
        match self {
            Some(value) => value.to_json(sink),
            None => sink.null(),
        }
    }
}

impl<T: ToJson> ToJson for Box<T> {
    fn to_json(&self, sink: &mut dyn Sink) {
        T::to_json(self, sink);
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self, sink: &mut dyn Sink) {
        sink.begin(Container::List);
        for item in self {
            item.to_json(sink);
        }
        sink.end();
    }
}

impl<T: ToJson> ToJson for BTreeMap<String, T> {
    fn to_json(&self, sink: &mut dyn Sink) {
        sink.begin(Container::Object);
        for (key, value) in self {
            field(sink, key, value);
        }
        sink.end();
    }
}
