//! Which columns a target moves as they are, and which as text.

use schema_model::{Column, LogicalType, ObjectName, TypeKind};

use super::mapper::{Held, Mapper, Statements, Value};
use super::plan::{MAX_DEPTH, Plan};

impl Plan<'_> {
    /// Whether all targets move the values of a column; if not, statements cast them.
    pub(super) fn moves_column(&self, column: &Column) -> bool {
        self.casting().all(|statements| {
            !statements.prefers_text(&column.native_type)
                && self.moves(statements, &column.logical_type, &column.native_type, 0)
        })
    }

    /// Whether a target moves the values of a composite type.
    pub(super) fn moves_type(&self, name: &ObjectName) -> bool {
        let composite = LogicalType::Composite(name.clone());
        self.casting()
            .any(|statements| self.moves(statements, &composite, "", 0))
    }

    /// What a parameter for a column is cast to. A parameter for a domain would be of the domain's
    /// type, which drivers refuse, while its base type is what they know.
    pub(super) fn cast(&self, column: &Column, is_text: bool) -> String {
        if self.casting().next().is_none() {
            return String::new();
        }
        if is_text {
            return format!("::text::{}", column.native_type);
        }
        let LogicalType::Domain(name) = &column.logical_type else {
            return String::new();
        };
        match self.type_named(name).map(|ty| &ty.definition.kind) {
            Some(TypeKind::Domain(domain)) => format!("::{}", domain.native_type),
            _ => String::new(),
        }
    }

    /// How a value is held that a target cannot move, where nothing casts it.
    pub(super) fn holder(&self, logical: &LogicalType) -> Option<Held> {
        self.casting().find_map(|target| target.held_as(logical))
    }

    fn casting(&self) -> impl Iterator<Item = &'static dyn Statements> {
        self.targets()
            .filter_map(Mapper::statements)
            .filter(|statements| statements.casts(&self.schema.dialect))
    }

    fn moves(
        &self,
        statements: &dyn Statements,
        logical: &LogicalType,
        native: &str,
        depth: usize,
    ) -> bool {
        use LogicalType as L;
        if depth > MAX_DEPTH {
            return false;
        }
        match logical {
            L::Array { element, .. } => {
                let is_enum = matches!(**element, L::Enum(_) | L::InlineEnum(_));
                let moves = match is_enum {
                    true => statements.moves_arrays_of_enums(self.crates),
                    false => statements.moves_arrays(self.crates),
                };
                moves && self.moves(statements, element, native, depth + 1)
            }
            L::Enum(name) | L::Domain(name) | L::Composite(name) => {
                self.moves_named(statements, name, depth)
            }
            L::InlineEnum(variants) => !variants.is_empty(),
            L::Range(bound) => {
                statements.moves_ranges(native) && self.moves(statements, bound, native, depth + 1)
            }
            L::Map { .. } | L::Struct(_) | L::Union(_) | L::Multirange(_) => false,
            _ => {
                let dialect = &self.schema.dialect;
                let value = Value {
                    logical,
                    native,
                    dialect,
                };
                self.own_type(&value).is_some() || self.choose_exact(&value).is_some()
            }
        }
    }

    fn moves_named(&self, statements: &dyn Statements, name: &ObjectName, depth: usize) -> bool {
        let Some(ty) = self.type_named(name) else {
            return false;
        };
        match &ty.definition.kind {
            TypeKind::Enum(variants) => !variants.is_empty(),
            // Inside another type nothing can be cast.
            TypeKind::Domain(domain) => {
                depth == 0
                    && self.moves(
                        statements,
                        &domain.logical_type,
                        &domain.native_type,
                        depth + 1,
                    )
            }
            TypeKind::Alias { logical_type, .. } => {
                self.moves(statements, logical_type, "", depth + 1)
            }
            TypeKind::Composite(columns) => {
                statements.moves_composites(self.crates)
                    && !columns.is_empty()
                    && columns.iter().all(|column| {
                        statements.moves_inside_composites(&column.native_type)
                            && self.moves(
                                statements,
                                &column.logical_type,
                                &column.native_type,
                                depth + 1,
                            )
                    })
            }
            _ => false,
        }
    }
}
