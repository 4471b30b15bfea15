//! Every type of PostgreSQL through the models for `tokio-postgres`.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use targets::tokio_postgres::public::{Array, EveryType, NewArray, NewEveryType};
use targets::{
    tokio_postgres_composites, tokio_postgres_enums, tokio_postgres_hostile, tokio_postgres_same,
};
use tokio_postgres::{Client, Config, NoTls};

const SCHEMA: &str = include_str!("../../introspect/types/postgres/schema.sql");
const VALUES: &str = include_str!("../values/postgres.sql");

async fn connect(config: &Config) -> Client {
    let (client, connection) = config.connect(NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn distinct(client: &Client, table: &str) -> usize {
    let sql = format!("SELECT count(DISTINCT t::text) FROM {table} t");
    let count: i64 = client.query_one(&sql, &[]).await.unwrap().get(0);
    usize::try_from(count).unwrap()
}

/// The server, and a client of an empty database of its own with its name; none when it was left out.
async fn database(what: &str) -> Option<(Client, Client, String)> {
    let mut config: Config = targets::server("SCHEMA_TEST_POSTGRES")?.parse().unwrap();
    let admin = connect(&config).await;
    let name = format!("targets_{what}_{}", std::process::id());
    run(&admin, &format!("CREATE DATABASE {name}")).await;
    config.dbname(&name);
    Some((admin, connect(&config).await, name))
}

async fn run(client: &Client, sql: &str) {
    client.batch_execute(sql).await.unwrap();
}

#[tokio::test]
async fn what_is_read_is_written_back_equal() {
    let Some((admin, client, name)) = database("types").await else {
        return;
    };
    run(&client, SCHEMA).await;
    run(&client, VALUES).await;

    let read = client.query(EveryType::SELECT, &[]).await.unwrap();
    let rows: Vec<EveryType> = read
        .iter()
        .map(|row| EveryType::from_row(row).unwrap())
        .collect();
    assert!(rows.len() > 20);
    for row in &rows {
        assert_eq!(
            NewEveryType::from(row.clone())
                .insert(&client)
                .await
                .unwrap(),
            1
        );
    }
    assert_eq!(distinct(&client, "every_type").await, rows.len());

    let read = client.query(Array::SELECT, &[]).await.unwrap();
    let arrays: Vec<Array> = read
        .iter()
        .map(|row| Array::from_row(row).unwrap())
        .collect();
    assert!(arrays.len() > 2);
    for row in &arrays {
        assert_eq!(
            NewArray::from(row.clone()).insert(&client).await.unwrap(),
            1
        );
    }
    assert_eq!(distinct(&client, "arrays").await, arrays.len());
    drop(client);
    run(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

#[tokio::test]
async fn types_of_a_schema_are_written_back_equal() {
    let Some((admin, client, name)) = database("own_types").await else {
        return;
    };
    macro_rules! check {
        ($models:ident, $schema:expr, $values:expr) => {
            run(&client, include_str!($schema)).await;
            run(&client, include_str!($values)).await;
            // What is `None` in a new row is left to its default.
            run(&client, "ALTER TABLE uses ALTER g DROP DEFAULT").await;
            let read = client.query($models::Use::SELECT, &[]).await.unwrap();
            assert!(!read.is_empty());
            for row in &read {
                let row = $models::Use::from_row(row).unwrap();
                let new = $models::NewUse::from(row);
                assert_eq!(new.insert(&client).await.unwrap(), 1);
            }
            assert_eq!(distinct(&client, "uses").await, read.len());
        };
    }
    check!(
        tokio_postgres_enums,
        "../../introspect/enums-and-domains/postgres/schema.sql",
        "../values/enums-and-domains.sql"
    );
    run(&client, "DROP TABLE uses").await;
    check!(
        tokio_postgres_composites,
        "../../introspect/composites-and-ranges/postgres/schema.sql",
        "../values/composites-and-ranges.sql"
    );
    drop(client);
    run(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

#[tokio::test]
async fn types_of_any_name_and_namespace_are_written_and_read() {
    use tokio_postgres_hostile::odd_schema;
    use tokio_postgres_same::{a, b};
    let Some((admin, client, name)) = database("names").await else {
        return;
    };
    let schema = include_str!("../../introspect/hostile-names/postgres/schema.sql");
    run(&client, schema).await;
    let row = r#"INSERT INTO "Odd Schema"."select" ("from", "it's") VALUES (1, '''')"#;
    run(&client, row).await;
    let update = odd_schema::UpdateSelect {
        it_s: Some(Some("a\"b".parse().unwrap())),
        ..Default::default()
    };
    assert_eq!(update.update(&client, &1).await.unwrap(), 1);
    let read = client.query_one(odd_schema::Select::SELECT, &[]).await;
    let row = odd_schema::Select::from_row(&read.unwrap()).unwrap();
    assert_eq!(row.it_s.unwrap().as_str(), "a\"b");

    let schema = include_str!("../../introspect/same-names/postgres/schema.sql");
    run(&client, schema).await;
    let thing = a::NewThing {
        id: 1,
        kind: Some(a::Kind::Two),
        other: Some(b::Kind::Three),
        code: Some("x".into()),
    };
    thing.insert(&client).await.unwrap();
    let read = client.query_one(a::Thing::SELECT, &[]).await.unwrap();
    let thing = a::Thing::from_row(&read).unwrap();
    assert_eq!(
        (thing.kind, thing.other),
        (a::Kind::Two, Some(b::Kind::Three))
    );
    let date = a::NewDates {
        ours: Some(a::Date { day: Some(29) }),
        theirs: None,
    };
    date.insert(&client).await.unwrap();
    let read = client.query_one(a::Dates::SELECT, &[]).await.unwrap();
    let dates = a::Dates::from_row(&read).unwrap();
    assert_eq!(dates.ours.unwrap().day, Some(29));
    drop(client);
    run(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
}
