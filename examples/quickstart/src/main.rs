//! A list of tasks in SQLite: one struct and one enum written by hand and checked against the
//! schema, the other structs written by the build script.

use schema_checked::SchemaChecked;
use sqlx::{Connection, SqliteConnection};

use crate::models::{NewPerson, NewTask, OpenTask, TaskStatus};

mod table;

/// Written by the build script from the snapshot in `schema/`.
mod models {
    schema_checked::include_models!();
}

/// Written by hand. The build fails when it stops fitting the table.
#[derive(Debug, sqlx::FromRow, SchemaChecked)]
#[schema(table = "tasks", partial)]
struct TaskSummary {
    id: i64,
    title: String,
    status: Status,
    hours: f64,
    notes: Option<String>,
}

/// Written by hand. The build fails when the table allows other values.
#[derive(Debug, Clone, Copy, sqlx::Type, SchemaChecked)]
#[sqlx(rename_all = "snake_case")]
#[schema(column = "tasks.status")]
enum Status {
    Open,
    InProgress,
    Done,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), sqlx::Error> {
    let mut db = SqliteConnection::connect("sqlite::memory:").await?;
    sqlx::raw_sql(include_str!("../../../schema.sql"))
        .execute(&mut db)
        .await?;
    write(&mut db).await?;
    print_tasks(&summaries(&mut db).await?);
    print_open_tasks(&open_tasks(&mut db).await?);
    Ok(())
}

async fn write(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let ada = NewPerson {
        id: None,
        name: "Ada".into(),
        email: "ada@example.org".into(),
        joined_on: None,
    };
    let ada = insert_person(db, &ada).await?;
    let tasks = [
        ("Design the schema", TaskStatus::Done, Some(ada), 3.5),
        ("Check the structs", TaskStatus::InProgress, Some(ada), 1.0),
        ("Celebrate", TaskStatus::Open, None, 0.0),
    ];
    for (title, status, assignee_id, hours) in tasks {
        let task = NewTask {
            id: None,
            title: title.into(),
            status: Some(status),
            assignee_id,
            hours: Some(hours),
            notes: assignee_id.is_none().then(|| "everybody comes".into()),
        };
        insert_task(db, &task).await?;
    }
    Ok(())
}

async fn insert_person(db: &mut SqliteConnection, person: &NewPerson) -> Result<i64, sqlx::Error> {
    let done = sqlx::query("INSERT INTO people (name, email) VALUES (?, ?)")
        .bind(&person.name)
        .bind(&person.email)
        .execute(db)
        .await?;
    Ok(done.last_insert_rowid())
}

async fn insert_task(db: &mut SqliteConnection, task: &NewTask) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO tasks (title, status, assignee_id, hours, notes) VALUES (?, ?, ?, ?, ?)";
    sqlx::query(sql)
        .bind(&task.title)
        .bind(task.status)
        .bind(task.assignee_id)
        .bind(task.hours)
        .bind(&task.notes)
        .execute(db)
        .await?;
    Ok(())
}

async fn summaries(db: &mut SqliteConnection) -> Result<Vec<TaskSummary>, sqlx::Error> {
    sqlx::query_as("SELECT id, title, status, hours, notes FROM tasks ORDER BY id")
        .fetch_all(db)
        .await
}

async fn open_tasks(db: &mut SqliteConnection) -> Result<Vec<OpenTask>, sqlx::Error> {
    sqlx::query_as("SELECT id, title, assignee FROM open_tasks ORDER BY id")
        .fetch_all(db)
        .await
}

#[expect(clippy::print_stdout, reason = "it is what the example is for")]
fn print_tasks(tasks: &[TaskSummary]) {
    let rows = tasks.iter().map(|task| {
        [
            task.id.to_string(),
            task.title.clone(),
            format!("{:?}", task.status),
            task.hours.to_string(),
            task.notes.clone().unwrap_or_default(),
        ]
    });
    println!("Tasks, through a struct and an enum written by hand:\n");
    println!(
        "{}",
        table::of(["id", "title", "status", "hours", "notes"], rows)
    );
}

#[expect(clippy::print_stdout, reason = "it is what the example is for")]
fn print_open_tasks(tasks: &[OpenTask]) {
    let rows = tasks.iter().map(|task| {
        [
            task.id.to_string(),
            task.title.clone(),
            task.assignee.clone().unwrap_or("nobody".into()),
        ]
    });
    println!("Open tasks, through a struct written by the build script:\n");
    println!("{}", table::of(["id", "title", "assignee"], rows));
}
