//! The derive macro of schema-checked.
