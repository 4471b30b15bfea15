//! Does something else.
fn main() {}
