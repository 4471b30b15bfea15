//! Small helpers for serialization.

/// Whether a value is its type's default, and so left out of the snapshot.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Whether a flag that is usually set is set.
pub(crate) fn is_true(value: &bool) -> bool {
    *value
}

/// The default of a flag that is usually set.
pub(crate) fn yes() -> bool {
    true
}
