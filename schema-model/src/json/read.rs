//! From JSON values to the model.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::tree::{Content, Json};

/// Something that can be read from a JSON value.
pub trait FromJson: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// When the value is not what the type says.
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError>;

    /// Reads it from a value of `serde_json`.
    ///
    /// # Errors
    /// As [`FromJson::from_json`].
    fn from_value(value: &Value) -> Result<Self, JsonError> {
        Self::from_json(&value.into())
    }
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
pub fn expected(what: &str, json: &Json<'_>) -> JsonError {
    let found = match &json.content {
        Content::Null => "`null`".into(),
        Content::Bool(value) => format!("`{value}`"),
        Content::Number(number) => format!("`{number}`"),
        Content::Text(_) => "a text".into(),
        Content::List(_) => "a list".into(),
        Content::Object(_) => "an object".into(),
    };
    JsonError::new(format!("expected {what}, found {found}"))
}

/// The fields of an object, each of which is asked for once. Those that nobody asks for are passed
/// over: a newer version may have written them.
#[derive(Debug)]
pub struct Fields<'a> {
    all: &'a [(Cow<'a, str>, Json<'a>)],
    /// Behind the field that was found last. Most stand in the order in which they are asked for.
    next: usize,
    /// How many were not asked for yet. Most fields are left out of most objects, and this is code that
    /// is not optimised: whoever reads many looks here before they ask.
    pub(crate) left: usize,
}

impl<'a> Fields<'a> {
    /// The fields of a value that must be an object.
    ///
    /// # Errors
    /// When it is none.
    pub fn of(json: &'a Json<'_>) -> Result<Self, JsonError> {
        match &json.content {
            Content::Object(all) => Ok(Self {
                all,
                next: 0,
                left: all.len(),
            }),
            _ => Err(expected("an object", json)),
        }
    }

    fn find(&mut self, name: &str) -> Option<&'a Json<'a>> {
        if self.left == 0 {
            return None;
        }
        let mut unseen = self.all.len();
        let mut place = self.next;
        while unseen > 0 {
            if place == self.all.len() {
                place = 0;
            }
            let (key, json) = &self.all[place];
            place += 1;
            if key == name {
                self.next = place;
                self.left -= 1;
                return Some(json);
            }
            unseen -= 1;
        }
        None
    }

    /// A field that must be there.
    ///
    /// # Errors
    /// When it is not, or is not what the type says.
    pub fn required<T: FromJson>(&mut self, name: &str) -> Result<T, JsonError> {
        match self.find(name) {
            Some(json) => T::from_json(json).map_err(|error| error.in_field(name)),
            None => Err(JsonError::new(format!("missing field `{name}`"))),
        }
    }

    /// A field that has its type's default when it is left out.
    ///
    /// # Errors
    /// When it is not what the type says.
    pub fn optional<T: FromJson + Default>(&mut self, name: &str) -> Result<T, JsonError> {
        match self.find(name) {
            Some(json) => T::from_json(json).map_err(|error| error.in_field(name)),
            None => Ok(T::default()),
        }
    }

    /// A flag that is set when it is left out.
    ///
    /// # Errors
    /// When it is neither `true` nor `false`.
    pub fn usually_true(&mut self, name: &str) -> Result<bool, JsonError> {
        Ok(self.optional::<Option<bool>>(name)?.unwrap_or(true))
    }

    /// Asks for a field that only its presence matters of.
    pub fn has(&mut self, name: &str) -> bool {
        self.find(name)
            .is_some_and(|json| json.content != Content::Null)
    }

    /// The names of all fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|(name, _)| name.as_ref())
    }
}

/// The word of a choice, and what it holds: `"bool"`, or `{"bits": 8}`.
///
/// # Errors
/// When the value is neither.
pub fn variant<'a>(json: &'a Json<'_>) -> Result<(&'a str, Option<&'a Json<'a>>), JsonError> {
    match &json.content {
        Content::Text(word) => Ok((word, None)),
        Content::Object(fields) if fields.len() == 1 => Ok((&fields[0].0, Some(&fields[0].1))),
        _ => Err(expected("a word, or an object with one field", json)),
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

impl FromJson for String {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        match &json.content {
            Content::Text(text) => Ok(text.as_ref().to_owned()),
            _ => Err(expected("a text", json)),
        }
    }
}

impl FromJson for bool {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        match json.content {
            Content::Bool(value) => Ok(value),
            _ => Err(expected("`true` or `false`", json)),
        }
    }
}

macro_rules! integers {
    ($($ty:ty),*) => {$(
        impl FromJson for $ty {
            fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
                let number = match &json.content {
                    Content::Number(number) => number.as_i64(),
                    _ => None,
                };
                let number = number.and_then(|number| number.try_into().ok());
                number.ok_or_else(|| {
                    let limits = format!("a whole number from {} to {}", <$ty>::MIN, <$ty>::MAX);
                    expected(&limits, json)
                })
            }
        }
    )*};
}

integers!(u32, i32, usize);

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        match json.content {
            Content::Null => Ok(None),
            _ => T::from_json(json).map(Some),
        }
    }
}

impl<T: FromJson> FromJson for Box<T> {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        T::from_json(json).map(Box::new)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let Content::List(items) = &json.content else {
            return Err(expected("a list", json));
        };
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            list.push(T::from_json(item).map_err(|error| error.in_item(index))?);
        }
        Ok(list)
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let mut map = BTreeMap::new();
        for (key, json) in Fields::of(json)?.all {
            let value = T::from_json(json).map_err(|error| error.in_field(key))?;
            map.insert(key.as_ref().to_owned(), value);
        }
        Ok(map)
    }
}
