//! Writes typed models from the snapshot in `schema/`, as `schema.toml` says.

fn main() {
    schema_build::run();
}
