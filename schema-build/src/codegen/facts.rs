//! The module `schema_version`.

use schema_model::TypeKind;

use super::Writer;
use super::code::literal;
use crate::Facts;

impl Writer<'_, '_> {
    pub(super) fn write_facts(&mut self, facts: &Facts) {
        let schema = self.plan.schema;
        let is_enum = |kind: &TypeKind| matches!(kind, TypeKind::Enum(_));
        let enums = schema.types.iter().filter(|ty| is_enum(&ty.kind)).count();
        let last_sync = match &facts.last_sync {
            Some(time) => format!("::std::option::Option::Some({})", literal(time)),
            None => "::std::option::Option::None".into(),
        };
        let fingerprint = literal(&facts.fingerprint.to_string());
        self.code.blank();
        self.code
            .doc(&["The schema that the program was built with.".into()]);
        self.code.line("#[allow(dead_code)]");
        let visibility = self.code.visibility();
        self.code.open(format!("{visibility} mod schema_version"));
        for (name, ty, value, doc) in [
            (
                "FINGERPRINT",
                "&str",
                fingerprint,
                "SHA-256 of the schema's canonical content.",
            ),
            (
                "SCHEMA_VERSION",
                "usize",
                facts.schema_version.to_string(),
                "Number of refreshes that changed the snapshot.",
            ),
            (
                "LAST_SYNC",
                "::std::option::Option<&str>",
                last_sync,
                "Time of the last refresh that changed the snapshot, in UTC.",
            ),
            (
                "LAST_SYNC_DIFFERENCES",
                "usize",
                facts.last_sync_differences.to_string(),
                "Number of differences that it found.",
            ),
            (
                "TABLE_COUNT",
                "usize",
                schema.tables.len().to_string(),
                "Number of tables.",
            ),
            (
                "ENUM_COUNT",
                "usize",
                enums.to_string(),
                "Number of named enums.",
            ),
        ] {
            self.code.doc(&[doc.into()]);
            self.code.constant(name, ty, &value);
        }
        self.code.close();
    }
}
