//! English singulars by a small table of rules, for the names of row structs.
//!
//! No dictionary: what the rules get wrong is set right by `names` in `schema.toml`.

/// Words that are the same in both, or end like a plural without being one.
const UNCHANGED: &[&str] = &[
    "access",
    "alias",
    "analytics",
    "atlas",
    "aws",
    "bias",
    "bus",
    "canvas",
    "chassis",
    "css",
    "data",
    "dns",
    "gas",
    "goods",
    "gps",
    "https",
    "js",
    "lens",
    "media",
    "metadata",
    "metrics",
    "news",
    "nodejs",
    "os",
    "physics",
    "series",
    "sms",
    "species",
    "sys",
    "tls",
    "vps",
    "whois",
];

/// Plurals that no rule covers.
const IRREGULAR: &[(&str, &str)] = &[
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("appendices", "appendix"),
    ("atlases", "atlas"),
    ("axes", "axis"),
    ("biases", "bias"),
    ("bonuses", "bonus"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("campuses", "campus"),
    ("canoes", "canoe"),
    ("canvases", "canvas"),
    ("censuses", "census"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("corpuses", "corpus"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("diagnoses", "diagnosis"),
    ("feet", "foot"),
    ("focuses", "focus"),
    ("gases", "gas"),
    ("geese", "goose"),
    ("halves", "half"),
    ("hypotheses", "hypothesis"),
    ("indices", "index"),
    ("knives", "knife"),
    ("leaves", "leaf"),
    ("lenses", "lens"),
    ("lives", "life"),
    ("loaves", "loaf"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("mice", "mouse"),
    ("movies", "movie"),
    ("niches", "niche"),
    ("oxen", "ox"),
    ("people", "person"),
    ("phenomena", "phenomenon"),
    ("quizzes", "quiz"),
    ("selfies", "selfie"),
    ("shelves", "shelf"),
    ("shoes", "shoe"),
    ("statuses", "status"),
    ("syntheses", "synthesis"),
    ("teeth", "tooth"),
    ("theses", "thesis"),
    ("thieves", "thief"),
    ("toes", "toe"),
    ("vertices", "vertex"),
    ("viruses", "virus"),
    ("wives", "wife"),
    ("wolves", "wolf"),
    ("women", "woman"),
    ("zombies", "zombie"),
];

/// Endings and what they become; the first that fits decides.
const RULES: &[(&str, &str)] = &[
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("zzes", "zz"),
    ("oes", "o"),
    ("s", ""),
];

/// The singular of a word in lower case.
pub(crate) fn singular(word: &str) -> String {
    if UNCHANGED.contains(&word) || word.chars().count() < 3 {
        return word.into();
    }
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).into();
    }
    // `ties` is a `tie`, `stories` is a `story`.
    if let Some(head) = word.strip_suffix("ies") {
        let ending = if head.len() > 1 { "y" } else { "ie" };
        return format!("{head}{ending}");
    }
    for (ending, replacement) in RULES {
        if let Some(head) = word.strip_suffix(ending) {
            return format!("{head}{replacement}");
        }
    }
    word.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_become_singular() {
        for (plural, expected) in [
            ("users", "user"),
            ("categories", "category"),
            ("ties", "tie"),
            ("addresses", "address"),
            ("address", "address"),
            ("status", "status"),
            ("statuses", "status"),
            ("boxes", "box"),
            ("branches", "branch"),
            ("houses", "house"),
            ("databases", "database"),
            ("purchases", "purchase"),
            ("heroes", "hero"),
            ("people", "person"),
            ("data", "data"),
            ("schemas", "schema"),
            ("analysis", "analysis"),
            ("sizes", "size"),
            ("archives", "archive"),
            ("ids", "id"),
            ("os", "os"),
            ("staff", "staff"),
        ] {
            assert_eq!(singular(plural), expected, "{plural}");
        }
    }
}
