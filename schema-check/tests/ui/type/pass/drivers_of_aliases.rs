#![deny(warnings)]
#![allow(dead_code)]

use schema_checked::{Holds, SchemaChecked};

type Rank = i16;
type MaybeTags = Option<Vec<String>>;

#[derive(SchemaChecked)]
#[schema(transparent)]
struct Digest(i32);

#[derive(SchemaChecked)]
#[schema(table = "products", partial, driver = "sqlx", db = "shop")]
struct Product {
    rank: Rank,
    digest: Vec<Digest>,
    mood: Mood,
    tags: MaybeTags,
}

#[derive(SchemaChecked)]
#[schema(type = "mood", db = "shop", rename_all = "kebab-case")]
enum Mood {
    Happy,
    SoSo,
    Sad,
}

/// A type that holds whatever there is is not taken for one that is refused.
struct Anything;

impl<L: ?Sized> Holds<L> for Anything {}

#[derive(SchemaChecked)]
#[schema(table = "products", partial, driver = "sqlx", db = "shop")]
struct Raw<'a, T> {
    rank: Anything,
    mood: &'a Anything,
    digest: Vec<T>,
}

schema_checked::expect_checked!(Raw<'static, i32>);

fn main() {}
