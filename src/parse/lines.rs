//! The lines of a document as a person sees them: headings, items, rows, fences and text, without a Markdown parser.
//!
//! People damage their documents, and a parser that knows only Markdown takes a lost fence to the end of the file. Where
//! questions begin is therefore read from lines, and Markdown only from what stands in the places they open.

mod line;

use super::asking::{Asking, asking};
use super::closing::closes;
use crate::source::{Source, Span};
use line::line;
use std::cell::OnceCell;

pub(super) use line::is_rule;

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

/// The lines of a document from byte `start` on.
pub(super) fn lines(source: &Source, start: usize) -> Vec<Line> {
    let text = source.text.as_str();
    let mut found: Vec<Line> = Vec::with_capacity(source.line_count());
    found.extend(source.lines_from(start).map(|span| line(text, span)));
    for at in 1..found.len() {
        let first = found.get(at).and_then(|line| text.as_bytes().get(line.body.start));
        if matches!(first, Some(b'-' | b'=' | b':' | b'|')) {
            rows(text, &mut found, at);
            underline(text, &mut found, at);
        }
    }
    found
}

/// Finds the rows of a table that have no bars at their ends, where line `at` has dashes under its head.
fn rows(text: &str, lines: &mut [Line], at: usize) {
    let barred = |line: &Line| line.kind == Kind::Text && line.body.of(text).contains('|');
    let Some([head, under, rest @ ..]) = lines.get_mut(at - 1..) else { return };
    if !is_under_heads(under.body.of(text)) || !barred(head) {
        return;
    }
    let rows = rest.iter_mut().take_while(|line| barred(line));
    for line in [head, under].into_iter().chain(rows) {
        (line.kind, line.number) = (Kind::Row, None);
    }
}

/// Whether a line sets the heads of a table off from its rows: `---|:---`.
fn is_under_heads(said: &str) -> bool {
    said.bytes().all(|b| matches!(b, b'-' | b':' | b'|' | b' ')) && said.contains('|') && said.contains('-')
}

/// Finds a heading that line `at` underlines.
fn underline(text: &str, lines: &mut [Line], at: usize) {
    let above = at.checked_sub(2).and_then(|above| lines.get(above)).map(|line| line.kind);
    let Some([before, line]) = lines.get_mut(at - 1..=at) else { return };
    if before.kind != Kind::Text || before.indent > 3 || line.indent > 3 || before.quoted != line.quoted {
        return;
    }
    let marks = line.body.of(text);
    let all = |mark: u8| marks.bytes().all(|b| b == mark);
    let level = match marks.len() {
        2.. if all(b'=') => 1,
        3.. if all(b'-') => 2,
        _ => return,
    };
    // A line of text under another is no title.
    if level == 2 && marks.len() == 3 && above == Some(Kind::Text) {
        line.kind = Kind::Rule;
    } else {
        (before.kind, line.kind) = (Kind::Heading(level), Kind::Underline);
    }
}
