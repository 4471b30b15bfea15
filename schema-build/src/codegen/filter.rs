//! Which tables and views are generated.

use schema_model::{ObjectName, Schema, suggest};

use crate::{BuildError, ModelSettings};

/// `include` and `exclude`.
pub(super) struct Filter<'a> {
    include: &'a [String],
    exclude: &'a [String],
}

impl<'a> Filter<'a> {
    pub(super) fn new(settings: &'a ModelSettings, schema: &Schema) -> Result<Self, BuildError> {
        let names: Vec<&ObjectName> = schema
            .tables
            .iter()
            .map(|table| &table.name)
            .chain(schema.views.iter().map(|view| &view.name))
            .collect();
        let lists = [
            ("include", &settings.include),
            ("exclude", &settings.exclude),
        ];
        for (setting, patterns) in lists {
            for pattern in patterns {
                check_pattern(setting, pattern, &names)?;
            }
        }
        Ok(Self {
            include: &settings.include,
            exclude: &settings.exclude,
        })
    }

    pub(super) fn includes(&self, name: &ObjectName) -> bool {
        let included = self.include.is_empty() || self.include.iter().any(|p| means(p, name));
        included && !self.exclude.iter().any(|p| means(p, name))
    }
}

fn check_pattern(setting: &str, pattern: &str, names: &[&ObjectName]) -> Result<(), BuildError> {
    if names.iter().any(|name| means(pattern, name)) {
        return Ok(());
    }
    let known = names.iter().map(|name| name.name.as_str());
    let near = suggest::nearest(pattern, known);
    let hint = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    Err(BuildError::models(
        setting,
        format!("`{pattern}` matches no table or view{hint}"),
    ))
}

/// Whether a pattern means an object, with or without its namespace.
fn means(pattern: &str, name: &ObjectName) -> bool {
    matches(pattern, &name.name) || matches(pattern, &name.to_string())
}

/// Whether a text fits a pattern, in which `*` stands for any text and `?` for any character.
pub fn matches(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    let (mut p, mut t) = (0, 0);
    // Where to go on after the last star, when what follows it does not fit.
    let mut retry: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some('*') => {
                retry = Some((p, t));
                p += 1;
            }
            Some(c) if *c == '?' || *c == text[t] => {
                p += 1;
                t += 1;
            }
            _ => match retry {
                Some((star, from)) => {
                    retry = Some((star, from + 1));
                    p = star + 1;
                    t = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match() {
        for (pattern, text, expected) in [
            ("users", "users", true),
            ("users", "user", false),
            ("*", "", true),
            ("audit_*", "audit_log", true),
            ("*_log", "audit_log_log", true),
            ("a*b*c", "axxbyyc", true),
            ("a*b*c", "axxbyy", false),
            ("?", "é", true),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}
