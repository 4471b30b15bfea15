//! Types that say how they are written as JSON where they are declared.

/// A struct that is written as an object.
///
/// After its type, a field says what is special about it:
/// - `= default`: left out when it has its type's default;
/// - `=> "yes"`: a flag that is left out when it is set;
/// - `as "name"`: is called so in JSON.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $(
                $(#[$field_meta:meta])*
                pub $field:ident : $ty:ty $(as $key:literal)? $(= $default:ident)? $(=> $yes:literal)?
            ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
        pub struct $name {
            $(
                $(#[$field_meta])*
                $(#[cfg_attr(feature = "json-schema", schemars(rename = $key))])?
                $(#[cfg_attr(feature = "json-schema", schemars($default, skip_serializing_if = "crate::json::is_default"))])?
                $(#[cfg_attr(feature = "json-schema", schemars(default = $yes, skip_serializing_if = "crate::json_schema::is_true"))])?
                pub $field: $ty,
            )*
        }

        impl $name {
            /// Its fields, without the braces around them.
            pub(crate) fn fields_to_json(&self, sink: &mut dyn $crate::json::Sink) {
                $(record!(@write sink, self.$field, [$($key)? $field], [$($default)?], [$($yes)?]);)*
            }

            /// Takes its fields out of an object.
            pub(crate) fn take_fields(
                fields: &mut $crate::json::Fields<'_>,
            ) -> Result<Self, $crate::json::JsonError> {
                Ok(Self {
                    $($field: record!(@read fields, [$($key)? $field], [$($default)?], [$($yes)?]),)*
                })
            }
        }

        impl $crate::json::ToJson for $name {
            fn to_json(&self, sink: &mut dyn $crate::json::Sink) {
                sink.begin($crate::json::Container::Object);
                self.fields_to_json(sink);
                sink.end();
            }
        }

        impl $crate::json::FromJson for $name {
            fn from_json(json: &$crate::json::Json<'_>) -> Result<Self, $crate::json::JsonError> {
                Self::take_fields(&mut $crate::json::Fields::of(json)?)
            }
        }
    };

    (@key $key:literal $field:ident) => { $key };
    (@key $field:ident) => { stringify!($field) };

    (@write $sink:ident, $value:expr, [$($key:tt)*], [], []) => {
        $crate::json::field($sink, record!(@key $($key)*), &$value)
    };
    (@write $sink:ident, $value:expr, [$($key:tt)*], [default], []) => {
        if !$crate::json::is_default(&$value) {
            $crate::json::field($sink, record!(@key $($key)*), &$value);
        }
    };
    (@write $sink:ident, $value:expr, [$($key:tt)*], [], [$yes:literal]) => {
        if !$value {
            $crate::json::field($sink, record!(@key $($key)*), &false);
        }
    };

    (@read $fields:ident, [$($key:tt)*], [], []) => {
        $fields.required(record!(@key $($key)*))?
    };
    (@read $fields:ident, [$($key:tt)*], [default], []) => {
        match $fields.left {
            0 => Default::default(),
            _ => $fields.optional(record!(@key $($key)*))?,
        }
    };
    (@read $fields:ident, [$($key:tt)*], [], [$yes:literal]) => {
        $fields.usually_true(record!(@key $($key)*))?
    };
}

/// An enum that is written as a word, or as an object with the word as its one field when the variant
/// holds something. Each variant says its word after `as`.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $(
                $(#[$variant_meta:meta])*
                $variant:ident
                $(( $inner:ty ))?
                $({
                    $(
                        $(#[$field_meta:meta])*
                        $field:ident : $ty:ty $(as $key:literal)? $(= $default:ident)?
                    ),* $(,)?
                })?
                as $word:literal
            ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[cfg_attr(feature = "json-schema", schemars(rename = $word))]
                $variant
                $(( $inner ))?
                $({
                    $(
                        $(#[$field_meta])*
                        $(#[cfg_attr(feature = "json-schema", schemars(rename = $key))])?
                        $(#[cfg_attr(feature = "json-schema", schemars($default, skip_serializing_if = "crate::json::is_default"))])?
                        $field: $ty,
                    )*
                })?,
            )*
        }

        impl $crate::json::ToJson for $name {
            fn to_json(&self, sink: &mut dyn $crate::json::Sink) {
                match self {
                    $(
                        Self::$variant $((choice!(@bind content $inner)))? $({ $($field),* })? => {
                            choice!(@write sink, $word, $(content $inner)? $({ $({
                                record!(@write sink, *$field, [$($key)? $field], [$($default)?], []);
                            })* })?);
                        }
                    )*
                }
            }
        }

        impl $crate::json::FromJson for $name {
            fn from_json(json: &$crate::json::Json<'_>) -> Result<Self, $crate::json::JsonError> {
                match $crate::json::variant(json)? {
                    $(
                        ($word, choice!(@expect content $($inner)? $({ $($field)* })?)) => {
                            choice!(@read $variant, $word, content, $($inner)? $({ $(
                                $field: [$($key)? $field] [$($default)?]
                            )* })?)
                        }
                    )*
                    (word, content) => {
                        Err($crate::json::unknown_word(word, content.is_some(), &[$($word),*]))
                    }
                }
            }
        }
    };

    (@bind $content:ident $inner:ty) => { $content };

    (@write $sink:ident, $word:literal, ) => { $sink.text($word) };
    (@write $sink:ident, $word:literal, $content:ident $inner:ty) => {
        $crate::json::single($sink, $word, $content)
    };
    (@write $sink:ident, $word:literal, { $($write:block)* }) => {{
        $sink.begin($crate::json::Container::Object);
        $sink.key($word);
        $sink.begin($crate::json::Container::Object);
        $($write)*
        $sink.end();
        $sink.end();
    }};

    (@expect $content:ident) => { None };
    (@expect $content:ident $($some:tt)+) => { Some($content) };

    (@read $variant:ident, $word:literal, $content:ident, ) => { Ok(Self::$variant) };
    (@read $variant:ident, $word:literal, $content:ident, $inner:ty) => {
        $crate::json::FromJson::from_json($content)
            .map(Self::$variant)
            .map_err(|error: $crate::json::JsonError| error.in_field($word))
    };
    (@read $variant:ident, $word:literal, $content:ident, {
        $($field:ident: [$($key:tt)*] [$($default:ident)?])*
    }) => {
        $crate::json::Fields::of($content)
            .and_then(|mut fields| {
                Ok(Self::$variant {
                    $($field: record!(@read fields, [$($key)*], [$($default)?], []),)*
                })
            })
            .map_err(|error| error.in_field($word))
    };
}
