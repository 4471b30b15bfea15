//! Did-you-mean.

/// The candidate that a mistyped name most likely stands for, if any is near enough.
///
/// Names that differ only in case or in `_`, `-` and spaces are nearest; after that the edit
/// distance decides, up to a third of the name's length; and when none is near by that, the only one
/// that is the name's beginning or end, or has the name at its own.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(name);
    let candidates: Vec<&str> = (candidates.into_iter())
        .filter(|candidate| *candidate != name)
        .collect();
    mistyped(&folded, &candidates).or_else(|| cut_short(&folded, &candidates))
}

fn mistyped<'a>(folded: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let limit = (folded.chars().count() / 3).max(1);
    (candidates.iter().copied())
        .filter_map(|candidate| {
            let distance = strsim::damerau_levenshtein(folded, &fold(candidate));
            (distance <= limit).then_some((distance, candidate))
        })
        // Ties go to the first in the order of the names, so that the answer is stable.
        .min()
        .map(|(_, candidate)| candidate)
}

/// Shorter pieces are parts of too many names.
const SHORTEST_PIECE: usize = 4;

fn cut_short<'a>(folded: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let is_piece = |piece: &str, of: &str| {
        piece.len() >= SHORTEST_PIECE && (of.starts_with(piece) || of.ends_with(piece))
    };
    let mut found = candidates.iter().copied().filter(|candidate| {
        let candidate = fold(candidate);
        is_piece(&candidate, folded) || is_piece(folded, &candidate)
    });
    match (found.next(), found.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
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
        let columns = ["id", "email", "created_at", "display_name", "nick"];
        for (name, expected) in [
            ("emial", Some("email")),
            ("createdAt", Some("created_at")),
            ("DisplayName", Some("display_name")),
            ("e_mail", Some("email")),
            ("nickname", Some("nick")),
            ("display", Some("display_name")),
            ("password", None),
            ("paid", None),
            ("id", None),
        ] {
            assert_eq!(nearest(name, columns), expected, "{name}");
        }
    }
}
