//! Structs and enums that derive the traits of sqlx, diesel and sea-orm beside `SchemaChecked`, with
//! the attributes that each of them wants. The schema is the one that these attributes describe.

#![deny(warnings)]

use schema_checked::SchemaChecked;

diesel::table! {
    users (id) {
        id -> BigInt,
        email -> Text,
        nickname -> Nullable<Text>,
        street -> Text,
        town -> Text,
    }
}

/// One struct for all three.
#[derive(
    Debug,
    Clone,
    sqlx::FromRow,
    diesel::Queryable,
    diesel::Selectable,
    sea_orm::FromQueryResult,
    SchemaChecked,
)]
#[diesel(table_name = users)]
#[schema(ignore(mood, street, town))]
pub struct User {
    pub id: i64,
    #[sqlx(rename = "email")]
    #[diesel(column_name = email)]
    #[sea_orm(from_alias = "email")]
    pub address: String,
    pub nickname: Option<String>,
}

/// For INSERT.
#[derive(Debug, diesel::Insertable, SchemaChecked)]
#[diesel(table_name = crate::users)]
#[schema(insert)]
pub struct NewUser<'a> {
    pub email: &'a str,
    #[diesel(embed)]
    pub place: NewPlace<'a>,
}

/// Columns of the same row.
#[derive(Debug, diesel::Insertable, SchemaChecked)]
#[diesel(table_name = users)]
#[schema(partial)]
pub struct NewPlace<'a> {
    pub street: &'a str,
    pub town: &'a str,
}

/// For sqlx, with an enum type, with columns of another struct, and with a field that is none.
#[derive(Debug, sqlx::FromRow, SchemaChecked)]
#[schema(table = "users", ignore(nickname))]
pub struct Account {
    pub id: i64,
    pub email: String,
    pub mood: Mood,
    #[sqlx(flatten)]
    pub place: Place,
    #[sqlx(skip)]
    pub is_selected: bool,
    #[sqlx(default)]
    pub comes_from_a_join: Option<String>,
}

/// Columns of the same row.
#[derive(Debug, sqlx::FromRow, SchemaChecked)]
#[sqlx(rename_all = "lowercase")]
#[schema(table = "users", partial)]
pub struct Place {
    pub street: String,
    pub town: String,
}

/// An enum type.
#[derive(Debug, Clone, Copy, sqlx::Type, SchemaChecked)]
#[sqlx(type_name = "mood", rename_all = "kebab-case")]
pub enum Mood {
    Happy,
    SoSo,
    #[sqlx(rename = "sad")]
    Unhappy,
}

/// What sea-orm calls an entity.
pub mod cake {
    use schema_checked::SchemaChecked;
    use sea_orm::entity::prelude::*;

    /// A row.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, SchemaChecked)]
    #[sea_orm(schema_name = "public", table_name = "cakes")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(column_name = "Name")]
        pub name: String,
        pub price: Option<f64>,
        pub size: Size,
        #[sea_orm(ignore)]
        pub is_selected: bool,
    }

    /// Codes of a CHECK constraint.
    #[derive(Clone, Copy, Debug, PartialEq, EnumIter, DeriveActiveEnum, SchemaChecked)]
    #[sea_orm(rs_type = "i32", db_type = "Integer")]
    #[schema(column = "cakes.size")]
    pub enum Size {
        #[sea_orm(num_value = 1)]
        Small,
        #[sea_orm(num_value = 2)]
        Big,
    }

    /// Cakes are alone.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
