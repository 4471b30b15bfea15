use chrono::NaiveDateTime;
use schema_checked::SchemaChecked;

#[derive(Debug, diesel::Queryable, diesel::Identifiable, SchemaChecked)]
#[diesel(table_name = books)]
pub struct Book {
    pub id: i64,
    pub isbn: String,
    pub title: String,
    pub author_id: i64,
    pub year: Option<i32>,
    pub price: f64,
    pub cover: Option<Vec<u8>>,
    pub in_print: bool,
}

#[derive(Debug, diesel::Queryable, SchemaChecked)]
#[diesel(table_name = authors)]
pub struct Author {
    pub id: i64,
    pub name: String,
    pub born_on: Option<NaiveDateTime>,
}

#[derive(Debug, diesel::Insertable, SchemaChecked)]
#[diesel(table_name = loans)]
#[schema(insert)]
pub struct NewLoan {
    pub book_id: i64,
    pub reader: String,
    pub due: NaiveDateTime,
}

#[derive(Debug, diesel::Queryable, SchemaChecked)]
#[diesel(table_name = loans)]
pub struct Loan {
    pub book_id: i64,
    pub reader: String,
    pub due: NaiveDateTime,
    pub returned: bool,
}
