//! Connection URLs, and what went wrong with them in words that help.
//!
//! The driver fills in what a URL leaves open as PostgreSQL's own tools do: from the `PG*` variables
//! and from `~/.pgpass`.

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
};
use sqlx::postgres::PgConnectOptions;

/// What has to be encoded in a user name or password.
const CREDENTIALS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'/')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'@')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The settings that a URL stands for.
pub(super) fn options(url: &str) -> Result<PgConnectOptions, String> {
    let options: PgConnectOptions = encode_credentials(url).parse().map_err(|error| {
        format!("{error}; a URL looks like `postgres://user:password@host:5432/database`")
    })?;
    Ok(match options.get_application_name() {
        Some(_) => options,
        None => options.application_name("schema-checked"),
    })
}

/// Passwords are often pasted in as they are: encodes what would end them too early.
fn encode_credentials(url: &str) -> String {
    let parts = url.split_once("://").and_then(|(scheme, rest)| {
        // The last `@` before the parameters ends the credentials.
        let end = rest.find('?').unwrap_or(rest.len());
        let at = rest[..end].rfind('@')?;
        let (credentials, location) = (&rest[..at], &rest[at + 1..]);
        Some((scheme, credentials, location))
    });
    let Some((scheme, credentials, location)) = parts else {
        return url.to_owned();
    };
    if location.is_empty() || location.starts_with(['/', '?']) {
        return without_host(scheme, credentials, location);
    }
    let encode = |text: &str| match is_encoded(text) {
        true => text.to_owned(),
        false => utf8_percent_encode(&text.replace('%', "%25"), CREDENTIALS).to_string(),
    };
    match credentials.split_once(':') {
        Some((user, password)) => {
            format!(
                "{scheme}://{}:{}@{location}",
                encode(user),
                encode(password)
            )
        }
        None => format!("{scheme}://{}@{location}", encode(credentials)),
    }
}

/// A URL without a host, whose socket or server is named otherwise: there a user can only stand among
/// the parameters.
fn without_host(scheme: &str, credentials: &str, location: &str) -> String {
    let parameter = |name: &str, text: &str| {
        let text = match is_encoded(text) {
            true => percent_decode_str(text).decode_utf8_lossy(),
            false => text.into(),
        };
        format!("{name}={}", utf8_percent_encode(&text, NON_ALPHANUMERIC))
    };
    let (user, password) = match credentials.split_once(':') {
        Some((user, password)) => (user, Some(password)),
        None => (credentials, None),
    };
    let mut parameters = parameter("user", user);
    if let Some(password) = password {
        parameters += &format!("&{}", parameter("password", password));
    }
    let (path, query) = location.split_once('?').unwrap_or((location, ""));
    format!("{scheme}://{path}?{parameters}&{query}")
}

/// Whether a text can stand in a URL as it is.
fn is_encoded(text: &str) -> bool {
    let every_percent_is_a_code = text.split('%').skip(1).all(|after| {
        let code = after.as_bytes().get(..2);
        code.is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
    });
    every_percent_is_a_code && utf8_percent_encode(text, CREDENTIALS).to_string() == text
}

/// Why a connection failed, and what to do.
pub(super) fn explain(error: &sqlx::Error, url: &str) -> String {
    let remedy = match error {
        sqlx::Error::Io(error) => match error.kind() {
            std::io::ErrorKind::ConnectionRefused => "start the server, or correct host and port",
            std::io::ErrorKind::NotFound => "start the server, or correct the path of its socket",
            _ => "check host, port and network",
        },
        sqlx::Error::Tls(_) => "check the certificates, or set `sslmode` in the URL",
        sqlx::Error::Database(error) => match error.code().as_deref() {
            Some("28P01" | "28000") => {
                "check user and password in the URL, `PGPASSWORD` or `~/.pgpass`"
            }
            Some("3D000") => "create the database, or correct its name in the URL",
            Some("53300") => "close other connections, or try again later",
            Some("57P03") => "the server is starting or stopping: try again in a moment",
            _ => "see the server's log",
        },
        _ => "check the URL",
    };
    // A message of the driver can repeat what it was given.
    let message = describe(error);
    let secret = url
        .split_once("://")
        .and_then(|(_, rest)| rest.rsplit_once('@'));
    let secret = secret.and_then(|(credentials, _)| credentials.split_once(':'));
    let message = match secret {
        Some((_, password)) if password.len() > 2 => message.replace(password, "***"),
        _ => message,
    };
    format!("{message}; {remedy}")
}

/// What the server or the driver said, with the server's own hints.
pub(super) fn describe(error: &sqlx::Error) -> String {
    let sqlx::Error::Database(error) = error else {
        return error.to_string();
    };
    let error = error.downcast_ref::<sqlx::postgres::PgDatabaseError>();
    let mut text = error.message().to_owned();
    for more in [error.detail(), error.hint()].into_iter().flatten() {
        text += &format!(" ({})", more.trim_end_matches('.'));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_passwords_are_encoded_and_encoded_ones_left_alone() {
        for (url, encoded) in [
            ("postgres://u:p@h/d", "postgres://u:p@h/d"),
            (
                "postgres://u:p@ss/w#rd@h/d",
                "postgres://u:p%40ss%2Fw%23rd@h/d",
            ),
            ("postgres://u:100%@h/d", "postgres://u:100%25@h/d"),
            ("postgres://u:p%40ss@h/d", "postgres://u:p%40ss@h/d"),
            ("postgres:///d?host=/run", "postgres:///d?host=/run"),
            ("postgres://h/d?options=a@b", "postgres://h/d?options=a@b"),
            (
                "postgres://u:p@ss@/d?host=/run",
                "postgres:///d?user=u&password=p%40ss&host=/run",
            ),
        ] {
            assert_eq!(encode_credentials(url), encoded);
        }
    }

    #[test]
    fn a_user_needs_no_host() {
        let options = options("postgres://some%20one:a+b@/d?host=/run/here&port=5").unwrap();
        assert_eq!(options.get_username(), "some one");
        assert_eq!(options.get_database(), Some("d"));
        assert_eq!(options.get_port(), 5);
        assert_eq!(
            options
                .get_socket()
                .map(|path| path.display().to_string())
                .as_deref(),
            Some("/run/here")
        );
    }

    #[test]
    fn a_url_that_is_none_is_explained() {
        let error = options("postgres://h:port/d").unwrap_err();
        assert!(error.contains("looks like"), "{error}");
    }
}
