//! Texts made safe for the formats they go into. Whatever stands in an answer, it must not end a cell, open a tag, run as a
//! formula or call somebody.

use super::layout::one_line;
use std::borrow::Cow;
use std::fmt::Write as _;

/// What opens a mention or a reference in GitHub's Markdown, and is kept from it by a zero-width space behind.
const CALLS: [char; 2] = ['@', '#'];

/// `text` on one line of HTML, or of Markdown that takes HTML.
pub(super) fn html(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
        if CALLS.contains(&c) {
            safe.push_str("&#8203;");
        }
    }
    safe
}

/// `text` on one line of Markdown, in a table's cell too: every mark is one of text.
pub(super) fn markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in html(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '!') {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// `text` on one line of XML 1.0, before the usual escapes: a few characters that are no control characters have no place in
/// it either.
///
/// <https://www.w3.org/TR/xml/#charsets>
pub(super) fn xml(text: &str) -> Cow<'_, str> {
    let line = one_line(text);
    let banned = ['\u{fffe}', '\u{ffff}'];
    if line.contains(banned) { Cow::Owned(line.replace(banned, "\u{fffd}")) } else { line }
}

/// `path` as a URI reference: relative as it is, absolute with the scheme `file`. All but letters and digits of ASCII,
/// slashes and `-._~` is percent-encoded, in UTF-8.
///
/// <https://www.rfc-editor.org/rfc/rfc3986#section-2.1>
pub(super) fn uri(path: &str) -> String {
    let drive = path.as_bytes().get(1) == Some(&b':');
    let mut uri = String::with_capacity(path.len());
    match path.starts_with('/') {
        true => uri.push_str("file://"),
        false if drive => uri.push_str("file:///"),
        false => {}
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            byte => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

/// `text` on one line of a spreadsheet's cell: what would begin a formula has an apostrophe before it.
///
/// <https://owasp.org/www-community/attacks/CSV_Injection>
pub(super) fn cell(text: &str) -> Cow<'_, str> {
    let line = one_line(text);
    let formula = line.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if formula { Cow::Owned(format!("'{line}")) } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_text_and_calls_nobody() {
        assert_eq!(markdown("a | b\r\n`c` *d* _e_ [f](g)"), r"a \| b \`c\` \*d\* \_e\_ \[f\](g)");
        assert_eq!(markdown("<script>&amp;"), "&lt;script&gt;&amp;amp;");
        assert_eq!(markdown("@all #1"), "@&#8203;all #&#8203;1");
        assert_eq!(html("a\"b'c"), "a&quot;b&#39;c");
    }

    #[test]
    fn uris_are_ascii() {
        assert_eq!(uri("笔记/round 2.md"), "%E7%AC%94%E8%AE%B0/round%202.md");
        assert_eq!(uri("/tmp/a:b%.md"), "file:///tmp/a%3Ab%25.md");
        assert_eq!(uri("C:/a.md"), "file:///C%3A/a.md");
        assert_eq!(uri("a:b/../c.md"), "file:///a%3Ab/../c.md");
    }

    #[test]
    fn a_cell_is_no_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1"] {
            assert!(cell(text).starts_with('\''), "{text}");
        }
        assert_eq!(cell("a = b\nc"), "a = b c");
    }

    #[test]
    fn xml_takes_what_is_left() {
        assert_eq!(xml("a\u{0}b\u{1b}c\u{fffe}\u{ffff}d"), "a b c\u{fffd}\u{fffd}d");
    }
}
