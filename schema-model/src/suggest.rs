//! Did-you-mean.

/// The candidate that a mistyped name most likely stands for, if any is near enough.
///
/// Names that differ only in case or in `_`, `-` and spaces are nearest; after that the edit
/// distance decides, up to a third of the name's length.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(name);
    let limit = (folded.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        .filter_map(|candidate| {
            let distance = strsim::damerau_levenshtein(&folded, &fold(candidate));
            (distance <= limit).then_some((distance, candidate))
        })
        // Ties go to the first in the order of the names, so that the answer is stable.
        .min()
        .map(|(_, candidate)| candidate)
}

fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_typing_errors_and_other_cases() {
        let columns = ["id", "email", "created_at", "display_name"];
        for (name, expected) in [
            ("emial", Some("email")),
            ("createdAt", Some("created_at")),
            ("DisplayName", Some("display_name")),
            ("e_mail", Some("email")),
            ("password", None),
            ("id", None),
        ] {
            assert_eq!(nearest(name, columns), expected, "{name}");
        }
    }
}
