//! Escapes in constants and identifiers.

/// The text of `E'…'` between its quotes, which are no longer doubled.
pub(super) fn backslashes(text: &str) -> String {
    let mut out: Vec<u8> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.extend(&rest.as_bytes()[..at]);
        rest = &rest[at + 1..];
        let Some(c) = rest.chars().next() else { break };
        rest = &rest[c.len_utf8()..];
        match c {
            'n' => out.push(b'\n'),
            't' => out.push(b'\t'),
            'r' => out.push(b'\r'),
            'b' => out.push(8),
            'f' => out.push(12),
            'x' => byte(&mut out, &mut rest, 16, 2, 'x'),
            'u' => point(&mut out, &mut rest, 4, 'u'),
            'U' => point(&mut out, &mut rest, 8, 'U'),
            '0'..='7' => {
                let after = &rest[..digits(rest, 8, 2)];
                let code = u32::from_str_radix(&format!("{c}{after}"), 8).unwrap_or(0);
                out.push(u8::try_from(code & 255).unwrap_or_default());
                rest = &rest[after.len()..];
            }
            other => out.extend(other.to_string().as_bytes()),
        }
    }
    out.extend(rest.as_bytes());
    String::from_utf8_lossy(&out).into_owned()
}

fn byte(out: &mut Vec<u8>, rest: &mut &str, radix: u32, most: usize, letter: char) {
    let length = digits(rest, radix, most);
    match u8::from_str_radix(&rest[..length], radix) {
        Ok(byte) => out.push(byte),
        Err(_) => out.extend(letter.to_string().as_bytes()),
    }
    *rest = &rest[length..];
}

fn point(out: &mut Vec<u8>, rest: &mut &str, length: usize, letter: char) {
    let found = digits(rest, 16, length);
    let c = u32::from_str_radix(&rest[..found], 16).ok();
    match c.and_then(char::from_u32).filter(|_| found == length) {
        Some(c) => out.extend(c.to_string().as_bytes()),
        None => out.extend(format!("{letter}{}", &rest[..found]).as_bytes()),
    }
    *rest = &rest[found..];
}

/// How many digits stand at the beginning, up to `most`.
fn digits(text: &str, radix: u32, most: usize) -> usize {
    let digits = text.chars().take(most).take_while(|c| c.is_digit(radix));
    digits.count()
}

/// What `U&'…'` or `U&"…"` means, with the `UESCAPE` behind it.
pub(super) fn unicode(token: &str, quote: char) -> Option<String> {
    let inner = token.get(2..)?.strip_prefix(quote)?;
    let end = inner.rfind(quote).unwrap_or(inner.len());
    let clause = inner.to_ascii_lowercase().rfind("uescape");
    let (body, escape) = clause
        .and_then(|at| split_escape(inner, at, quote))
        .unwrap_or((&inner[..end], '\\'));
    let doubled = format!("{quote}{quote}");
    Some(points(&body.replace(&doubled, &quote.to_string()), escape))
}

/// Body and escape character, when `UESCAPE` stands at that place behind the closing quote.
fn split_escape(inner: &str, at: usize, quote: char) -> Option<(&str, char)> {
    let body = inner[..at].trim_end().strip_suffix(quote)?;
    let escape = inner[at + "uescape".len()..].trim_start();
    let escape = escape.strip_prefix('\'')?.chars().next()?;
    Some((body, escape))
}

/// `\0061` and `\+000061` as the characters that they stand for.
fn points(text: &str, escape: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(escape) {
        out.push_str(&rest[..at]);
        rest = &rest[at + escape.len_utf8()..];
        if let Some(after) = rest.strip_prefix(escape) {
            out.push(escape);
            rest = after;
            continue;
        }
        let (skip, length) = if rest.starts_with('+') {
            (1, 6)
        } else {
            (0, 4)
        };
        let code = rest.get(skip..skip + length);
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = &rest[skip + length..];
            }
            None => out.push(escape),
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_characters() {
        for (written, meant) in [
            ("a\\nb", "a\nb"),
            ("\\x41\\101\\u00e9\\U0001F980", "AAé🦀"),
            ("\\\\ \\' \\q", "\\ ' q"),
            ("\\xzz \\u12", "xzz u12"),
            ("\\", ""),
        ] {
            assert_eq!(backslashes(written), meant, "{written}");
        }
    }

    #[test]
    fn unicode_names_are_read_with_their_escape() {
        for (token, quote, meant) in [
            ("U&\"d\\0061t\\+000061\"", '"', "data"),
            ("u&'d!0061' UESCAPE '!'", '\'', "da"),
            ("U&'it''s \\\\'", '\'', "it's \\"),
            ("U&'\\00", '\'', "\\00"),
        ] {
            assert_eq!(unicode(token, quote).as_deref(), Some(meant), "{token}");
        }
    }
}
