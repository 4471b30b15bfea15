//! The rules: what can be wrong with a struct or enum. Each has a code that never changes, which
//! stands in the first line of its message and names its page in `docs/checks/`.

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $code:ident $name:ident,)*) => {
        /// Something that can be wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[doc = $doc])+ $name,)*
        }

        impl Rule {
            /// Every rule, in the order of the codes.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code, as in `SC103`.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($code),)*
                }
            }
        }
    };
}

rules! {
    /// There is no such table or view.
    SC101 NoSuchTable,
    /// There is no such named type, or it is of another kind.
    SC102 NoSuchType,
    /// A field stands for a column that is not there.
    SC103 NoSuchColumn,
    /// A column has no field.
    SC104 ColumnWithoutField,
    /// A column that needs a value has no field in a struct for INSERT.
    SC105 InsertLacksColumn,
    /// Two fields stand for one column.
    SC106 ColumnTwice,
    /// A struct for INSERT or UPDATE has a field for a column that cannot be written.
    SC107 NotWritable,
    /// The fields of a struct cannot stand for columns.
    SC108 NoFields,
    /// `ignore` names a column that is not there.
    SC109 IgnoresNothing,
    /// The primary key is another one.
    SC110 OtherPrimaryKey,
    /// Nothing makes these columns unique.
    SC111 NotUnique,
    /// The column refers to something else.
    SC112 OtherReference,
    /// The database has moved, and an attribute that waited for it can go.
    SC113 HasMoved,
    /// The native type is another one.
    SC114 OtherNativeType,
    /// The default is another one.
    SC115 OtherDefault,
    /// No index helps to find rows by these columns.
    SC116 NoIndex,
    /// The fields are in another order than the attributes of the composite type.
    SC117 OtherFieldOrder,
    /// The type of the field is another one than the column's.
    SC201 OtherType,
    /// The type of the field holds only some of the column's values.
    SC202 LosesValues,
    /// The column can be NULL, and the field cannot.
    SC203 NeverNull,
    /// The field can be `None`, and the column cannot be NULL.
    SC204 AlwaysSome,
    /// Whether the type of the field holds the column's values is not known.
    SC205 UnknownType,
    /// A type is spelled like one of the standard library and is another one.
    SC206 SpelledAlike,
    /// The type holds the column's values, and the driver refuses to read the column as it.
    SC207 DriverRefuses,
    /// A variant stands for a value that the database does not have.
    SC301 VariantWithoutValue,
    /// A value of the database has no variant.
    SC302 ValueWithoutVariant,
    /// All variants are spelled in another convention than the values.
    SC303 OtherConvention,
    /// The variants are in another order than the values.
    SC304 OtherOrder,
    /// Two variants stand for one value.
    SC305 ValueTwice,
    /// A variant carries data, and values do not.
    SC306 VariantWithData,
    /// A column does not list its values, so no enum stands for it.
    SC307 NoValuesListed,
    /// An attribute cannot be understood.
    SC401 UnknownAttribute,
    /// An attribute is said twice.
    SC402 SaidTwice,
    /// An attribute stands on something that it cannot be meant for.
    SC403 WrongItem,
    /// There is no snapshot.
    SC501 NoSnapshot,
    /// The snapshot cannot be read.
    SC502 UnreadableSnapshot,
}

impl Rule {
    /// The message with the code at the end of its first line; what follows is the remedy.
    ///
    /// A name may hold line breaks; they are shown as they are written in code.
    pub(crate) fn sign(self, message: &str) -> String {
        let one_line = |text: &str| text.replace('\n', "\\n").replace('\r', "\\r");
        match message.split_once("\nhelp: ") {
            Some((fact, remedy)) => format!(
                "{} [{}]\nhelp: {}",
                one_line(fact),
                self.code(),
                one_line(remedy)
            ),
            None => format!("{} [{}]", one_line(message), self.code()),
        }
    }
}
