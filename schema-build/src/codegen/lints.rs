//! Lints that a generated item is exempt from, where its names or types ask for it: both follow the
//! database, so nobody could heed them.

use super::code::Code;

/// What is generated is there to be used, not all of it by everyone.
const DEAD_CODE: &str = "dead_code";

/// Score from which clippy calls a type complex.
const COMPLEX: usize = 250;

impl Code {
    /// `#[allow(…)]` on an item with names and types from the database.
    pub(super) fn allow<'t>(
        &mut self,
        always: &[&str],
        mut names: impl Iterator<Item = &'t str>,
        mut types: impl Iterator<Item = &'t str>,
    ) {
        let mut lints = always.to_vec();
        lints.retain(|lint| *lint != DEAD_CODE || !self.allows_unused());
        if names.any(is_acronym) {
            lints.push("clippy::upper_case_acronyms");
        }
        if types.any(|ty| complexity(ty) > COMPLEX) {
            lints.push("clippy::type_complexity");
        }
        if !lints.is_empty() {
            self.line(format!("#[allow({})]", lints.join(", ")));
        }
    }

    /// `#[allow(…)]` whatever the names and types are.
    pub(super) fn allow_always(&mut self, lints: &[&str]) {
        self.allow(lints, std::iter::empty(), std::iter::empty());
    }
}

fn is_acronym(name: &str) -> bool {
    name.len() > 2 && name.chars().all(|c| c.is_ascii_uppercase())
}

/// As clippy counts: every type in a type ten times as deep as it lies.
fn complexity(ty: &str) -> usize {
    let (mut score, mut depth, mut before) = (0, 1_usize, ' ');
    for c in ty.chars() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let starts_path = is_word(c) && !is_word(before) && before != ':';
        // A path that begins with `::` is counted at its colons.
        let starts_root = c == ':' && !is_word(before) && before != ':' && before != '>';
        if starts_path || starts_root || matches!(c, '(' | '[') {
            score += 10 * depth;
        }
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = c;
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_as_complex_as_clippy_finds_them() {
        for (ty, expected) in [
            ("i64", 10),
            ("::std::string::String", 10),
            ("::std::option::Option<i64>", 30),
            ("(i64, ::std::vec::Vec<u8>)", 10 + 20 + 20 + 30),
        ] {
            assert_eq!(complexity(ty), expected, "{ty}");
        }
    }

    #[test]
    fn acronyms_are_long_and_loud() {
        assert!(is_acronym("TTBB") && !is_acronym("ID") && !is_acronym("Ttbb"));
    }
}
