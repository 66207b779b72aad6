//! One line: its margin, what it is, and the number it opens with.

use super::super::numbering;
use super::super::placeholder::is_blank;
use super::{Kind, Line, Number, Style};
use crate::source::Span;
use std::cell::OnceCell;

/// Reads the line at `span`, which holds its end.
pub(super) fn line(text: &str, span: Span) -> Line {
    let content = without_end(span.of(text));
    if content.is_empty() {
        return of_kind(Kind::Blank, Span::new(span.start, span.start));
    }
    let Margin { len, indent, quoted } = margin(content);
    let said = content.get(len..).unwrap_or_default().trim_end_matches(is_blank);
    let (kind, skip) = kind(said);
    let mut lead = len + skip;
    let mut body = said.get(skip..).unwrap_or_default();
    if let Kind::Heading(_) = kind {
        let title = body.trim_end_matches('#').trim_end();
        body = title.trim_start();
        lead += title.len() - body.len();
    }
    let start = span.start + lead;
    let number = match kind {
        Kind::Heading(_) | Kind::Text | Kind::Bullet(_) => number(body, start),
        _ => None,
    };
    let span = Span::new(span.start, span.start + content.len());
    Line { body: Span::new(start, start + body.len()), indent, quoted, number, ..of_kind(kind, span) }
}

/// A line of which no more is known yet.
fn of_kind(kind: Kind, span: Span) -> Line {
    Line {
        span,
        body: span,
        indent: 0,
        quoted: false,
        kind,
        number: None,
        labelled: false,
        hidden: false,
        asking: OnceCell::new(),
        closes: OnceCell::new(),
    }
}

fn without_end(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

/// What stands before what a line says.
#[derive(Default)]
struct Margin {
    /// Its length in bytes.
    len: usize,
    /// How many columns of it indent the line.
    indent: usize,
    /// Whether a quote mark stands in it.
    quoted: bool,
}

fn margin(line: &str) -> Margin {
    let mut margin = Margin::default();
    for c in line.chars() {
        match c {
            ' ' => margin.indent += 1,
            '\t' => margin.indent += 4 - margin.indent % 4,
            '\u{3000}' => margin.indent += 2,
            '>' => (margin.quoted, margin.indent) = (true, 0),
            c if is_blank(c) => {}
            _ => break,
        }
        margin.len += c.len_utf8();
    }
    margin
}

/// What a line is and how long its marker is.
fn kind(said: &str) -> (Kind, usize) {
    let Some(first) = said.chars().next() else { return (Kind::Blank, 0) };
    match first {
        '#' => heading(said),
        '`' | '~' => fence(said, first),
        '|' => (Kind::Row, 0),
        '-' | '*' | '_' if is_rule(said, first) => (Kind::Rule, 0),
        '-' | '*' | '+' | '•' | '·' | '●' | '○' | '◆' | '▪' => bullet(said, first),
        _ => (Kind::Text, 0),
    }
}

fn heading(said: &str) -> (Kind, usize) {
    let rest = said.trim_start_matches('#');
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t', '\u{3000}']);
    match u8::try_from(said.len() - rest.len()) {
        Ok(level @ 1..=6) if spaced => (Kind::Heading(level), usize::from(level)),
        _ => (Kind::Text, 0),
    }
}

fn fence(said: &str, mark: char) -> (Kind, usize) {
    let info = said.trim_start_matches(mark);
    let len = said.len() - info.len();
    if len < 3 || info.contains('`') {
        return (Kind::Text, 0);
    }
    (Kind::Fence(mark, len, !info.trim().is_empty()), 0)
}

/// Whether a line is a thematic break of these marks.
pub(in crate::parse) fn is_rule(said: &str, mark: char) -> bool {
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

/// The number that opens `body`, which begins at `start`, bold marks and stars before it left out.
fn number(body: &str, start: usize) -> Option<Number> {
    let inner = body.trim_start_matches(['*', '_', ' ', '★', '☆', '📌']);
    let lead = body.len() - inner.len();
    let found = numbering::leading(inner)?;
    let from = start + lead + found.lead;
    let written = Span::new(from, from + found.written.len());
    let mut opener = found.written.chars();
    let style = match opener.next() {
        Some('①'..='⑳') => Style::Circled,
        _ if found.lead > 0 => Style::Bracketed,
        Some('0'..='9') => {
            let after = body.get(written.end - start..).unwrap_or_default();
            if after.trim_start().starts_with('、') { Style::Comma } else { Style::Digit }
        }
        Some(c) if numbering::is_chinese_digit(c) => Style::Han,
        _ => Style::Named,
    };
    let rest = start + body.len() - found.rest.len();
    let marks = found.rest.len() - found.rest.trim_start_matches(['*', '_', ' ']).len();
    // `**2.** How` closes the bold after the number; a bold that opens here stays.
    let closes = lead > 0 && found.rest.starts_with(['*', '_']);
    Some(Number { style, value: found.value, written, rest: if closes { rest + marks } else { rest } })
}
