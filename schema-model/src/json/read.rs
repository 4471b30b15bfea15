//! From JSON values to the model.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// Something that can be read from a JSON value.
pub trait FromJson: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// When the value is not what the type says.
    fn from_json(value: Value) -> Result<Self, JsonError>;
}

/// What is wrong with a value, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonError {
    /// The way to the place from the outside in, the last step first.
    path: Vec<Step>,
    message: String,
}

/// A step into a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Field(String),
    Item(usize),
}

impl JsonError {
    /// An error at the value itself.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            path: Vec::new(),
            message: message.into(),
        }
    }

    /// The same error, seen from the object whose field the value is.
    #[must_use]
    pub fn in_field(mut self, name: &str) -> Self {
        self.path.push(Step::Field(name.into()));
        self
    }

    fn in_item(mut self, index: usize) -> Self {
        self.path.push(Step::Item(index));
        self
    }

    /// The same error, told of one of the fields.
    #[must_use]
    pub fn at_field(mut self, name: &str) -> Self {
        self.path.insert(0, Step::Field(name.into()));
        self
    }

    /// The innermost field on the way to the place.
    pub fn field(&self) -> Option<&str> {
        self.path.iter().find_map(|step| match step {
            Step::Field(name) => Some(name.as_str()),
            Step::Item(_) => None,
        })
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The way to the place, from the outside in.
    pub(super) fn steps(&self) -> impl Iterator<Item = &Step> {
        self.path.iter().rev()
    }
}

/// The error that a value is not of the kind that is needed.
pub fn expected(what: &str, value: &Value) -> JsonError {
    let found = match value {
        Value::Null => "`null`".into(),
        Value::Bool(_) | Value::Number(_) => format!("`{value}`"),
        Value::String(_) => "a text".into(),
        Value::Array(_) => "a list".into(),
        Value::Object(_) => "an object".into(),
    };
    JsonError::new(format!("expected {what}, found {found}"))
}

/// The fields of an object, taken out one by one. Those that nobody takes are passed over: a newer
/// version may have written them.
#[derive(Debug)]
pub struct Fields(Map<String, Value>);

impl Fields {
    /// The fields of a value that must be an object.
    ///
    /// # Errors
    /// When it is none.
    pub fn of(value: Value) -> Result<Self, JsonError> {
        match value {
            Value::Object(fields) => Ok(Self(fields)),
            other => Err(expected("an object", &other)),
        }
    }

    /// A field that must be there.
    ///
    /// # Errors
    /// When it is not, or is not what the type says.
    pub fn required<T: FromJson>(&mut self, name: &str) -> Result<T, JsonError> {
        match self.0.remove(name) {
            Some(value) => T::from_json(value).map_err(|error| error.in_field(name)),
            None => Err(JsonError::new(format!("missing field `{name}`"))),
        }
    }

    /// A field that has its type's default when it is left out.
    ///
    /// # Errors
    /// When it is not what the type says.
    pub fn optional<T: FromJson + Default>(&mut self, name: &str) -> Result<T, JsonError> {
        // Most fields are left out of most objects.
        if self.0.is_empty() {
            return Ok(T::default());
        }
        match self.0.remove(name) {
            Some(value) => T::from_json(value).map_err(|error| error.in_field(name)),
            None => Ok(T::default()),
        }
    }

    /// A flag that is set when it is left out.
    ///
    /// # Errors
    /// When it is neither `true` nor `false`.
    pub fn usually_true(&mut self, name: &str) -> Result<bool, JsonError> {
        match self.0.contains_key(name) {
            true => self.required(name),
            false => Ok(true),
        }
    }

    /// Takes a field that only its presence matters of.
    pub fn has(&mut self, name: &str) -> bool {
        self.0.remove(name).is_some_and(|value| !value.is_null())
    }

    /// The names of the fields that nobody has taken.
    pub fn left(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// The word of a choice, and what it holds: `"bool"`, or `{"bits": 8}`.
///
/// # Errors
/// When the value is neither.
pub fn variant(value: Value) -> Result<(String, Option<Value>), JsonError> {
    match value {
        Value::String(word) => Ok((word, None)),
        Value::Object(fields) if fields.len() == 1 => {
            let (word, content) = fields.into_iter().next().expect("its length is 1");
            Ok((word, Some(content)))
        }
        other => Err(expected("a word, or an object with one field", &other)),
    }
}

/// The error of a word that no variant has, or that stands with content where it has none.
pub fn unknown_word(word: &str, has_content: bool, known: &[&str]) -> JsonError {
    if known.contains(&word) {
        return JsonError::new(match has_content {
            true => format!("expected the word `{word}` alone"),
            false => format!("expected an object with the field `{word}`"),
        });
    }
    let near = match crate::suggest::nearest(word, known.iter().copied()) {
        Some(near) => format!(" (did you mean `{near}`?)"),
        None => String::new(),
    };
    JsonError::new(format!("unknown word `{word}`{near}"))
}

impl FromJson for Fields {
    fn from_json(value: Value) -> Result<Self, JsonError> {
        Self::of(value)
    }
}

impl FromJson for String {
    fn from_json(value: Value) -> Result<Self, JsonError> {
        match value {
            Value::String(text) => Ok(text),
            other => Err(expected("a text", &other)),
        }
    }
}

impl FromJson for bool {
    fn from_json(value: Value) -> Result<Self, JsonError> {
        value
            .as_bool()
            .ok_or_else(|| expected("`true` or `false`", &value))
    }
}

macro_rules! integers {
    ($($ty:ty),*) => {$(
        impl FromJson for $ty {
            fn from_json(value: Value) -> Result<Self, JsonError> {
                let number = value.as_i64().and_then(|number| number.try_into().ok());
                number.ok_or_else(|| {
                    let limits = format!("a whole number from {} to {}", <$ty>::MIN, <$ty>::MAX);
                    expected(&limits, &value)
                })
            }
        }
    )*};
}

integers!(u32, i32, usize);

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: Value) -> Result<Self, JsonError> {
        match value {
            Value::Null => Ok(None),
            other => T::from_json(other).map(Some),
        }
    }
}

impl<T: FromJson> FromJson for Box<T> {
    fn from_json(value: Value) -> Result<Self, JsonError> {
        T::from_json(value).map(Box::new)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: Value) -> Result<Self, JsonError> {
        let Value::Array(items) = value else {
            return Err(expected("a list", &value));
        };
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            list.push(T::from_json(item).map_err(|error| error.in_item(index))?);
        }
        Ok(list)
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json(value: Value) -> Result<Self, JsonError> {
        let Fields(fields) = Fields::of(value)?;
        let mut map = BTreeMap::new();
        for (key, value) in fields {
            let value = T::from_json(value).map_err(|error| error.in_field(&key))?;
            map.insert(key, value);
        }
        Ok(map)
    }
}
