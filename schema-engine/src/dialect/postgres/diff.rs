//! What PostgreSQL takes for equal although it is written differently.

use schema_model::Schema;

/// Gives everything in `to` that the server takes for equal the spelling that it has in `from`.
pub(super) fn align(from: &Schema, to: &mut Schema) {
    let _ = from;
    for extension in &mut to.extensions {
        // The version is whatever the server has to offer.
        let known = from.extensions.iter().find(|it| it.name == extension.name);
        if let Some(known) = known {
            extension.version.clone_from(&known.version);
        }
    }
    to.normalize();
}
