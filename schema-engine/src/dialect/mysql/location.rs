//! Where a server is: the parts of a URL.
//!
//! `mysql://user:password@host:3306/database?ssl-mode=required&socket=/run/mysqld/mysqld.sock`
//!
//! Passwords may be pasted in as they are; what is percent-encoded is decoded. Only a password
//! with `@` followed by what looks like a host, or with `%` and two digits, has to be encoded.

use percent_encoding::percent_decode_str;
use sqlx::mysql::{MySqlConnectOptions, MySqlSslMode};

use crate::{EngineError, redact_url};

/// The parts of a URL.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Location {
    host: String,
    port: u16,
    user: Option<String>,
    password: Option<String>,
    /// The database.
    pub database: Option<String>,
    socket: Option<String>,
    tls: Tls,
}

/// How the connection is encrypted.
#[derive(Clone, PartialEq, Eq, Default)]
struct Tls {
    mode: Option<MySqlSslModeName>,
    ca: Option<String>,
    certificate: Option<String>,
    key: Option<String>,
}

/// What to do about encryption, from nothing to checking who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MySqlSslModeName {
    Disabled,
    Preferred,
    Required,
    VerifyCa,
    VerifyIdentity,
}

/// The words for encryption, as the command-line clients have them.
const MODES: &[(&str, MySqlSslModeName)] = &[
    ("disabled", MySqlSslModeName::Disabled),
    ("preferred", MySqlSslModeName::Preferred),
    ("required", MySqlSslModeName::Required),
    ("verify_ca", MySqlSslModeName::VerifyCa),
    ("verify_identity", MySqlSslModeName::VerifyIdentity),
];

impl Location {
    /// Understands a URL.
    pub fn parse(url: &str) -> Result<Self, EngineError> {
        let wrong = |reason: String| EngineError::UnknownSource {
            text: redact_url(url),
            reason,
        };
        let (_, rest) = url
            .split_once("://")
            .ok_or_else(|| wrong("write `mysql://user:password@host:3306/database`".into()))?;
        let (credentials, place) = match rest.rsplit_once('@') {
            Some((credentials, place)) => (Some(credentials), place),
            None => (None, rest),
        };
        let (place, query) = place.split_once('?').unwrap_or((place, ""));
        let (address, database) = place.split_once('/').unwrap_or((place, ""));
        let (host, port) = split_port(address);
        let port = match port {
            Some(port) => port.parse().map_err(|_| {
                wrong(format!(
                    "`{port}` is not a port: write a number up to 65535"
                ))
            })?,
            None => 3306,
        };
        let (user, password) = match credentials.map(|c| c.split_once(':').unwrap_or((c, ""))) {
            Some((user, "")) => (Some(decode(user)), None),
            Some((user, password)) => (Some(decode(user)), Some(decode(password))),
            None => (None, None),
        };
        let mut location = Self {
            host: if host.is_empty() {
                "localhost".into()
            } else {
                decode(host)
            },
            port,
            user,
            password,
            database: Some(decode(database.trim_end_matches('/'))).filter(|name| !name.is_empty()),
            socket: None,
            tls: Tls::default(),
        };
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            location.set(name, decode(value)).map_err(wrong)?;
        }
        Ok(location)
    }

    fn set(&mut self, name: &str, value: String) -> Result<(), String> {
        match name.replace('_', "-").to_ascii_lowercase().as_str() {
            "socket" => self.socket = Some(value),
            "ssl-mode" | "sslmode" => {
                let word = value.replace('-', "_").to_ascii_lowercase();
                let mode = MODES.iter().find(|(known, _)| *known == word);
                let known = || {
                    MODES
                        .iter()
                        .map(|(word, _)| format!("`{word}`"))
                        .collect::<Vec<_>>()
                };
                let mode = mode.ok_or_else(|| {
                    format!(
                        "ssl-mode `{value}` is unknown; known are {}",
                        known().join(", ")
                    )
                })?;
                self.tls.mode = Some(mode.1);
            }
            "ssl-ca" | "sslca" => self.tls.ca = Some(value),
            "ssl-cert" | "sslcert" => self.tls.certificate = Some(value),
            "ssl-key" | "sslkey" => self.tls.key = Some(value),
            "user" => self.user = Some(value),
            "password" => self.password = Some(value),
            // What other programs understand in the same URL is no fault here.
            _ => {}
        }
        Ok(())
    }

    /// What the driver asks for. Modes and time zone stay those of the server: text that is
    /// executed has to mean what it means in any other client.
    pub fn options(&self) -> MySqlConnectOptions {
        let mut options = MySqlConnectOptions::new()
            .host(self.host.trim_start_matches('[').trim_end_matches(']'))
            .port(self.port)
            .pipes_as_concat(false)
            .no_engine_substitution(false)
            .timezone(None)
            .statement_cache_capacity(0);
        if let Some(user) = &self.user {
            options = options.username(user);
        }
        if let Some(password) = &self.password {
            options = options.password(password);
        }
        if let Some(database) = &self.database {
            options = options.database(database);
        }
        if let Some(socket) = &self.socket {
            options = options.socket(socket);
        }
        self.tls.apply(options)
    }
}

impl Tls {
    fn apply(&self, mut options: MySqlConnectOptions) -> MySqlConnectOptions {
        if let Some(mode) = self.mode {
            options = options.ssl_mode(match mode {
                MySqlSslModeName::Disabled => MySqlSslMode::Disabled,
                MySqlSslModeName::Preferred => MySqlSslMode::Preferred,
                MySqlSslModeName::Required => MySqlSslMode::Required,
                MySqlSslModeName::VerifyCa => MySqlSslMode::VerifyCa,
                MySqlSslModeName::VerifyIdentity => MySqlSslMode::VerifyIdentity,
            });
        }
        if let Some(ca) = &self.ca {
            options = options.ssl_ca(ca);
        }
        if let Some(certificate) = &self.certificate {
            options = options.ssl_client_cert(certificate);
        }
        if let Some(key) = &self.key {
            options = options.ssl_client_key(key);
        }
        options
    }
}

/// `host`, `host:port` or `[::1]:port`.
fn split_port(address: &str) -> (&str, Option<&str>) {
    match address.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port).filter(|p| !p.is_empty())),
        _ => (address, None),
    }
}

/// Percent-decoded, unless that would not be text.
fn decode(text: &str) -> String {
    percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), |decoded| decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str) -> Location {
        Location::parse(url).unwrap()
    }

    #[test]
    fn passwords_may_be_pasted_in_or_encoded() {
        for (url, password) in [
            ("mysql://u:p@h/d", "p"),
            ("mysql://u:p@ss:w/o#r?d@h/d", "p@ss:w/o#r?d"),
            ("mysql://u:p%40ss%25@h/d", "p@ss%"),
            ("mysql://u:100%@h/d", "100%"),
            ("mysql://u@h/d?password=p%26q", "p&q"),
        ] {
            let location = parse(url);
            assert_eq!(location.password.as_deref(), Some(password), "{url}");
            assert_eq!(location.host, "h", "{url}");
            assert_eq!(location.database.as_deref(), Some("d"), "{url}");
            assert_eq!(location.user.as_deref(), Some("u"), "{url}");
        }
    }

    #[test]
    fn hosts_ports_and_sockets_are_understood() {
        let location = parse("mariadb://[::1]:3307/d");
        assert_eq!((location.host.as_str(), location.port), ("[::1]", 3307));
        let location =
            parse("mysql:///d?socket=/run/my%20sql.sock&ssl-mode=VERIFY-CA&ssl-ca=a.pem");
        assert_eq!(location.socket.as_deref(), Some("/run/my sql.sock"));
        assert_eq!(location.tls.mode, Some(MySqlSslModeName::VerifyCa));
        assert_eq!((location.host.as_str(), location.port), ("localhost", 3306));
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        for url in [
            "mysql://u:secret@h:x/d",
            "mysql://u:secret@h/d?ssl-mode=maybe",
        ] {
            let Err(error) = Location::parse(url) else {
                panic!("{url} was understood");
            };
            let message = error.to_string();
            assert!(!message.contains("secret"), "{message}");
        }
    }
}
