//! Secrets that were seen in arguments, settings and the environment, so that no message shows one.
//!
//! Libraries redact the URLs that they know of; this is the net below them, for messages that
//! quote what a person typed.

use percent_encoding::percent_decode_str;
use schema_engine::redact_url;

/// What must not be printed, with what is printed instead.
#[derive(Debug, Default)]
pub struct Secrets {
    replacements: Vec<(String, String)>,
}

impl Secrets {
    /// Finds the secrets in a text that may hold URLs.
    pub fn learn(&mut self, text: &str) {
        for word in text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`')) {
            // Arguments are also typed as `--from=URL`, settings as `KEY=URL`.
            let url = word
                .split_once('=')
                .filter(|(key, _)| !key.contains(':'))
                .map_or(word, |(_, url)| url);
            self.learn_url(url);
        }
        // The longest first: a URL before the password in it.
        self.replacements
            .sort_by_key(|(secret, _)| std::cmp::Reverse(secret.len()));
        self.replacements.dedup();
    }

    /// The text without secrets.
    pub fn redact(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (secret, shown) in &self.replacements {
            text = text.replace(secret.as_str(), shown);
        }
        text
    }

    fn learn_url(&mut self, url: &str) {
        let Some((scheme, rest)) = url.split_once(':') else {
            return;
        };
        self.replace(url, redact_url(url));
        let (location, query) = rest.split_once('?').unwrap_or((rest, ""));
        if let Some((credentials, _)) = location.rsplit_once('@') {
            let credentials = credentials.trim_start_matches('/');
            if let Some((user, password)) = credentials.split_once(':') {
                self.learn_password(password, &[user, scheme]);
            }
        }
        for pair in query.split('&') {
            if let Some((key, value)) = pair.split_once('=')
                && is_secret(key)
            {
                self.learn_password(value, &[scheme]);
            }
        }
    }

    /// A password that is also the user's name or the scheme is no secret on its own, and a very
    /// short one would blot out half of each message; both are replaced inside the URL only.
    fn learn_password(&mut self, password: &str, public: &[&str]) {
        let decoded = percent_decode_str(password)
            .decode_utf8_lossy()
            .into_owned();
        self.replace(&format!(":{password}@"), ":***@".into());
        for secret in [password, decoded.as_str()] {
            if secret.chars().count() > 3 && !public.contains(&secret) {
                self.replace(secret, "***".into());
            }
        }
    }

    fn replace(&mut self, secret: &str, shown: String) {
        if secret != shown {
            self.replacements.push((secret.into(), shown));
        }
    }
}

/// Whether the engine keeps the value of a URL's parameter to itself.
fn is_secret(key: &str) -> bool {
    redact_url(&format!("x://h?{key}=x")).ends_with("***")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(learned: &str, message: &str, expected: &str) {
        let mut secrets = Secrets::default();
        secrets.learn(learned);
        assert_eq!(secrets.redact(message), expected);
    }

    #[test]
    fn passwords_disappear_from_any_text() {
        let url = "postgres://u:hunter%212@h/d?sslmode=x";
        check(
            url,
            &format!("unknown `{url}`"),
            "unknown `postgres://u:***@h/d?sslmode=x`",
        );
        check(
            url,
            "password hunter!2 refused for u",
            "password *** refused for u",
        );
        check("--from=mysql://a:secret@h", "secret", "***");
        check("source = \"mysql://a:secret@h\"", "secret", "***");
        check("x:y?token=abcdef", "abcdef", "***");
    }

    #[test]
    fn what_is_no_secret_stays() {
        check("sqlite:app.db", "sqlite:app.db", "sqlite:app.db");
        check(
            "postgres://postgres:postgres@h/d",
            "postgres says no",
            "postgres says no",
        );
        check("postgres://u:a@h/d", "a table", "a table");
    }
}
