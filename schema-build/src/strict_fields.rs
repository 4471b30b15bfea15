//! Reading objects that people write by hand: a field that nobody knows is an error.

use schema_model::json::{Content, Fields, FromJson, Json, JsonError, expected};
use schema_model::suggest;

/// The fields of an object, taken out one by one; in the end none may be left.
pub(crate) struct StrictFields<'a> {
    fields: Fields<'a>,
    known: Vec<&'static str>,
}

impl<'a> StrictFields<'a> {
    pub(crate) fn of(json: &'a Json<'_>) -> Result<Self, JsonError> {
        let fields = Fields::of(json)?;
        Ok(Self {
            fields,
            known: Vec::new(),
        })
    }

    /// A field that may be left out.
    pub(crate) fn take<T: FromJson>(&mut self, name: &'static str) -> Result<Option<T>, JsonError> {
        self.known.push(name);
        self.fields.optional(name)
    }

    /// Says which field nobody knows.
    pub(crate) fn finish(self) -> Result<(), JsonError> {
        let mut names = self.fields.names();
        let Some(unknown) = names.find(|name| !self.known.contains(name)) else {
            return Ok(());
        };
        let message = format!("unknown field `{unknown}`{}", advice(unknown, &self.known));
        Err(JsonError::new(message).at_field(unknown))
    }
}

/// One of a few words.
pub(crate) fn word<T: Copy>(json: &Json<'_>, words: &[(&str, T)]) -> Result<T, JsonError> {
    let Content::Text(found) = &json.content else {
        return Err(expected("a text", json));
    };
    match words.iter().find(|(word, _)| word == found) {
        Some((_, meaning)) => Ok(*meaning),
        None => {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let advice = advice(found, &known);
            Err(JsonError::new(format!("unknown word `{found}`{advice}")))
        }
    }
}

/// What there is instead, and what is near.
fn advice(found: &str, known: &[&str]) -> String {
    let list: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let near = match suggest::nearest(found, known.iter().copied()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => String::new(),
    };
    format!(", expected one of {}{near}", list.join(", "))
}
