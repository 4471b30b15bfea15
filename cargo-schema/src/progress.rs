//! A line that says what is being waited for, on a terminal and only when it takes a while.
//!
//! It is gone when the work is done, so nothing of it is left in what people copy.

use std::io::IsTerminal;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Work that takes no longer needs no words.
const PATIENCE: Duration = Duration::from_millis(400);
const TICK: Duration = Duration::from_millis(100);

/// A line that stands until it is dropped.
pub struct Progress {
    say: Option<Sender<String>>,
    shown: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins a line, if somebody would see it.
    pub fn new(text: String, is_wanted: bool) -> Self {
        if !is_wanted || !is_seen() {
            return Self {
                say: None,
                shown: None,
            };
        }
        let (say, said) = channel();
        Self {
            say: Some(say),
            shown: Some(std::thread::spawn(move || show(text, &said))),
        }
    }

    /// Says something else.
    pub fn set(&self, text: String) {
        if let Some(say) = &self.say {
            // Without somebody to show it there is nothing to do.
            let _ = say.send(text);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.say = None;
        if let Some(shown) = self.shown.take() {
            let _ = shown.join();
        }
    }
}

/// Runs in builds and pipes keep every line, and would be full of this one.
fn is_seen() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
    std::io::stderr().is_terminal() && !is_set("CI") && !is_dumb
}

fn show(mut text: String, said: &Receiver<String>) {
    loop {
        match said.recv_timeout(PATIENCE) {
            Ok(newer) => text = newer,
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.set_message(text);
    bar.enable_steady_tick(TICK);
    while let Ok(newer) = said.recv() {
        bar.set_message(newer);
    }
    bar.finish_and_clear();
}
