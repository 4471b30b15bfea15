//! What every object can have: an owner and a comment.

use schema_model::Options;

use super::super::quote::{identifier, literal};

/// `target` is an object as statements name it: `TABLE public.users`.
pub(super) fn render_owner(target: &str, owner: Option<&str>, statements: &mut Vec<String>) {
    if let Some(owner) = owner {
        statements.push(format!("ALTER {target} OWNER TO {}", identifier(owner)));
    }
}

/// `target` is an object as statements name it: `TABLE public.users`.
pub(super) fn render_comment(target: &str, comment: Option<&str>, statements: &mut Vec<String>) {
    if let Some(comment) = comment {
        statements.push(format!("COMMENT ON {target} IS {}", literal(comment)));
    }
}

/// Storage parameters: the options that are not named in `others` and have no prefix but `toast.`.
pub(super) fn parameters(options: &Options, others: &[&str]) -> String {
    let parameters: Vec<_> = options
        .iter()
        .filter(|(key, _)| !others.contains(&key.as_str()))
        .filter(|(key, _)| !key.contains('.') || key.starts_with("toast."))
        .map(|(key, value)| parameter(key, value))
        .collect();
    match parameters.is_empty() {
        true => String::new(),
        false => format!(" WITH ({})", parameters.join(", ")),
    }
}

/// One storage parameter.
pub(crate) fn parameter(key: &str, value: &str) -> String {
    format!("{key}={}", literal(value))
}

/// Options of foreign tables and columns.
pub(super) fn foreign_options(options: &Options) -> String {
    let options: Vec<_> = options
        .iter()
        .filter_map(|(key, value)| Some((key.strip_prefix("foreign.")?, value)))
        .map(|(key, value)| format!("{} {}", identifier(key), literal(value)))
        .collect();
    match options.is_empty() {
        true => String::new(),
        false => format!(" OPTIONS ({})", options.join(", ")),
    }
}
