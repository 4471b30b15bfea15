//! Types that say nothing of a column, or not one thing.

#[derive(SchemaChecked)]
#[schema(table = "users")]
struct User {
    id: i64,
    price: rust_decimal::Decimal,
    state: State,
    kind: Kind,
    home: Home,
    count: u64,
    #[sqlx(try_from = "i64")]
    from: Secret,
    pair: (i64, i64),
}

#[derive(SchemaChecked)]
#[schema(type = "state")]
enum State {
    On,
}

#[derive(SchemaChecked)]
#[schema(column = "others.kind")]
enum Kind {
    A,
}
