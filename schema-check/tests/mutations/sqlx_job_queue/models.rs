use chrono::{DateTime, Utc};
use schema_checked::SchemaChecked;
use serde_json::Value;
use uuid::Uuid;

#[derive(Debug, Clone, Copy, sqlx::Type, SchemaChecked)]
#[sqlx(rename_all = "lowercase")]
#[schema(column = "jobs.state")]
pub enum State {
    Queued,
    Running,
    Failed,
    Done,
}

#[derive(Debug, sqlx::FromRow, SchemaChecked)]
pub struct Job {
    id: Uuid,
    queue: String,
    payload: Value,
    state: State,
    attempts: i16,
    max_attempts: i16,
    run_at: DateTime<Utc>,
    locked_by: Option<Uuid>,
    last_error: Option<String>,
}

#[derive(Debug, sqlx::FromRow, SchemaChecked)]
#[schema(table = "job_results")]
pub struct JobResult {
    job_id: Uuid,
    output: Vec<u8>,
    took_seconds: f64,
}
