#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::SchemaChecked;

use std::sync::Arc;

type Text = std::string::String;
type Maybe<T> = Option<T>;

#[derive(SchemaChecked)]
#[schema(transparent)]
struct Email(String);

#[derive(SchemaChecked)]
#[schema(transparent)]
struct Wrapper<T>(T);

#[derive(SchemaChecked)]
#[schema(table = "users")]
struct User<'a> {
    id: Wrapper<i64>,
    email: &'a Email,
    display_name: Maybe<Text>,
    created_at: Arc<str>,
    status: std::borrow::Cow<'a, str>,
}

#[derive(SchemaChecked)]
#[schema(table = "users", partial)]
struct Generic<T, const N: usize = 3>
where
    T: Clone,
{
    email: T,
    #[schema(skip)]
    rest: [T; N],
}

#[derive(SchemaChecked)]
#[schema(table = "products", partial, db = "shop")]
struct Product {
    #[schema(lossy)]
    id: i32,
    #[schema(lossy)]
    price: f64,
    tags: Option<Vec<Option<String>>>,
    slug: String,
}

macro_rules! row {
    ($vis:vis $name:ident { $($field:ident: $ty:ty),* }) => {
        #[derive(SchemaChecked)]
        #[schema(table = "users", partial)]
        $vis struct $name { $($field: $ty),* }
    };
}

row!(pub(crate) FromMacro { id: i64, display_name: Option<String> });

fn main() {}
