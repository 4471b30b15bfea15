//! What has to be taken away again when the program ends before it was done: databases on somebody's
//! server that were made for one use.
//!
//! Usually their owner does it. A program that is stopped calls [`run`] from wherever it learns that.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

type Work = Box<dyn FnOnce() + Send>;

struct Waiting {
    next: u64,
    work: BTreeMap<u64, Work>,
}

static WAITING: Mutex<Waiting> = Mutex::new(Waiting {
    next: 0,
    work: BTreeMap::new(),
});

/// Work that waits; once this is dropped it is not done any more.
#[derive(Debug)]
pub struct Cleanup(u64);

/// Has something done if the program is stopped before the result is dropped.
#[must_use = "dropping it takes the work back"]
pub fn on_stop(work: impl FnOnce() + Send + 'static) -> Cleanup {
    let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
    waiting.next += 1;
    let key = waiting.next;
    waiting.work.insert(key, Box::new(work));
    Cleanup(key)
}

/// Does all that waits; for a program that ends now.
pub fn run() {
    loop {
        let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((_, work)) = waiting.work.pop_first() else {
            return;
        };
        drop(waiting);
        work();
    }
}

impl Drop for Cleanup {
    fn drop(&mut self) {
        let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.work.remove(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn only_what_still_waits_is_done() {
        let done = Arc::new(AtomicUsize::new(0));
        let add = |number: usize| {
            let done = done.clone();
            on_stop(move || {
                done.fetch_add(number, Ordering::Relaxed);
            })
        };
        let (_kept, dropped) = (add(1), add(10));
        drop(dropped);
        run();
        run();
        assert_eq!(done.load(Ordering::Relaxed), 1);
    }
}
