//! The lines of a document as a person sees them: headings, items, rows, fences and text, without a Markdown parser.
//!
//! People damage their documents, and a parser that knows only Markdown takes a lost fence to the end of the file. Where
//! questions begin is therefore read from lines, and Markdown only from what stands in the places they open.

use super::asking::{Asking, asking};
use super::closing::closes;
use super::numbering;
use super::placeholder::is_blank;
use super::region::lines_of;
use crate::source::Span;
use std::cell::OnceCell;

/// One line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The line without its end.
    pub(super) span: Span,
    /// What it says, without margin, quote marks, and the hashes of a heading or the marker of a bullet.
    pub(super) body: Span,
    /// How far it is indented, in columns.
    pub(super) indent: usize,
    /// Whether it stands in a quote.
    pub(super) quoted: bool,
    /// What it is.
    pub(super) kind: Kind,
    /// The number its body opens with.
    pub(super) number: Option<Number>,
    /// Whether a label stands at its head.
    pub(super) labelled: bool,
    /// Whether it lies inside a fence or a comment.
    pub(super) hidden: bool,
    /// How much it asks, once a reader has wanted to know: most of them do.
    asking: OnceCell<Asking>,
    /// Whether it says what closes a document, likewise.
    closes: OnceCell<bool>,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing but white space.
    Blank,
    /// A thematic break.
    Rule,
    /// A heading of this level.
    Heading(u8),
    /// The line under a heading that makes it one.
    Underline,
    /// An item of a list with this bullet.
    Bullet(char),
    /// A task of a list, done or not.
    Task(bool),
    /// A row of a table.
    Row,
    /// The marks of a fence: their character, how many, and whether a language follows.
    Fence(char, usize, bool),
    /// Anything else.
    Text,
}

/// The number a line opens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// How it is written.
    pub(super) style: Style,
    /// What it counts.
    pub(super) value: Option<u32>,
    /// The number as written.
    pub(super) written: Span,
    /// Where what follows it begins.
    pub(super) rest: usize,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// `3.`, `3)`
    Digit,
    /// `3、`
    Comma,
    /// `Q3`, `Question 3`, `第三题`: it names a question.
    Named,
    /// `（3）`, `[3]`
    Bracketed,
    /// `③`
    Circled,
    /// `三、`
    Han,
}

impl Line {
    /// What the line says, numbers left out.
    pub(super) fn said(&self) -> Span {
        Span::new(self.number.map_or(self.body.start, |number| number.rest), self.body.end)
    }

    /// How much it asks.
    pub(super) fn asking(&self, text: &str) -> Asking {
        *self.asking.get_or_init(|| asking(self.said().of(text)))
    }

    /// Whether what it says opens a part that belongs to no question, where it is a heading.
    pub(super) fn closes(&self, text: &str) -> bool {
        *self.closes.get_or_init(|| closes(self.said().of(text)))
    }

    /// Whether anything stands on it.
    pub(super) fn is_blank(&self) -> bool {
        self.kind == Kind::Blank
    }

    /// The level of the heading it is, unless a fence hides it.
    pub(super) fn level(&self) -> Option<u8> {
        match self.kind {
            Kind::Heading(level) if !self.hidden && self.indent <= 3 => Some(level),
            _ => None,
        }
    }
}

/// The lines of `text` from `start` on.
pub(super) fn lines(text: &str, start: usize) -> Vec<Line> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    let mut found: Vec<Line> = Vec::with_capacity(ends + 1);
    found.extend(lines_of(text, Span::new(start, text.len())).map(|span| line(text, span)));
    rows(text, &mut found);
    underline(text, &mut found);
    found
}

/// Finds the rows of tables that have no bars at their ends, by the line of dashes under the head.
fn rows(text: &str, lines: &mut [Line]) {
    if memchr::memchr(b'|', text.as_bytes()).is_none() {
        return;
    }
    let mut inside = false;
    for at in 0..lines.len() {
        let said = lines.get(at).map_or("", |line| line.body.of(text));
        let has = |said: &str, mark: u8| memchr::memchr(mark, said.as_bytes()).is_some();
        let dashes = said.bytes().all(|b| matches!(b, b'-' | b':' | b'|' | b' ')) && has(said, b'|') && has(said, b'-');
        let barred = |line: &Line| line.kind == Kind::Text && has(line.body.of(text), b'|');
        if dashes && at > 0 && lines.get(at - 1).is_some_and(barred) {
            inside = true;
            for line in lines.get_mut(at - 1..=at).unwrap_or_default() {
                (line.kind, line.number) = (Kind::Row, None);
            }
        } else if inside && lines.get(at).is_some_and(barred) {
            if let Some(line) = lines.get_mut(at) {
                (line.kind, line.number) = (Kind::Row, None);
            }
        } else {
            inside = false;
        }
    }
}

fn line(text: &str, span: Span) -> Line {
    let content = span.of(text).trim_end_matches(['\n', '\r']);
    let span = Span::new(span.start, span.start + content.len());
    let (mut indent, mut quoted, mut at) = (0, false, 0);
    for c in content.chars() {
        match c {
            '\t' => indent += 4 - indent % 4,
            '\u{3000}' => indent += 2,
            '>' => (quoted, indent) = (true, 0),
            c if is_blank(c) => indent += usize::from(c == ' '),
            _ => break,
        }
        at += c.len_utf8();
    }
    let body = Span::new(span.start + at, span.start + content.trim_end_matches(is_blank).len().max(at));
    let (kind, skip) = kind(body.of(text));
    let said = body.of(text);
    let body = match kind {
        Kind::Heading(_) => {
            let inner = said.get(skip..).unwrap_or_default();
            let inner = inner.trim_end_matches('#').trim_end();
            let lead = inner.len() - inner.trim_start().len();
            Span::new(body.start + skip + lead, body.start + skip + inner.len().max(lead))
        }
        _ => Span::new(body.start + skip, body.end),
    };
    let number = match kind {
        Kind::Heading(_) | Kind::Text | Kind::Bullet(_) => number(text, body),
        _ => None,
    };
    Line {
        span,
        body,
        indent,
        quoted,
        kind,
        number,
        labelled: false,
        hidden: false,
        asking: OnceCell::new(),
        closes: OnceCell::new(),
    }
}

/// What a line is and how long its marker is.
fn kind(said: &str) -> (Kind, usize) {
    let Some(first) = said.chars().next() else { return (Kind::Blank, 0) };
    match first {
        '#' => {
            let level = said.bytes().take_while(|b| *b == b'#').count();
            let spaced =
                said.get(level..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\u{3000}']));
            match u8::try_from(level) {
                Ok(level @ 1..=6) if spaced => (Kind::Heading(level), usize::from(level)),
                _ => (Kind::Text, 0),
            }
        }
        '`' | '~' => {
            let len = said.chars().take_while(|c| *c == first).count();
            let info = said.get(len..).unwrap_or_default().trim();
            if len >= 3 && !info.contains('`') {
                (Kind::Fence(first, len, !info.is_empty()), 0)
            } else {
                (Kind::Text, 0)
            }
        }
        '|' => (Kind::Row, 0),
        '-' | '*' | '_' if is_rule(said, first) => (Kind::Rule, 0),
        '-' | '*' | '+' | '•' | '·' | '●' | '○' | '◆' | '▪' => bullet(said, first),
        _ => (Kind::Text, 0),
    }
}

/// Whether a line is a thematic break of these marks.
pub(super) fn is_rule(said: &str, mark: char) -> bool {
    said.chars().all(|c| c == mark || c == ' ' || c == '\t') && said.chars().filter(|c| *c == mark).count() >= 3
}

fn bullet(said: &str, mark: char) -> (Kind, usize) {
    let rest = said.get(mark.len_utf8()..).unwrap_or_default();
    let inner = rest.trim_start();
    let blanks = rest.len() - inner.len();
    if blanks == 0 && mark.is_ascii() {
        return (Kind::Text, 0);
    }
    let skip = mark.len_utf8() + blanks;
    for (open, done) in [("[ ]", false), ("[x]", true), ("[X]", true), ("[]", false), ("[√]", true), ("[✓]", true)]
    {
        if let Some(rest) = inner.strip_prefix(open) {
            return (Kind::Task(done), skip + open.len() + rest.len() - rest.trim_start().len());
        }
    }
    (Kind::Bullet(mark), skip)
}

/// The number that opens `body`, bold marks and stars before it left out.
fn number(text: &str, body: Span) -> Option<Number> {
    let said = body.of(text);
    let inner = said.trim_start_matches(['*', '_', ' ', '★', '☆', '📌']);
    let lead = said.len() - inner.len();
    let found = numbering::leading(inner)?;
    let start = body.start + lead + found.lead;
    let written = Span::new(start, start + found.written.len());
    let after = written.end.min(body.end);
    let mut opener = found.written.chars();
    let style = match opener.next() {
        Some(c) if ('①'..='⑳').contains(&c) => Style::Circled,
        _ if found.lead > 0 => Style::Bracketed,
        Some(c) if c.is_ascii_digit() => {
            let next = Span::new(after, body.end).of(text).trim_start();
            if next.starts_with('、') { Style::Comma } else { Style::Digit }
        }
        Some(c) if numbering::is_chinese_digit(c) => Style::Han,
        _ => Style::Named,
    };
    let rest = body.end - found.rest.len();
    let marks = found.rest.len() - found.rest.trim_start_matches(['*', '_', ' ']).len();
    // `**2.** How` closes the bold after the number; a bold that opens here stays.
    let closes = lead > 0 && found.rest.starts_with(['*', '_']);
    Some(Number { style, value: found.value, written, rest: if closes { rest + marks } else { rest } })
}

/// Finds the headings that are underlined.
fn underline(text: &str, lines: &mut [Line]) {
    for at in 1..lines.len() {
        let Some([before, line]) = lines.get_mut(at - 1..=at) else { return };
        if before.kind != Kind::Text || before.indent > 3 || line.indent > 3 || before.quoted != line.quoted {
            continue;
        }
        let marks = line.body.of(text);
        let level = match marks.bytes().next() {
            Some(b'=') if marks.len() >= 2 && marks.bytes().all(|b| b == b'=') => 1,
            Some(b'-') if marks.len() >= 3 && marks.bytes().all(|b| b == b'-') => 2,
            _ => continue,
        };
        before.kind = Kind::Heading(level);
        line.kind = Kind::Underline;
        // A line of text under another is no title.
        if at >= 2 && level == 2 && marks.len() == 3 && lines.get(at - 2).is_some_and(|above| above.kind == Kind::Text)
        {
            if let Some(before) = lines.get_mut(at - 1) {
                before.kind = Kind::Text;
            }
            if let Some(line) = lines.get_mut(at) {
                line.kind = Kind::Rule;
            }
        }
    }
}
