//! Characters that no identifier can hold, spelled with letters.

/// Letters beyond ASCII that identifiers keep.
///
/// Only those that have one form in Unicode and that rustc does not take for another letter:
/// Latin with accents, Han, kana and Hangul.
pub(super) fn is_safe_letter(c: char) -> bool {
    let doubtful = matches!(
        c,
        '×' | '÷' | 'İ' | 'ı' | 'Ĳ' | 'ĳ' | 'ĸ' | 'Ŀ' | 'ŀ' | 'ŉ' | 'ſ'
    );
    !doubtful
        && matches!(
            c,
            '\u{c0}'..='\u{17f}'
                | '\u{3041}'..='\u{3096}'
                | '\u{30a1}'..='\u{30fa}'
                | '\u{4e00}'..='\u{9fff}'
                | '\u{ac00}'..='\u{d7a3}'
        )
}

/// Letters and digits; ASCII symbols separate words, anything else is spelled by its code point.
pub(super) fn spell_letters(name: &str) -> String {
    spell(name, |_| None)
}

/// As [`spell_letters`], with ASCII symbols spelled by their names; spaces and underscores only when
/// there is nothing else.
pub(super) fn spell_all(name: &str) -> String {
    let only_separators = name.chars().all(|c| matches!(c, ' ' | '_'));
    spell(name, |c| match c {
        ' ' if only_separators => Some("space"),
        '_' if only_separators => Some("underscore"),
        _ => symbol_name(c),
    })
}

fn spell(name: &str, symbol: impl Fn(char) -> Option<&'static str>) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || is_safe_letter(c) {
            text.push(c);
        } else if let Some(word) = symbol(c) {
            push_word(&mut text, word);
        } else if c.is_ascii() {
            text.push('_');
        } else if !is_joiner(c) {
            push_word(&mut text, &format!("u{:x}", u32::from(c)));
        }
    }
    text
}

fn push_word(text: &mut String, word: &str) {
    text.push('_');
    text.push_str(word);
    text.push('_');
}

/// Joiners and variation selectors, which only say how their neighbours look.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn symbol_name(c: char) -> Option<&'static str> {
    Some(match c {
        '\n' => "line_feed",
        '\r' => "carriage_return",
        '\t' => "tab",
        '!' => "not",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "apostrophe",
        '(' => "left_parenthesis",
        ')' => "right_parenthesis",
        '*' => "asterisk",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equals",
        '>' => "greater",
        '?' => "question_mark",
        '@' => "at",
        '[' => "left_bracket",
        '\\' => "backslash",
        ']' => "right_bracket",
        '^' => "caret",
        '`' => "backtick",
        '{' => "left_brace",
        '|' => "or",
        '}' => "right_brace",
        '~' => "tilde",
        _ => return None,
    })
}
