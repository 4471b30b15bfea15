//! SQLite, where a column holds values of any class, so every value has a type: what no crate knows
//! is text, bytes or a number.

use crate::codegen::mapper::sqlx::backend::Backend;

pub(in crate::codegen::mapper::sqlx) const BACKEND: Backend = Backend {
    dialects: &["sqlite"],
    moves: |_, _| true,
    crates: &[
        ("chrono", "chrono"),
        ("serde_json", "json"),
        ("time", "time"),
        ("uuid", "uuid"),
    ],
    except: &[],
    raw: None,
};
