//! What single lines are that need no Markdown parser.

use super::super::placeholder::is_blank;

/// What a line is that needs no parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Blank,
    /// A thematic break, or the line under a heading.
    Rule,
    /// A heading of this level.
    Heading(u8),
    /// It opens a paragraph or goes on in one.
    Text,
    /// It opens an item after so many blanks, with a marker of so many bytes. Only some may do so right under a paragraph.
    Item {
        indent: usize,
        marker: usize,
        interrupts: bool,
    },
    /// It opens a fence with so many marks.
    Fence(usize),
}

/// What a line is; `None` where it takes a parser to tell.
pub(super) fn line(text: &str) -> Option<Line> {
    let inner = text.trim_start_matches(' ');
    let (indent, bytes) = (text.len() - inner.len(), inner.as_bytes());
    let Some(first) = bytes.first() else { return (indent == 0).then_some(Line::Blank) };
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let item = |marker: usize, interrupts: bool| (Line::Item { indent, marker, interrupts }, marker);
    let (kind, marker) = match (first, bytes.get(digits)) {
        (b'-' | b'+', Some(_)) if bytes.get(1) == Some(&b' ') => item(2, true),
        (b'0'..=b'9', Some(b'.' | b')')) if digits < 10 && bytes.get(digits + 1) == Some(&b' ') => {
            item(digits + 2, bytes.starts_with(b"1") && digits == 1)
        }
        (b'0'..=b'9', Some(b'.' | b')')) => return None,
        _ if indent > 0 => return None,
        (b'`', _) if bytes.starts_with(b"```") => return fence(text),
        (b'-', _) if bytes.len() >= 3 && bytes.iter().all(|b| *b == b'-') => return Some(Line::Rule),
        (b'#', _) => {
            let level = bytes.iter().take_while(|b| **b == b'#').count();
            let level = u8::try_from(level)
                .ok()
                .filter(|level| *level <= 6 && bytes.get(usize::from(*level)) == Some(&b' '))?;
            (Line::Heading(level), usize::from(level) + 1)
        }
        _ => (Line::Text, 0),
    };
    let said = inner.get(marker..)?;
    let opens = match said.chars().next()? {
        // What looks like a number may open a list in the list.
        c if c.is_ascii_digit() => !matches!(kind, Line::Item { .. }),
        c if c.is_ascii() => c.is_ascii_alphabetic() || matches!(c, '`' | '[' | '(' | '"' | '/'),
        c => !is_blank(c),
    };
    let closed = matches!(kind, Line::Heading(_)) && said.ends_with('#');
    (opens && !closed && !said.ends_with(' ') && is_plain(said)).then_some(kind)
}

/// Whether a text has no marks in it but those of code.
fn is_plain(text: &str) -> bool {
    let plain = |text: &str| stands_for_itself(text) || is_bracketed(text);
    let Some(last) = memchr::memchr(b'`', text.as_bytes()).map(|_| text.split('`').count() - 1) else {
        return plain(text);
    };
    let says = |(n, piece): (usize, &str)| {
        if n % 2 == 0 {
            return (n == 0 || n == last || !piece.is_empty()) && plain(piece);
        }
        !piece.is_empty() && !piece.starts_with(' ') && !piece.ends_with(' ') && !piece.contains(char::is_control)
    };
    last.is_multiple_of(2) && text.split('`').enumerate().all(says)
}

/// Whether nothing in a text means more but brackets, and they are no link's, note's or definition's.
fn is_bracketed(text: &str) -> bool {
    let other = |byte: u8| means_more(byte) && !matches!(byte, b'[' | b']');
    let links = |pair: &[u8]| matches!(pair, [b']', b'(' | b'[' | b':'] | [b'[', b'^']);
    !text.bytes().any(other) && !text.as_bytes().windows(2).any(links)
}

/// Whether all of a text stands for itself, wherever in a line it is.
fn stands_for_itself(text: &str) -> bool {
    // Without a branch a byte, many are looked at together.
    !text.bytes().fold(false, |found, byte| found | means_more(byte))
}

/// Whether a byte may stand for something else than itself inside a line.
fn means_more(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'&' | b'~' | 0x7f)
}

/// A line that opens a fence, after which nothing stands but plain words.
fn fence(text: &str) -> Option<Line> {
    let info = text.trim_start_matches('`');
    stands_for_itself(info.trim_ascii()).then_some(Line::Fence(text.len() - info.len()))
}

/// Whether a line closes a fence of so many marks.
pub(super) fn closes(text: &str, marks: usize) -> bool {
    let blanks = text.bytes().take_while(|b| *b == b' ').count();
    let closing = text.bytes().skip(blanks).take_while(|b| *b == b'`').count();
    blanks <= 3 && closing >= marks && text.bytes().skip(blanks + closing).all(|b| matches!(b, b' ' | b'\t'))
}
