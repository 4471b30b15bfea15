//! A server that runs until it is dropped.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::{Engine, Place, folder, install};
use crate::say::say;

/// How long a server may take to start, and to stop.
const LIMIT: Duration = Duration::from_secs(60);
const STEP: Duration = Duration::from_millis(50);

/// A server with its folder.
pub(super) struct Running {
    child: Child,
    engine: &'static Engine,
    port: u16,
    warden: Option<Child>,
    /// Removed after the server has stopped.
    folder: TempDir,
}

impl Running {
    /// Makes a data folder, starts a server in it and waits until it takes connections.
    pub fn start(engine: &'static Engine) -> Result<Self, String> {
        let programs = install::programs(engine)?;
        let folder = folder::make().map_err(|e| failed("make a folder", e))?;
        let user = User::for_server(engine)?;
        user.give(folder.path())?;
        let place = Place {
            programs: &programs,
            folder: folder.path(),
            port: free_port()?,
        };
        for mut command in (engine.prepare)(&place) {
            user.run(&mut command)?;
        }
        let (child, warden) = serve(engine, &place, &user)?;
        let port = place.port;
        let mut running = Self {
            warden,
            child,
            engine,
            port,
            folder,
        };
        running.wait_until_ready()?;
        say(&format!(
            "\nstarted {} for tests: {}",
            engine.name,
            running.url()
        ));
        Ok(running)
    }

    pub fn url(&self) -> String {
        (self.engine.url)(self.port)
    }

    fn wait_until_ready(&mut self) -> Result<(), String> {
        let (engine, log) = (self.engine, self.folder.path().join("log"));
        let begin = Instant::now();
        loop {
            let text = fs::read_to_string(&log).unwrap_or_default();
            if text.contains(engine.ready) {
                return Ok(());
            }
            let ended = matches!(self.child.try_wait(), Ok(Some(_)));
            if ended || begin.elapsed() > LIMIT {
                return Err(format!("{} did not start:\n{text}", engine.program));
            }
            sleep(STEP);
        }
    }

    fn dismiss_warden(&mut self) {
        if let Some(mut warden) = self.warden.take() {
            let _ = warden.kill();
            let _ = warden.wait();
        }
    }

    /// Asks the server to stop, and waits for that.
    fn ask_to_stop(&mut self) -> bool {
        let mut kill = Command::new("kill");
        kill.args(["-s", self.engine.stop, &self.child.id().to_string()]);
        let asked = kill.status().is_ok_and(|status| status.success());
        let begin = Instant::now();
        while asked && begin.elapsed() < LIMIT {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return true;
            }
            sleep(STEP);
        }
        false
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.dismiss_warden();
        if !self.ask_to_stop() {
            // It is a server for tests: nothing in it is worth waiting longer for.
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Starts a server in its folder, and what ends it if we cannot.
fn serve(
    engine: &Engine,
    place: &Place<'_>,
    user: &User,
) -> Result<(Child, Option<Child>), String> {
    let mut command = (engine.serve)(place);
    user.enter(&mut command);
    let child = log_to(&mut command, &place.folder.join("log"))?
        .spawn()
        .map_err(|e| failed(&format!("start {}", engine.program), e))?;
    let warden = warden(child.id(), engine.stop, place.folder);
    Ok((child, warden))
}

/// A process that stops the server and removes its folder when we end without doing so: it waits for
/// the end of a pipe that only we hold. A group of its own keeps it from what ends us.
fn warden(server: u32, stop: &str, folder: &Path) -> Option<Child> {
    const WAIT: &str = r#"cat > /dev/null; kill -s "$1" "$2"
        while kill -0 "$2" 2> /dev/null; do sleep 0.1; done; rm -rf "$3""#;
    let mut command = Command::new("sh");
    command.args(["-c", WAIT, "sh", stop, &server.to_string()]);
    command.arg(folder).stdin(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    // Without one, a server may stay when we are killed; that is no reason not to test.
    quiet.spawn().ok()
}

/// Who a server runs as: servers refuse to run as root.
struct User(Option<(u32, u32)>);

impl User {
    fn for_server(engine: &Engine) -> Result<Self, String> {
        if install::user_id(None) != Some(0) {
            return Ok(Self(None));
        }
        let ids = engine
            .users
            .iter()
            .find_map(|name| Some((install::user_id(Some(name))?, install::group_id(name)?)));
        match ids {
            Some(ids) => Ok(Self(Some(ids))),
            None => Err(format!(
                "it refuses to run as root, and there is no user {}",
                engine.users.join(" or ")
            )),
        }
    }

    #[cfg(unix)]
    fn give(&self, folder: &Path) -> Result<(), String> {
        let Some((user, group)) = self.0 else {
            return Ok(());
        };
        std::os::unix::fs::chown(folder, Some(user), Some(group))
            .map_err(|e| failed("give a folder away", e))
    }

    #[cfg(unix)]
    fn enter(&self, command: &mut Command) {
        use std::os::unix::process::CommandExt as _;
        if let Some((user, group)) = self.0 {
            command.uid(user).gid(group);
        }
    }

    /// Nobody is root where this is compiled.
    #[cfg(not(unix))]
    fn give(&self, _: &Path) -> Result<(), String> {
        Ok(())
    }

    #[cfg(not(unix))]
    fn enter(&self, _: &mut Command) {}

    fn run(&self, command: &mut Command) -> Result<(), String> {
        self.enter(command);
        let program = command.get_program().to_owned();
        let output = command.output().map_err(|e| failed("start a program", e))?;
        if output.status.success() {
            return Ok(());
        }
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(format!("{} failed: {message}", program.display()))
    }
}

fn log_to<'a>(command: &'a mut Command, log: &Path) -> Result<&'a mut Command, String> {
    let file = File::create(log).map_err(|e| failed("make a log", e))?;
    let copy = file.try_clone().map_err(|e| failed("make a log", e))?;
    Ok(command.stdin(Stdio::null()).stdout(file).stderr(copy))
}

/// A port that nobody listens on.
fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|e| failed("find a port", e))?;
    let address = listener
        .local_addr()
        .map_err(|e| failed("find a port", e))?;
    Ok(address.port())
}

fn failed(intent: &str, error: std::io::Error) -> String {
    format!("failed to {intent}: {error}")
}

/// What only tests of servers that crash need.
#[cfg(test)]
impl Running {
    /// A command that ends the server and its processes at once, without a chance to clear up, after
    /// so many seconds.
    pub fn killer(&self, seconds: &str) -> Command {
        const KILL: &str = r#"sleep "$1"; kill -KILL "$2" $(ps -o pid= --ppid "$2")"#;
        let mut command = Command::new("sh");
        command.args(["-c", KILL, "sh", seconds, &self.child.id().to_string()]);
        command
    }

    /// Starts a server that was killed, with what is in its folder.
    pub fn start_again(&mut self) -> Result<(), String> {
        self.dismiss_warden();
        self.child
            .wait()
            .map_err(|e| failed("wait for a server", e))?;
        let programs = install::programs(self.engine)?;
        let place = Place {
            programs: &programs,
            folder: self.folder.path(),
            port: self.port,
        };
        let user = User::for_server(self.engine)?;
        (self.child, self.warden) = serve(self.engine, &place, &user)?;
        self.wait_until_ready()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Source;
    use super::*;

    /// A server that is none: it says that it is ready, and the number of its process.
    const FAKE: Engine = Engine {
        name: "fake",
        variable: "FAKE",
        program: "sh",
        folders: &[],
        source: Source::Machine { packages: &[] },
        users: &["nobody"],
        prepare: |place| {
            let mut command = Command::new("touch");
            command.arg(place.folder.join("prepared"));
            vec![command]
        },
        serve: |place| {
            let mut command = place.program("sh");
            command.args(["-c", "test -f prepared && echo $$ is ready; exec sleep 600"]);
            command
        },
        ready: "is ready",
        stop: "TERM",
        url: |port| format!("fake://127.0.0.1:{port}"),
    };

    fn is_running(process: u32) -> bool {
        let mut kill = Command::new("kill");
        kill.args(["-0", &process.to_string()]);
        kill.stderr(Stdio::null()).status().unwrap().success()
    }

    #[test]
    fn a_server_ends_with_its_owner_and_leaves_nothing() {
        let running = Running::start(&FAKE).unwrap();
        let process = running.child.id();
        let folder = running.folder.path().to_owned();
        assert!(is_running(process) && folder.is_dir());
        drop(running);
        assert!(!is_running(process) && !folder.exists());
    }

    #[test]
    fn a_server_ends_although_its_owner_was_killed() {
        let mut running = Running::start(&FAKE).unwrap();
        // What the system does for a process that was killed.
        drop(running.warden.as_mut().unwrap().stdin.take());
        let status = running.child.wait().unwrap();
        assert!(!status.success());
        running.warden.as_mut().unwrap().wait().unwrap();
        assert!(!running.folder.path().exists());
    }

    #[test]
    fn a_server_that_ends_at_once_is_an_error_with_its_own_words() {
        const BROKEN: Engine = Engine {
            serve: |place| {
                let mut command = place.program("sh");
                command.args(["-c", "echo no more room; exit 1"]);
                command
            },
            ..FAKE
        };
        let error = Running::start(&BROKEN).err().unwrap();
        assert!(error.contains("no more room"), "{error}");
    }
}
