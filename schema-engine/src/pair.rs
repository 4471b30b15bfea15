//! The objects of two schemas, side by side.

use std::collections::BTreeMap;

/// An object as it stands on the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair<'a, T> {
    /// Only in `to`.
    Added(&'a T),
    /// Only in `from`.
    Dropped(&'a T),
    /// On both sides, equal or not.
    Both {
        /// As it is.
        from: &'a T,
        /// As it should be.
        to: &'a T,
    },
}

impl<'a, T> Pair<'a, T> {
    /// The side that it comes from.
    pub fn from(&self) -> Option<&'a T> {
        match self {
            Self::Added(_) => None,
            Self::Dropped(from) | Self::Both { from, .. } => Some(from),
        }
    }

    /// The side that it goes to.
    pub fn to(&self) -> Option<&'a T> {
        match self {
            Self::Dropped(_) => None,
            Self::Added(to) | Self::Both { to, .. } => Some(to),
        }
    }
}

/// Matches two lists by a key, in the order of the keys.
///
/// Where a key occurs more than once, the first is matched with the first and so on.
pub fn pairs<'a, T, K: Ord>(
    from: impl IntoIterator<Item = &'a T>,
    to: impl IntoIterator<Item = &'a T>,
    key: impl Fn(&T) -> K,
) -> Vec<Pair<'a, T>> {
    let mut sides: BTreeMap<(K, usize), Sides<'a, T>> = BTreeMap::new();
    for (key, item) in numbered(from, &key) {
        sides.entry(key).or_default().from = Some(item);
    }
    for (key, item) in numbered(to, &key) {
        sides.entry(key).or_default().to = Some(item);
    }
    let pair = |sides: Sides<'a, T>| match (sides.from, sides.to) {
        (Some(from), Some(to)) => Some(Pair::Both { from, to }),
        (Some(from), None) => Some(Pair::Dropped(from)),
        (None, Some(to)) => Some(Pair::Added(to)),
        (None, None) => None,
    };
    sides.into_values().filter_map(pair).collect()
}

struct Sides<'a, T> {
    from: Option<&'a T>,
    to: Option<&'a T>,
}

impl<T> Default for Sides<'_, T> {
    fn default() -> Self {
        Self {
            from: None,
            to: None,
        }
    }
}

/// Each item with its key and its number among those of the same key.
fn numbered<'a, T, K: Ord>(
    items: impl IntoIterator<Item = &'a T>,
    key: impl Fn(&T) -> K,
) -> Vec<((K, usize), &'a T)> {
    let items = items.into_iter();
    let mut keyed: Vec<(K, &T)> = items.map(|item| (key(item), item)).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    let mut numbered: Vec<((K, usize), &T)> = Vec::with_capacity(keyed.len());
    for (key, item) in keyed {
        let number = match numbered.last() {
            Some(((last, number), _)) if *last == key => number + 1,
            _ => 0,
        };
        numbered.push(((key, number), item));
    }
    numbered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_are_matched_one_by_one() {
        let found = pairs(&["a", "b", "b"], &["b", "c"], |text| text.to_string());
        assert_eq!(
            found,
            [
                Pair::Dropped(&"a"),
                Pair::Both {
                    from: &"b",
                    to: &"b"
                },
                Pair::Dropped(&"b"),
                Pair::Added(&"c")
            ]
        );
    }
}
