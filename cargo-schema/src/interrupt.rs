//! What happens when somebody stops the program with Ctrl-C, or the system ends it.
//!
//! Files that are being written are written to their end, databases that were made for one use are
//! dropped, and the exit code is the one that shells know. What an apply leaves behind is said by
//! its journal, not here.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// As shells count: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

static WRITING: Mutex<()> = Mutex::new(());
static STOPPING: AtomicBool = AtomicBool::new(false);

/// Waits for the signal, beside the work.
pub fn watch() {
    // Without the handler the program just ends, which tears no single file either.
    let _ = ctrlc::set_handler(stop);
}

/// Does something to its end, also when the program is to stop: files that belong together are
/// written. It must not hold off again inside.
pub fn held_off<T>(work: impl FnOnce() -> T) -> T {
    let _held = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    work()
}

/// What the work came to, unless the program is about to end: then it is not told any more, since
/// a lost connection is our own doing.
pub fn settle<T>(outcome: T) -> T {
    while STOPPING.load(Ordering::Relaxed) {
        std::thread::park();
    }
    outcome
}

fn stop() {
    STOPPING.store(true, Ordering::Relaxed);
    held_off(end);
}

fn end() {
    schema_engine::cleanup::run();
    // Nobody may be left to be told.
    let _ = writeln!(anstream::stderr(), "\ninterrupted");
    std::process::exit(INTERRUPTED);
}
