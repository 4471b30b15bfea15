//! What is known of an expression's value.

use schema_model::LogicalType;

use super::affinity::{self, Affinity};
use super::functions::{self, ResultNulls};
use super::scope::Scope;
use super::{Context, Nulls, Typed};
use crate::dialect::sqlite::query::{Arm, Binary, Call, Expr, ExprKind, Query, Unary};
use crate::dialect::sqlite::token::SqlError;
use crate::dialect::sqlite::types::spell;

use LogicalType::{Any, Bool, Bytes, Float64, Int64, Text};

impl Context<'_, '_> {
    pub(super) fn type_of(&self, expr: &Expr, scope: &Scope<'_>) -> Result<Typed, SqlError> {
        self.spend(expr.span.start)?;
        Ok(match &expr.kind {
            ExprKind::Null => Typed {
                classes: 0,
                ..Typed::value(Any, Nulls::Possible)
            },
            ExprKind::Integer => Typed::value(Int64, Nulls::Never),
            ExprKind::Real => Typed::value(Float64, Nulls::Never),
            ExprKind::String => text(Nulls::Never),
            ExprKind::Blob => Typed {
                classes: affinity::BLOB,
                ..Typed::value(Bytes, Nulls::Never)
            },
            ExprKind::Unknown => Typed::unknown(),
            ExprKind::CurrentTime => Typed::result(Text, Nulls::Never),
            ExprKind::Column { table, column, .. } => match scope.resolve(table.as_ref(), column) {
                Some((_, typed)) => typed,
                None if table.is_none() && column.may_be_string => text(Nulls::Never),
                None if table.is_none() && (column.is("true") || column.is("false")) => {
                    Typed::value(Int64, Nulls::Never)
                }
                None => {
                    self.check_literal(table.as_ref(), column)?;
                    Typed::unknown()
                }
            },
            ExprKind::Unary(unary, inner) => unary_type(*unary, self.type_of(inner, scope)?),
            ExprKind::Binary(binary, left, right) => {
                let (left, right) = (self.type_of(left, scope)?, self.type_of(right, scope)?);
                binary_type(*binary, &left, &right)
            }
            // A collation changes nothing but the order.
            ExprKind::Collate(inner) => self.type_of(inner, scope).map(|typed| Typed {
                declared: None,
                ..typed
            })?,
            ExprKind::Cast(inner, native) => cast_type(native, &self.type_of(inner, scope)?),
            ExprKind::Case {
                operand,
                branches,
                otherwise,
            } => {
                self.visit(operand.iter().map(AsRef::as_ref), scope)?;
                self.visit(branches.iter().map(|(condition, _)| condition), scope)?;
                let values = branches.iter().map(|(_, value)| value);
                let values = values.chain(otherwise.iter().map(AsRef::as_ref));
                let mut typed = self.one_of(values, scope)?;
                if otherwise.is_none() {
                    typed.nulls = typed.nulls.either(Nulls::Unknown);
                }
                typed
            }
            ExprKind::Call(call) => self.type_of_call(call, scope)?,
            ExprKind::NullTest(inner, _) => {
                self.type_of(inner, scope)?;
                Typed::value(Int64, Nulls::Never)
            }
            ExprKind::Between(value, low, high) => {
                let mut nulls = Nulls::Never;
                for part in [value, low, high] {
                    nulls = nulls.either(self.type_of(part, scope)?.nulls.doubted());
                }
                Typed::value(Int64, nulls)
            }
            ExprKind::Pattern { built_in, operands } => {
                let mut nulls = self.nulls_of(operands, scope)?.doubted();
                if !built_in {
                    nulls = nulls.either(Nulls::Unknown);
                }
                Typed::result(Int64, nulls)
            }
            ExprKind::InList(value, list) => {
                let nulls = self.type_of(value, scope)?.nulls;
                let nulls = nulls.either(self.nulls_of(list, scope)?);
                Typed::value(Int64, nulls.doubted())
            }
            ExprKind::InQuery(value, query) => {
                self.type_of(value, scope)?;
                self.infer_query(query, scope)?;
                Typed::value(Int64, Nulls::Unknown)
            }
            ExprKind::InTable(value, _) => {
                self.type_of(value, scope)?;
                Typed::value(Int64, Nulls::Unknown)
            }
            ExprKind::Exists(query) => {
                self.infer_query(query, scope)?;
                Typed::value(Int64, Nulls::Never)
            }
            ExprKind::Subquery(query) => self.type_of_subquery(query, scope)?,
            ExprKind::Row(list) => {
                self.visit(list, scope)?;
                Typed::unknown()
            }
        })
    }

    fn visit<'e>(
        &self,
        parts: impl IntoIterator<Item = &'e Expr>,
        scope: &Scope<'_>,
    ) -> Result<(), SqlError> {
        for part in parts {
            self.type_of(part, scope)?;
        }
        Ok(())
    }

    /// NULL if one of the parts is.
    fn nulls_of(&self, parts: &[Expr], scope: &Scope<'_>) -> Result<Nulls, SqlError> {
        let mut nulls = Nulls::Never;
        for part in parts {
            nulls = nulls.either(self.type_of(part, scope)?.nulls);
        }
        Ok(nulls)
    }

    /// A value that is one of several.
    fn one_of<'e>(
        &self,
        values: impl Iterator<Item = &'e Expr>,
        scope: &Scope<'_>,
    ) -> Result<Typed, SqlError> {
        let mut common: Option<Typed> = None;
        for value in values {
            let value = self.type_of(value, scope)?;
            common = Some(match common {
                None => Typed {
                    declared: None,
                    affinity: Affinity::None,
                    ..value
                },
                Some(common) => Typed {
                    classes: common.classes | value.classes,
                    nulls: common.nulls.either(value.nulls).doubted(),
                    ..Typed::value(common.common_type(&value), Nulls::Never)
                },
            });
        }
        Ok(common.unwrap_or_else(Typed::unknown))
    }

    fn type_of_subquery(&self, query: &Query, scope: &Scope<'_>) -> Result<Typed, SqlError> {
        let mut columns = self.infer_query(query, scope)?;
        if columns.is_empty() {
            return Ok(Typed::unknown());
        }
        let column = columns.swap_remove(0);
        let mut typed = column.typed;
        typed.declared = column.last_declared;
        if !always_gives_a_row(query) {
            typed.nulls = typed.nulls.either(Nulls::Unknown);
        }
        Ok(typed)
    }

    fn type_of_call(&self, call: &Call, scope: &Scope<'_>) -> Result<Typed, SqlError> {
        self.check_function(&call.name)?;
        self.visit(&call.order_by, scope)?;
        self.visit(&call.filter, scope)?;
        self.visit(call.over.iter().flatten(), scope)?;
        let name = call.name.text.to_ascii_lowercase();
        match name.as_str() {
            "coalesce" | "ifnull" => return self.type_of_coalesce(&call.arguments, scope),
            "iif" | "if" => return self.type_of_iif(&call.arguments, scope),
            "likely" | "unlikely" | "likelihood" if !call.arguments.is_empty() => {
                self.visit(&call.arguments, scope)?;
                return Ok(Typed {
                    declared: None,
                    affinity: Affinity::None,
                    classes: affinity::ANY,
                    ..self.type_of(&call.arguments[0], scope)?
                });
            }
            _ => {}
        }
        if is_aggregate(&name, call) {
            return self.type_of_aggregate(&name, call, scope);
        }
        if call.over.is_some() {
            self.visit(&call.arguments, scope)?;
            let numbering = functions::numbering(&name);
            return Ok(numbering.map_or_else(Typed::unknown, |logical_type| {
                Typed::result(logical_type, Nulls::Never)
            }));
        }
        self.type_of_scalar(&name, call, scope)
    }

    fn type_of_coalesce(&self, arguments: &[Expr], scope: &Scope<'_>) -> Result<Typed, SqlError> {
        let mut nulls = Nulls::Possible;
        for argument in arguments {
            nulls = nulls.both(self.type_of(argument, scope)?.nulls);
        }
        Ok(Typed {
            nulls,
            classes: affinity::ANY,
            ..self.one_of(arguments.iter(), scope)?
        })
    }

    fn type_of_iif(&self, arguments: &[Expr], scope: &Scope<'_>) -> Result<Typed, SqlError> {
        let [condition, values @ ..] = arguments else {
            return Ok(Typed::unknown());
        };
        self.type_of(condition, scope)?;
        let typed = self.one_of(values.iter(), scope)?;
        Ok(match values.len() {
            2 => Typed {
                classes: affinity::ANY,
                ..typed
            },
            _ => Typed::unknown(),
        })
    }

    fn type_of_aggregate(
        &self,
        name: &str,
        call: &Call,
        scope: &Scope<'_>,
    ) -> Result<Typed, SqlError> {
        // Over a window it makes no groups.
        let in_window = call.over.is_some();
        let is_own = !in_window && scope.note_aggregate(&call.arguments);
        let arguments = call.arguments.iter();
        let arguments = arguments
            .map(|argument| self.type_of(argument, scope))
            .collect::<Result<Vec<_>, _>>()?;
        let argument = arguments.into_iter().next().unwrap_or_else(Typed::unknown);
        // A group has at least one row, and so has a value of each of its arguments.
        let sees_row = is_own && scope.has_groups && call.filter.is_none();
        let nulls = match argument.nulls {
            Nulls::Never if sees_row => Nulls::Never,
            _ => Nulls::Unknown,
        };
        Ok(match name {
            "count" => Typed::result(Int64, Nulls::Never),
            // Sums of infinities are NULL.
            "total" => Typed::result(Float64, Nulls::Unknown),
            "avg" => Typed::result(Float64, Nulls::Unknown),
            "sum" if argument.logical_type == Int64 => Typed::result(Int64, nulls),
            "sum" if argument.logical_type == Float64 => Typed::result(Float64, Nulls::Unknown),
            "sum" => Typed::result(summed(argument.logical_type), Nulls::Unknown),
            "min" | "max" => Typed::result(argument.logical_type, nulls),
            "group_concat" | "string_agg" => Typed::result(Text, Nulls::Unknown),
            "json_group_array" | "json_group_object" => Typed::result(Text, Nulls::Unknown),
            _ => Typed::unknown(),
        })
    }

    fn type_of_scalar(
        &self,
        name: &str,
        call: &Call,
        scope: &Scope<'_>,
    ) -> Result<Typed, SqlError> {
        let Some(function) = functions::scalar(name) else {
            // It may be an aggregate that the application brings.
            scope.note_aggregate(&call.arguments);
            self.visit(&call.arguments, scope)?;
            return Ok(Typed::unknown());
        };
        let mut nulls = Nulls::Never;
        let mut texts = true;
        for argument in &call.arguments {
            let argument = self.type_of(argument, scope)?;
            texts &= argument.logical_type == Text;
            nulls = nulls.either(argument.nulls);
        }
        let nulls = match function.nulls {
            ResultNulls::Never => Nulls::Never,
            ResultNulls::OfArguments => nulls,
            ResultNulls::OfTexts if texts => nulls,
            ResultNulls::OfTexts => nulls.either(Nulls::Unknown),
            ResultNulls::Unknown if is_now(name, call, self.text) => Nulls::Never,
            ResultNulls::Unknown => Nulls::Unknown,
        };
        Ok(Typed::result(function.logical_type, nulls))
    }
}

impl Nulls {
    /// What an operator makes of a part that can be NULL: it may, but need not, be NULL itself.
    fn doubted(self) -> Self {
        match self {
            Self::Never => Self::Never,
            Self::Possible | Self::Unknown => Self::Unknown,
        }
    }
}

fn text(nulls: Nulls) -> Typed {
    Typed {
        classes: affinity::TEXT,
        ..Typed::value(Text, nulls)
    }
}

fn unary_type(unary: Unary, inner: Typed) -> Typed {
    match unary {
        Unary::Plus => Typed {
            declared: None,
            affinity: Affinity::None,
            ..inner
        },
        Unary::Minus if is_number(&inner) => Typed::value(inner.logical_type, inner.nulls),
        // `-9223372036854775808` negated is a real number.
        Unary::Minus => Typed::value(dynamic_number(&inner), inner.nulls.either(Nulls::Unknown)),
        Unary::BitNot | Unary::Not => Typed::value(Int64, inner.nulls),
    }
}

fn is_number(typed: &Typed) -> bool {
    matches!(typed.logical_type, Int64 | Float64)
}

fn binary_type(binary: Binary, left: &Typed, right: &Typed) -> Typed {
    let nulls = left.nulls.either(right.nulls);
    match binary {
        // `NULL AND 0` is 0.
        Binary::And | Binary::Or => Typed::value(Int64, nulls.doubted()),
        Binary::Compare | Binary::Bits => Typed::value(Int64, nulls),
        Binary::Is => Typed::value(Int64, Nulls::Never),
        Binary::Concat => Typed {
            classes: affinity::TEXT | affinity::BLOB,
            ..Typed::value(Text, nulls)
        },
        Binary::Arithmetic => {
            let exact = left.logical_type == Int64 && right.logical_type == Int64;
            // Infinity minus infinity is NULL; whole numbers never get there.
            let nulls = if exact {
                nulls
            } else {
                nulls.either(Nulls::Unknown)
            };
            Typed::value(sum_type(left, right), nulls)
        }
        Binary::Divide => Typed::value(sum_type(left, right), nulls.either(Nulls::Unknown)),
        Binary::Json => Typed::result(Text, Nulls::Unknown),
        Binary::JsonValue => Typed::result(Any, Nulls::Unknown),
    }
}

/// Whole numbers that grow too large become real ones, so the type only guides.
fn sum_type(left: &Typed, right: &Typed) -> LogicalType {
    match (dynamic_number(left), dynamic_number(right)) {
        (Any, _) | (_, Any) => Any,
        (left, right) if left == right => left,
        _ => LogicalType::dynamic(Float64),
    }
}

fn dynamic_number(typed: &Typed) -> LogicalType {
    let plain = match &typed.logical_type {
        LogicalType::Dynamic(inner) => inner,
        other => other,
    };
    match plain {
        Int64 | Bool => LogicalType::dynamic(Int64),
        Float64 => LogicalType::dynamic(Float64),
        _ => Any,
    }
}

fn summed(logical_type: LogicalType) -> LogicalType {
    match logical_type {
        LogicalType::Dynamic(inner) if matches!(*inner, Int64 | Float64) => {
            LogicalType::Dynamic(inner)
        }
        _ => Any,
    }
}

fn cast_type(native: &str, inner: &Typed) -> Typed {
    let affinity = Affinity::of_type(&spell(native));
    let logical_type = match affinity {
        Affinity::Integer => Int64,
        Affinity::Real => Float64,
        Affinity::Text => Text,
        Affinity::Blob | Affinity::None => Bytes,
        Affinity::Numeric | Affinity::Flexible => Any,
    };
    Typed {
        affinity,
        classes: affinity.classes(),
        ..Typed::value(logical_type, inner.nulls)
    }
}

fn is_aggregate(name: &str, call: &Call) -> bool {
    match name {
        "count" | "sum" | "total" | "avg" | "group_concat" | "string_agg" => true,
        "json_group_array" | "json_group_object" | "jsonb_group_array" | "jsonb_group_object" => {
            true
        }
        "min" | "max" => call.arguments.len() == 1,
        _ => false,
    }
}

/// Whether a function of time is asked for the present time and nothing else.
fn is_now(name: &str, call: &Call, text: &str) -> bool {
    let of_time = ["date", "time", "datetime", "julianday", "unixepoch"].contains(&name);
    let now = |argument: &Expr| {
        let argument = text.get(argument.span.clone()).unwrap_or_default();
        argument.eq_ignore_ascii_case("'now'")
    };
    of_time && call.arguments.len() < 2 && call.arguments.iter().all(now)
}

/// Whether a query is one aggregate over all rows, which is there even when they are not.
fn always_gives_a_row(query: &Query) -> bool {
    let [(_, Arm::Select(select))] = query.arms.as_slice() else {
        return false;
    };
    let aggregates = |expr: &Expr| {
        expr.any(&mut |part| match &part.kind {
            ExprKind::Call(call) => {
                call.over.is_none() && is_aggregate(&call.name.text.to_ascii_lowercase(), call)
            }
            _ => false,
        })
    };
    let plain = select.group_by.is_empty() && select.having.is_none() && query.limit.is_empty();
    let no_source = select.from.is_empty() && select.filter.is_none();
    plain && (no_source || !select.from.is_empty() && select.expressions().any(aggregates))
}
