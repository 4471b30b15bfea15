//! Every type of PostgreSQL through the models for `tokio-postgres`.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use targets::tokio_postgres::public::{Array, EveryType, NewArray, NewEveryType};
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

#[tokio::test]
async fn what_is_read_is_written_back_equal() {
    let url = std::env::var("SCHEMA_TEST_POSTGRES")
        .expect("run this test by `cargo xtask servers`, which sets SCHEMA_TEST_POSTGRES");
    if url == "left-out" {
        return;
    }
    let mut config: Config = url.parse().unwrap();
    let admin = connect(&config).await;
    let name = format!("targets_{}", std::process::id());
    admin
        .batch_execute(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    config.dbname(&name);
    let client = connect(&config).await;
    client.batch_execute(SCHEMA).await.unwrap();
    client.batch_execute(VALUES).await.unwrap();

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
    admin
        .batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"))
        .await
        .unwrap();
}
