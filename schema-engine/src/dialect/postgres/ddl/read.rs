//! What a query in the text can name: the tables, types and functions so far.

use schema_model::{Column, Nullability, ObjectName, RoutineKind};

use super::super::nullability::{Known, Names, known_column};
use super::cursor::Cursor;
use super::database::Database;
use super::lexer::tokens;
use super::type_name::{TypeName, parse_type};

/// The database so far, as a query sees it.
pub(super) struct Reading<'d> {
    db: &'d Database,
}

impl<'d> Reading<'d> {
    pub fn new(db: &'d Database) -> Self {
        Self { db }
    }

    fn known(&self, columns: &[Column], is_foreign: bool) -> Vec<Known> {
        let of_column = |column: &Column| {
            let mut known = known_column(column, is_foreign);
            known.ty = (column.native_type != "unknown").then(|| self.type_of(column));
            known
        };
        columns.iter().map(of_column).collect()
    }

    fn type_of(&self, column: &Column) -> TypeName {
        let read = tokens(&column.native_type);
        let parsed = parse_type(&mut Cursor::new(&column.native_type, &read), self.db);
        TypeName {
            native: column.native_type.clone(),
            logical: column.logical_type.clone(),
            ..parsed.unwrap_or_else(|| TypeName::known("text"))
        }
    }
}

impl Names for Reading<'_> {
    fn relation(&self, name: &ObjectName) -> Option<Vec<Known>> {
        if let Some(name) = self.db.find_table(name) {
            let table = self.db.tables.get(&name)?;
            let is_foreign = table.kind == schema_model::TableKind::Foreign;
            return Some(self.known(&table.columns, is_foreign));
        }
        let name = self.db.find_view(name)?;
        let view = self.db.views.get(&name)?;
        let is_known = view
            .columns
            .iter()
            .any(|it| it.nullability != Nullability::Declared);
        let columns = self.known(&view.columns, false);
        // Without columns, they are not known.
        (is_known || !view.columns.is_empty()).then_some(columns)
    }

    fn cast(&self, ty: &mut Cursor<'_, '_>) -> Option<TypeName> {
        parse_type(ty, self.db)
    }

    fn result(&self, name: &ObjectName) -> Option<TypeName> {
        let named = |name: &ObjectName| self.db.routines.iter().any(|it| it.name == *name);
        let name = self.db.find(name, named)?;
        let mut all = self.db.routines.iter().filter(|it| it.name == name);
        let routine = all.next().filter(|_| all.next().is_none())?;
        let is_function = routine.kind != RoutineKind::Procedure;
        let returns = routine.returns.as_deref().filter(|_| is_function)?;
        let read = tokens(returns);
        let mut cursor = Cursor::new(returns, &read);
        let ty = parse_type(&mut cursor, self.db);
        ty.filter(|_| cursor.is_done())
    }
}
