//! Case conventions: the words of `rename_all`, and the names that an item may stand for.

use heck::{
    ToKebabCase, ToLowerCamelCase, ToPascalCase, ToShoutyKebabCase, ToShoutySnakeCase, ToSnakeCase,
    ToTitleCase, ToTrainCase,
};

/// A case convention.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// The word for it.
    pub word: &'static str,
    apply: fn(&str) -> String,
}

impl Case {
    /// Every convention, by the words of sqlx and serde and by those of heck.
    const ALL: &[Self] = &[
        Self {
            word: "snake_case",
            apply: |name| name.to_snake_case(),
        },
        Self {
            word: "lowercase",
            apply: |name| name.to_lowercase(),
        },
        Self {
            word: "UPPERCASE",
            apply: |name| name.to_uppercase(),
        },
        Self {
            word: "SCREAMING_SNAKE_CASE",
            apply: |name| name.to_shouty_snake_case(),
        },
        Self {
            word: "SHOUTY_SNAKE_CASE",
            apply: |name| name.to_shouty_snake_case(),
        },
        Self {
            word: "camelCase",
            apply: |name| name.to_lower_camel_case(),
        },
        Self {
            word: "lowerCamelCase",
            apply: |name| name.to_lower_camel_case(),
        },
        Self {
            word: "PascalCase",
            apply: |name| name.to_pascal_case(),
        },
        Self {
            word: "UpperCamelCase",
            apply: |name| name.to_pascal_case(),
        },
        Self {
            word: "kebab-case",
            apply: |name| name.to_kebab_case(),
        },
        Self {
            word: "SCREAMING-KEBAB-CASE",
            apply: |name| name.to_shouty_kebab_case(),
        },
        Self {
            word: "SHOUTY-KEBAB-CASE",
            apply: |name| name.to_shouty_kebab_case(),
        },
        Self {
            word: "Title Case",
            apply: |name| name.to_title_case(),
        },
        Self {
            word: "Train-Case",
            apply: |name| name.to_train_case(),
        },
    ];

    /// The convention of that word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|case| case.word == word)
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied()
    }

    /// The name in this convention.
    pub fn apply(self, name: &str) -> String {
        (self.apply)(name)
    }
}

/// The names that a table of a struct may have: the struct's own in snake case, and its plural.
pub fn table_names(name: &str) -> [String; 2] {
    let singular = name.to_snake_case();
    let plural = match singular.rsplit_once('_') {
        Some((head, last)) => format!("{head}_{}", plural(last)),
        None => plural(&singular),
    };
    [singular, plural]
}

const IRREGULAR: &[(&str, &str)] = &[
    ("person", "people"),
    ("child", "children"),
    ("man", "men"),
    ("woman", "women"),
    ("mouse", "mice"),
    ("foot", "feet"),
    ("tooth", "teeth"),
    ("datum", "data"),
    ("medium", "media"),
    ("criterion", "criteria"),
    ("index", "indexes"),
    ("quiz", "quizzes"),
    ("leaf", "leaves"),
    ("shelf", "shelves"),
    ("half", "halves"),
    ("life", "lives"),
    ("analysis", "analyses"),
    ("basis", "bases"),
    ("series", "series"),
    ("species", "species"),
    ("news", "news"),
];

fn plural(word: &str) -> String {
    if let Some((_, plural)) = IRREGULAR.iter().find(|(singular, _)| *singular == word) {
        return (*plural).to_owned();
    }
    let before_y = word.strip_suffix('y').and_then(|stem| stem.chars().last());
    if before_y.is_some_and(|letter| !"aeiou".contains(letter)) {
        return format!("{}ies", &word[..word.len() - 1]);
    }
    if ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|end| word.ends_with(end))
    {
        return format!("{word}es");
    }
    format!("{word}s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_struct_stands_for_its_singular_and_its_plural() {
        for (name, expected) in [
            ("User", ["user", "users"]),
            ("OrderEntry", ["order_entry", "order_entries"]),
            ("Address", ["address", "addresses"]),
            ("StaffPerson", ["staff_person", "staff_people"]),
            ("Day", ["day", "days"]),
        ] {
            assert_eq!(table_names(name), expected);
        }
    }
}
