//! cargo schema
fn main() {}
