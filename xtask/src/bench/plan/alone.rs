//! Plans between the snapshots in two folders, as often as it is told, and prints how many microseconds
//! each time took. The bench compiles it as a program of its own.

use std::path::Path;
use std::time::Instant;

use schema_engine::plan::{PlanRequest, make};
use schema_engine::{Compared, Online, dialect};
use schema_model::snapshot::read;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to, runs] = arguments.as_slice() else {
        panic!("two folders and a number are wanted");
    };
    let [from, to] = [from, to].map(|folder| read(Path::new(folder)).expect("a snapshot"));
    let dialect = dialect(&from.dialect).expect("a known dialect");
    for _ in 0..runs.parse().expect("a number") {
        let start = Instant::now();
        let plan = make(PlanRequest {
            dialect,
            from: &from,
            to: &to,
            compared: Compared::Elaborated,
            hints: &[],
            live: None,
            // There is none, so nothing is tried.
            scratch: &|| dialect.connect_scratch(),
            online: Online::Auto,
            observe: false,
        });
        let took = start.elapsed();
        let count = plan.expect("it can be planned").statements.len();
        assert!(count > 0, "there is something to do");
        println!("{}", took.as_micros());
    }
}
