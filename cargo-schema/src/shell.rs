//! The only place that prints: data on stdout, all else on stderr, no secrets, colour only where
//! it is wanted.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use console::Term;
use schema_model::Severity;

use crate::cli::{Color, Global};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::secrets::Secrets;
use crate::{cut, wrap};

/// Of what stops.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
/// Of what is odd.
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// Of what helps.
pub const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// Prints.
pub struct Shell {
    secrets: Secrets,
    color: ColorChoice,
    quiet: bool,
    verbose: bool,
}

impl Shell {
    /// A shell that does not know its options yet.
    pub fn new() -> Self {
        Self {
            secrets: Secrets::default(),
            color: ColorChoice::Auto,
            quiet: false,
            verbose: false,
        }
    }

    /// Takes over the options.
    pub fn configure(&mut self, global: &Global) {
        self.quiet = global.quiet;
        self.verbose = global.verbose;
        self.color = match global.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
    }

    /// Remembers the secrets in a text, to keep them out of every message.
    pub fn learn_secrets(&mut self, text: &str) {
        self.secrets.learn(text);
    }

    /// Prints data on stdout.
    ///
    /// # Errors
    /// When stdout cannot be written. A reader that went away (`| head`) has what it wanted.
    pub fn data(&self, text: &str) -> Result<(), Failure> {
        let mut stream = AutoStream::new(io::stdout(), self.color).lock();
        let result = stream
            .write_all(text.as_bytes())
            .and_then(|()| stream.flush());
        match result {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::new(format!("failed to write to stdout: {error}")))
            }
            _ => Ok(()),
        }
    }

    /// Sentences for people, as wide as their terminal if that is where stdout goes.
    pub fn fitted(&self, text: &str) -> String {
        wrap::fit(text, &Term::stdout())
    }

    /// A list that may be very long, for stdout: on a terminal only its beginning, unless everything
    /// was asked for.
    pub fn listed(&self, text: &str) -> String {
        match self.verbose || !io::stdout().is_terminal() {
            true => text.into(),
            false => cut::cut(text),
        }
    }

    /// Says what is going on.
    pub fn note(&self, text: impl fmt::Display) {
        if !self.quiet {
            self.say(&text.to_string());
        }
    }

    /// Says what is being waited for, on a terminal, as long as the result lives. Those who want to
    /// know more get lines of their own, which such a line would mix with.
    pub fn progress(&self, text: impl fmt::Display) -> Progress {
        let is_wanted = !self.quiet && !self.verbose;
        Progress::new(self.secrets.redact(&text.to_string()), is_wanted)
    }

    /// Whether somebody sits there who reads questions and can answer them.
    pub fn can_ask(&self) -> bool {
        !self.quiet && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks a question; only `y` and `yes` mean yes.
    ///
    /// # Errors
    /// When the answer cannot be read.
    pub fn ask(&self, question: &str) -> Result<bool, Failure> {
        self.say(&format!("{question} [y/N]"));
        let mut answer = String::new();
        io::stdin()
            .read_line(&mut answer)
            .map_err(|error| Failure::new(format!("failed to read the answer: {error}")))?;
        let answer = answer.trim().to_ascii_lowercase();
        Ok(answer == "y" || answer == "yes")
    }

    /// Says what only a curious reader wants to know.
    pub fn detail(&self, text: impl fmt::Display) {
        if self.verbose {
            self.say(&text.to_string());
        }
    }

    /// Says what is probably not as it should be.
    pub fn warn(&self, text: impl fmt::Display) {
        self.say(&format!("{WARNING}warning{WARNING:#}: {text}"));
    }

    /// Says why the command failed, and gives the exit code for that.
    pub fn failure(&self, failure: &Failure) -> ExitCode {
        self.say(&format!("{ERROR}error{ERROR:#}: {}", failure.message));
        if let Some(help) = &failure.help {
            self.say(&format!("  {NOTE}help{NOTE:#}: {help}"));
        }
        ExitCode::from(failure.code)
    }

    /// Prints what clap has to say: help and version on stdout, usage errors on stderr.
    pub fn usage(&self, error: &clap::Error) -> ExitCode {
        let text = error.render().ansi().to_string();
        if error.use_stderr() {
            self.say(text.trim_end());
            return ExitCode::from(2);
        }
        match self.data(&text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => self.failure(&failure),
        }
    }

    /// The same of a list that may be very long, as [`listed`](Self::listed).
    pub fn note_list(&self, text: &str) {
        match self.verbose || !io::stderr().is_terminal() {
            true => self.note(text.trim_end()),
            false => self.note(cut::cut(text).trim_end()),
        }
    }

    fn say(&self, text: &str) {
        let mut stream = AutoStream::new(io::stderr(), self.color).lock();
        // Nobody is left to be told when stderr is closed.
        let text = wrap::fit(&self.secrets.redact(text), &Term::stderr());
        let _ = writeln!(stream, "{text}");
    }
}

/// The colour of a severity.
pub fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Critical => ERROR,
        Severity::High => AnsiColor::Red.on_default(),
        Severity::Medium => AnsiColor::Yellow.on_default(),
        Severity::Low => Style::new(),
    }
}
