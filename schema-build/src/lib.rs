//! Typed models from a database schema, written by the build script.
