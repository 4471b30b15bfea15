//! Numbers on their way into the database: what counts then is not whether the field holds what the
//! column does, but whether the column holds what the field does.

use schema_model::LogicalType;

use super::fit::Fit;
use super::known::known;
use crate::parse::Spelled;

const TOO_BIG: &str = "values that are too large for the column do not fit";
const NEGATIVE: &str = "negative values do not fit the column";
const ROUNDED: &str = "digits are rounded in the column";

/// Bits for numbers below zero and for those above.
type Range = [u32; 2];

/// Whether a number fits a column that it is written to; `None` for what is no number.
pub fn fit<'a>(spelled: &'a Spelled, logical: &LogicalType, lossy: bool) -> Option<Fit<'a>> {
    let known = known(spelled)?;
    let reason = match (range_of(&known.table), range_in(logical)) {
        (Some([below, above]), Some([low, high])) => match (below > low, above > high) {
            (_, true) => Some(TOO_BIG),
            (true, false) => Some(NEGATIVE),
            (false, false) => None,
        },
        _ if *logical == LogicalType::Float32 && known.table == "f64" => Some(ROUNDED),
        _ => return None,
    };
    Some(match reason {
        Some(reason) if !lossy => Fit::Wrong(Some(reason)),
        _ => Fit::Known(known),
    })
}

fn range_of(ty: &str) -> Option<Range> {
    Some(match ty {
        "i8" => [7, 7],
        "i16" => [15, 15],
        "i32" => [31, 31],
        "i64" | "isize" => [63, 63],
        "i128" => [127, 127],
        "u8" => [0, 8],
        "u16" => [0, 16],
        "u32" => [0, 32],
        "u64" | "usize" => [0, 64],
        "u128" => [0, 128],
        _ => return None,
    })
}

fn range_in(logical: &LogicalType) -> Option<Range> {
    use LogicalType as L;
    Some(match logical {
        L::Int8 => [7, 7],
        L::Int16 => [15, 15],
        L::Int32 => [31, 31],
        L::Int64 => [63, 63],
        L::Int128 => [127, 127],
        L::Uint8 => [0, 8],
        L::Uint16 => [0, 16],
        L::Uint32 => [0, 32],
        L::Uint64 => [0, 64],
        L::Uint128 => [0, 128],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_must_fit_the_column() {
        use LogicalType as L;
        for (source, logical, expected) in [
            ("i32", &L::Int64, Some(true)),
            ("u32", &L::Int64, Some(true)),
            ("i64", &L::Int32, Some(false)),
            ("i32", &L::Uint32, Some(false)),
            ("u64", &L::Int64, Some(false)),
            ("f64", &L::Float32, Some(false)),
            ("bool", &L::Int8, None),
            ("String", &L::Int64, None),
        ] {
            let tokens: proc_macro2::TokenStream = source.parse().unwrap();
            let spelled = Spelled::parse(&tokens.into_iter().collect::<Vec<_>>());
            let fits = fit(&spelled, logical, false).map(|fit| matches!(fit, Fit::Known(_)));
            assert_eq!(fits, expected, "{source} for {logical:?}");
        }
    }
}
