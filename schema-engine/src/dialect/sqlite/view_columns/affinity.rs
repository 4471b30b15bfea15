//! Affinities: what SQLite would rather store, and the type that it reports for it.

/// The affinity of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Affinity {
    /// An expression has none.
    None,
    Blob,
    Text,
    Numeric,
    Integer,
    Real,
    /// Of a cast to a number beside other arms.
    Flexible,
}

/// A number may come.
pub(super) const NUMERIC: u8 = 1;
/// A text may come.
pub(super) const TEXT: u8 = 2;
/// A blob may come.
pub(super) const BLOB: u8 = 4;
/// Anything may come.
pub(super) const ANY: u8 = NUMERIC | TEXT | BLOB;

impl Affinity {
    /// The affinity that a declared type gives a column.
    pub(crate) fn of_type(native: &str) -> Self {
        let upper = native.to_ascii_uppercase();
        if upper.contains("INT") {
            return Self::Integer;
        }
        // The words count in the order in which they stand.
        let mut affinity = Self::Numeric;
        for start in 0..upper.len() {
            let word = upper.as_bytes().get(start..start + 4).unwrap_or_default();
            affinity = match (word, affinity) {
                (b"CHAR" | b"CLOB" | b"TEXT", _) => Self::Text,
                (b"BLOB", Self::Numeric | Self::Real) => Self::Blob,
                (b"REAL" | b"FLOA" | b"DOUB", Self::Numeric) => Self::Real,
                _ => affinity,
            };
        }
        affinity
    }

    pub(super) fn or(self, default: Self) -> Self {
        if self == Self::None { default } else { self }
    }

    /// The storage classes that a column of this affinity may hold.
    pub(super) fn classes(self) -> u8 {
        match self {
            Self::Numeric | Self::Integer | Self::Real | Self::Flexible => NUMERIC | BLOB,
            Self::Text => TEXT | BLOB,
            Self::None | Self::Blob => ANY,
        }
    }
}

/// The affinity of a column of several arms, from first to last, each with its classes.
/// `is_cast` says that the first arm casts.
pub(super) fn of_arms(arms: &[(Affinity, u8)], is_cast: bool) -> Affinity {
    let Some(deciding) = arms
        .iter()
        .position(|(affinity, _)| *affinity > Affinity::None)
        .or(arms.len().checked_sub(1))
    else {
        return Affinity::None;
    };
    let affinity = arms[deciding].0;
    if affinity < Affinity::Text || arms.len() < 2 {
        return affinity;
    }
    let others = arms.iter().enumerate().filter(|(at, _)| *at != deciding);
    let classes = others.fold(0, |classes, (_, arm)| classes | arm.1);
    let numeric = affinity >= Affinity::Numeric;
    if affinity == Affinity::Text && classes & NUMERIC != 0 || numeric && classes & TEXT != 0 {
        Affinity::Blob
    } else if numeric && is_cast {
        Affinity::Flexible
    } else {
        affinity
    }
}

/// The type that SQLite reports for a column of a view: the declared type if it has the column's
/// affinity, or else a name for that affinity.
pub(super) fn native_type(declared: Option<&str>, affinity: Affinity) -> String {
    if let Some(declared) = declared.filter(|declared| Affinity::of_type(declared) == affinity) {
        return declared.to_owned();
    }
    match affinity {
        Affinity::None => "",
        Affinity::Blob => "BLOB",
        Affinity::Text => "TEXT",
        Affinity::Numeric | Affinity::Flexible => "NUM",
        Affinity::Integer => "INT",
        Affinity::Real => "REAL",
    }
    .to_owned()
}
