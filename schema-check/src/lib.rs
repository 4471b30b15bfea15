//! The check behind the derive macro.
