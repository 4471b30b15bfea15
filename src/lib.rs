//! Structs and enums that are checked against the database schema.
