//! Finds decoded Markdown in its source, byte by byte: escapes, entities and line ends inside code change its length.

use super::region::lines_of;
use crate::source::Span;
use crate::text::Extract;

/// The entities for `&` itself. Their first byte is what they decode to, so they look like text that was not decoded.
const AMPERSANDS: [&str; 5] = ["&amp;", "&AMP;", "&#38;", "&#x26;", "&#X26;"];

/// The longest entity name is 31 characters.
const LONGEST_ENTITY: usize = 33;

/// How many places are tried for a text that does not stand at its reported place.
const ATTEMPTS: usize = 64;

/// How much of a text is looked for after that, in bytes.
const PROBE: usize = 24;

/// Whether escapes and entities are decoded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// They are, as in text.
    Text,
    /// They are not, as in code; but a table's escaped pipes are, everywhere.
    Code,
}

/// Appends `decoded` to `extract`, mapped to where it stands in `source` at `at` or else later, before `limit`.
/// Returns where it ends there.
///
/// The parser's positions are off where it took something out before it read the inlines: link definitions at the head
/// of a paragraph, and the backslashes of escaped pipes in a table.
pub(super) fn append(extract: &mut Extract, decoded: &str, mode: Mode, source: &str, within: Span) -> usize {
    let Span { start: at, end: limit } = within;
    // Nearly all text stands in its place as it is.
    if common(decoded, mode, within.of(source)) == decoded.len() {
        extract.push(decoded, Span::new(at, at + decoded.len()));
        return at + decoded.len();
    }
    let mut places = std::iter::once(at).chain(likely(extract.text.is_empty(), decoded, source, within));
    let stands = |at: usize| {
        let rest = Span::new(at, limit).of(source);
        // Autolinks are text in which backslashes are just that.
        steps(decoded, mode, rest).or_else(|| steps(decoded, Mode::Code, rest)).map(|steps| (at, steps))
    };
    if let Some((at, steps)) = places.find_map(stands) {
        let (mut d, mut s) = (0, at);
        for step in steps {
            extract.push(Span::new(d, d + step.decoded).of(decoded), Span::new(s, s + step.source));
            (d, s) = (d + step.decoded, s + step.source);
        }
        return s;
    }
    let mut probe = decoded.len().min(PROBE);
    while !decoded.is_char_boundary(probe) {
        probe -= 1;
    }
    let rest = Span::new(at, limit).of(source).as_bytes();
    let found = memchr::memmem::find(rest, Span::new(0, probe).of(decoded).as_bytes()).map(|found| at + found);
    let end = found.map_or(at, |found| found + probe);
    extract.push(decoded, Span::new(found.unwrap_or(at), end));
    end
}

/// Where a text may stand that is not at its reported place: at the head of a later line where it opens its block, since
/// link definitions are whole lines, or wherever its first character stands, written so or decoded.
fn likely(opens: bool, decoded: &str, source: &str, within: Span) -> impl Iterator<Item = usize> {
    let heads = lines_of(source, within).skip(1).take(if opens { ATTEMPTS } else { 0 }).map(move |line| {
        let text = line.of(source);
        line.end - text.trim_start_matches([' ', '\t', '>', '*', '_', '~', '`']).len()
    });
    let first = decoded.bytes().next().unwrap_or_default();
    let same = memchr::memchr3_iter(first, b'\\', b'&', within.of(source).as_bytes()).take(ATTEMPTS);
    heads.chain(same.map(move |at| within.start + at))
}

/// One step of an alignment: so many decoded bytes stand for so many source bytes.
struct Step {
    decoded: usize,
    source: usize,
}

/// How `decoded` stands at the beginning of `source`, if it does.
fn steps(decoded: &str, mode: Mode, source: &str) -> Option<Vec<Step>> {
    let mut steps: Vec<Step> = Vec::new();
    let (mut d, mut s) = (0, 0);
    while d < decoded.len() {
        let (rest, written) = (decoded.get(d..)?, source.get(s..)?);
        let copied = common(rest, mode, written);
        let step = match copied {
            0 => decoded_at(rest, written)?,
            len => Step { decoded: len, source: len },
        };
        (d, s) = (d + step.decoded, s + step.source);
        steps.push(step);
    }
    Some(steps)
}

/// How many bytes the two share from their beginnings, up to one that may have been decoded.
fn common(decoded: &str, mode: Mode, source: &str) -> usize {
    let marks = || memchr::memchr2(b'\\', b'&', decoded.as_bytes());
    let plain = if mode == Mode::Code { decoded.len() } else { marks().unwrap_or(decoded.len()) };
    let copied = &decoded.as_bytes()[..plain];
    if source.as_bytes().starts_with(copied) {
        return plain;
    }
    let mut len = copied.iter().zip(source.as_bytes()).take_while(|(d, s)| d == s).count();
    while !decoded.is_char_boundary(len) {
        len -= 1;
    }
    len
}

fn decoded_at(decoded: &str, source: &str) -> Option<Step> {
    let first = decoded.chars().next()?;
    let bytes = source.as_bytes();
    match bytes.first()? {
        b'\\' if bytes.get(1).is_some_and(|b| b.is_ascii_punctuation() && char::from(*b) == first) => {
            Some(Step { decoded: 1, source: 2 })
        }
        b'&' => entity(decoded, source),
        b'\\' if first == '\\' => Some(Step { decoded: 1, source: 1 }),
        b'\0' if first == '\u{fffd}' => Some(Step { decoded: first.len_utf8(), source: 1 }),
        b'\n' | b'\r' if first == ' ' => {
            let end = if source.starts_with("\r\n") { 2 } else { 1 };
            let margin = |bytes: &[u8]| bytes.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'>')).count();
            // What looks like a margin may be code: a line that merely goes on where a quote should be keeps it.
            let (written, kept) = (margin(bytes.get(end..)?), margin(decoded.as_bytes().get(1..)?));
            Some(Step { decoded: 1, source: end + written.saturating_sub(kept) })
        }
        _ => None,
    }
}

/// The entity that opens `source`, or its ampersand where it is none.
fn entity(decoded: &str, source: &str) -> Option<Step> {
    let ampersand = decoded.starts_with('&').then_some(Step { decoded: 1, source: 1 });
    let Some(end) = source.bytes().take(LONGEST_ENTITY).position(|b| b == b';').map(|at| at + 1) else {
        return ampersand;
    };
    let written = source.get(..end)?;
    if !written.bytes().skip(1).take(end - 2).all(|b| b.is_ascii_alphanumeric() || b == b'#') {
        return ampersand;
    }
    if decoded.starts_with(written) && !AMPERSANDS.contains(&written) {
        return ampersand;
    }
    let mut chars = decoded.chars();
    let one = chars.next()?.len_utf8();
    let rest = source.get(end..)?;
    // A few entities stand for two characters; then what follows the first is not what follows in the source.
    let follows = |len: usize| {
        let next = decoded.get(len..).unwrap_or_default();
        next.is_empty() || common(next, Mode::Text, rest) > 0 || decoded_at_marker(rest)
    };
    let two = one + chars.next().map_or(0, char::len_utf8);
    let decoded = if !follows(one) && follows(two) { two } else { one };
    Some(Step { decoded, source: end })
}

fn decoded_at_marker(source: &str) -> bool {
    source.starts_with(['\\', '&'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(decoded: &str, source: &str) -> Vec<(String, String)> {
        let mut extract = Extract::default();
        append(&mut extract, decoded, Mode::Text, source, Span::new(0, source.len()));
        assert_eq!(extract.text, decoded);
        let chars = decoded.char_indices().map(|(at, c)| Span::new(at, at + c.len_utf8()));
        chars.map(|c| (c.of(decoded).to_owned(), extract.source(c).of(source).to_owned())).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|&(d, s)| (d.to_owned(), s.to_owned())).collect()
    }

    #[test]
    fn escapes_and_entities_map_as_a_whole() {
        assert_eq!(aligned("a*b", r"a\*b"), pairs(&[("a", "a"), ("*", r"\*"), ("b", "b")]));
        assert_eq!(aligned("\\x", r"\\x"), pairs(&[("\\", r"\\"), ("x", "x")]));
        assert_eq!(aligned("\\x", r"\x"), pairs(&[("\\", "\\"), ("x", "x")]));
        assert_eq!(aligned("<&中", "&lt;&amp;&#x4e2d;"), pairs(&[("<", "&lt;"), ("&", "&amp;"), ("中", "&#x4e2d;")]));
        assert_eq!(aligned("&amp;", "&amp;amp;")[..2], pairs(&[("&", "&amp;"), ("a", "a")]));
        assert_eq!(aligned("&", "&*;*"), pairs(&[("&", "&")]));
        assert_eq!(aligned("R&D; a", "R&D; a")[1], ("&".into(), "&".into()));
    }

    #[test]
    fn an_entity_may_stand_for_two_characters() {
        let found = aligned("≂\u{338}b", "&NotEqualTilde;b");
        assert_eq!(found[0].1, "&NotEqualTilde;");
        assert_eq!(found[2], ("b".into(), "b".into()));
    }

    #[test]
    fn a_line_end_in_code_is_a_space_and_its_margin_is_none_of_it() {
        assert_eq!(aligned("a b", "a\r\n > b"), pairs(&[("a", "a"), (" ", "\r\n > "), ("b", "b")]));
    }

    #[test]
    fn a_text_that_stands_elsewhere_is_looked_for() {
        assert_eq!(aligned("尾", "[a]: /b\n尾"), pairs(&[("尾", "尾")]));
        assert_eq!(aligned("无", "有"), pairs(&[("无", "")]));
    }
}
