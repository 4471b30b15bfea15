//! Secrets never appear in output.

/// A URL as it may be shown: the password and every query parameter's value that could hold a
/// secret are replaced.
pub fn redact_url(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return match url.split_once('?') {
            Some((before, query)) => format!("{before}{}", redact_query(query)),
            None => url.to_owned(),
        };
    };
    let (before_query, query) = match rest.split_once('?') {
        Some((before, query)) => (before, Some(query)),
        None => (rest, None),
    };
    // The last `@`, since passwords are often pasted in without being encoded.
    let location = match before_query.rsplit_once('@') {
        Some((credentials, host)) => match credentials.split_once(':') {
            Some((user, _)) => format!("{user}:***@{host}"),
            None => format!("{credentials}@{host}"),
        },
        None => before_query.to_owned(),
    };
    let query = query.map(redact_query).unwrap_or_default();
    format!("{scheme}://{location}{query}")
}

fn redact_query(query: &str) -> String {
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((key, _)) if is_secret(key) => format!("{key}=***"),
        _ => pair.to_owned(),
    });
    format!("?{}", pairs.collect::<Vec<_>>().join("&"))
}

fn is_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    [
        "password", "passwd", "pass", "pwd", "token", "secret", "key",
    ]
    .iter()
    .any(|word| key.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_and_tokens_are_replaced() {
        for (url, shown) in [
            ("postgres://u:p@h/d", "postgres://u:***@h/d"),
            ("postgres://u:p@ss@h/d", "postgres://u:***@h/d"),
            (
                "postgres://u@h/d?password=x&a=b",
                "postgres://u@h/d?password=***&a=b",
            ),
            ("md:db?motherduck_token=x", "md:db?motherduck_token=***"),
            ("sqlite:a.db", "sqlite:a.db"),
        ] {
            assert_eq!(redact_url(url), shown);
        }
    }
}
