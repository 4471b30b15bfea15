//! What our own reading does not see, the second observer does.

use schema_engine::observe::Account;
use schema_engine::plan::{PlanRequest, ProofState, make};
use schema_engine::{Compared, Connector, EngineError, Online, Plan, dialect};
use schema_model::Schema;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A database that gets a table with every change, to which our reading is blind.
struct Blind(Box<dyn Connector>);

impl Connector for Blind {
    fn introspect(&mut self) -> std::result::Result<Schema, EngineError> {
        let mut schema = self.0.introspect()?;
        schema.tables.retain(|table| table.name.name != "ghost");
        Ok(schema)
    }

    fn execute(&mut self, sql: &str) -> std::result::Result<(), EngineError> {
        if sql.starts_with("ALTER TABLE") {
            self.0.execute("CREATE TABLE ghost (a INTEGER)")?;
        }
        self.0.execute(sql)
    }

    fn query(&mut self, sql: &str) -> std::result::Result<Vec<Vec<Option<String>>>, EngineError> {
        self.0.query(sql)
    }

    fn account(&mut self) -> std::result::Result<Account, EngineError> {
        self.0.account()
    }
}

fn plan(observe: bool) -> Result<Plan> {
    let dialect = dialect("sqlite").ok_or("it is built in")?;
    let read = |sql: &str| -> Result<Schema> {
        let mut fresh = dialect.connect_scratch()?;
        fresh.execute(sql)?;
        Ok(fresh.introspect()?)
    };
    Ok(make(PlanRequest {
        dialect,
        from: &read("CREATE TABLE t (a INTEGER)")?,
        to: &read("CREATE TABLE t (a INTEGER, b TEXT)")?,
        compared: Compared::Elaborated,
        hints: &[],
        live: None,
        scratch: &|| Ok(Box::new(Blind(dialect.connect_scratch()?))),
        online: Online::Auto,
        observe,
    })?)
}

#[test]
fn what_we_do_not_see_fails_the_proof_of_a_plan_that_is_observed() -> Result<()> {
    assert_eq!(plan(false)?.proof.state, ProofState::Proven);
    let proof = plan(true)?.proof;
    assert_eq!(proof.state, ProofState::Failed);
    assert_eq!(proof.detail, "`sqlite_master` still sees table ghost");
    Ok(())
}
