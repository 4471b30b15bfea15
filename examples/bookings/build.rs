//! Hands the snapshot of the schema to the code that is checked against it.

fn main() {
    schema_build::run();
}
