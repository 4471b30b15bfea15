//! Statements for a scratch database: what they say of databases is meant of the one we made.
//!
//! Files often begin with `DROP DATABASE shop; CREATE DATABASE shop; USE shop`. Executed as they
//! stand they would change a database that somebody else owns.

use std::borrow::Cow;

use super::cursor::{Cursor, Unexpected};
use super::flavour::Flavour;
use super::lexer::without_marks;
use super::qualify::unqualify;

/// What the statements so far call the database.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    called: Option<String>,
}

impl Scratch {
    /// The statement as it is executed; none when there is nothing to do.
    ///
    /// # Errors
    /// When a second database is named.
    pub fn here<'t>(
        &mut self,
        text: &'t str,
        flavour: &Flavour,
    ) -> Result<Option<Cow<'t, str>>, String> {
        let plain = without_marks(text, flavour);
        let mut cursor = Cursor::new(&plain, flavour);
        if let Ok(Some(about)) = read(&mut cursor) {
            return self.apply(about);
        }
        let called = self.called.as_deref().unwrap_or_default();
        Ok(Some(unqualify(text, called, flavour)))
    }

    fn apply(&mut self, about: About) -> Result<Option<Cow<'static, str>>, String> {
        let (name, options) = match about {
            About::Drop => return Ok(None),
            About::Name { name, options } => (name, options),
        };
        if let Some(name) = name {
            let called = self.called.get_or_insert_with(|| name.clone());
            if *called != name {
                return Err(format!(
                    "the files are about two databases, `{called}` and `{name}`: leave one of them out"
                ));
            }
        }
        Ok((!options.is_empty()).then(|| format!("ALTER DATABASE {options}").into()))
    }
}

/// What a statement says of a database.
enum About {
    /// It goes; ours is empty when the files begin.
    Drop,
    /// It is made, changed or used, with these options.
    Name {
        name: Option<String>,
        options: String,
    },
}

fn read(cursor: &mut Cursor<'_>) -> Result<Option<About>, Unexpected> {
    let is_database =
        |cursor: &mut Cursor<'_>| cursor.accept_any(&["database", "schema"]).is_some();
    let named = |cursor: &mut Cursor<'_>| -> Result<Option<About>, Unexpected> {
        Ok(Some(About::Name {
            name: Some(cursor.name()?),
            options: cursor.rest().into(),
        }))
    };
    if cursor.accept(&["use"]) {
        return named(cursor);
    }
    if cursor.accept(&["drop"]) {
        return Ok(is_database(cursor).then_some(About::Drop));
    }
    if cursor.accept(&["create"]) {
        cursor.accept(&["or", "replace"]);
        if !is_database(cursor) {
            return Ok(None);
        }
        cursor.accept(&["if", "not", "exists"]);
        return named(cursor);
    }
    if !cursor.accept(&["alter"]) || !is_database(cursor) {
        return Ok(None);
    }
    let options = ["default", "character", "charset", "collate", "comment"];
    if options.iter().any(|word| cursor.sees(&[word])) {
        let options = cursor.rest().into();
        return Ok(Some(About::Name {
            name: None,
            options,
        }));
    }
    named(cursor)
}

#[cfg(test)]
mod tests {
    use super::super::flavour::MARIADB;
    use super::*;

    #[test]
    fn what_is_said_of_databases_is_meant_of_ours() {
        let mut scratch = Scratch::default();
        for (text, executed) in [
            ("DROP SCHEMA IF EXISTS shop", None),
            (
                "CREATE DATABASE IF NOT EXISTS `shop` /*!40100 DEFAULT CHARACTER SET latin1 */",
                Some("ALTER DATABASE DEFAULT CHARACTER SET latin1"),
            ),
            ("use shop", None),
            (
                "ALTER DATABASE shop CHARSET utf8mb4",
                Some("ALTER DATABASE CHARSET utf8mb4"),
            ),
            (
                "ALTER DATABASE CHARSET utf8mb4",
                Some("ALTER DATABASE CHARSET utf8mb4"),
            ),
            (
                "INSERT INTO shop.a VALUES ('shop.a')",
                Some("INSERT INTO a VALUES ('shop.a')"),
            ),
            (
                "CREATE TABLE use_ (a int)",
                Some("CREATE TABLE use_ (a int)"),
            ),
        ] {
            let found = scratch.here(text, &MARIADB).unwrap();
            assert_eq!(found.as_deref(), executed, "{text}");
        }
        assert!(scratch.here("USE other", &MARIADB).is_err());
    }
}
