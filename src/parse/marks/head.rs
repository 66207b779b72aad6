//! The label at the head of a line, with what sets it off.

use super::super::document::Role;
use super::super::labels::{Labels, Meaning, Trust};
use super::{Style, is_letter};

/// A label at the head of a line.
pub(super) struct Head<'t> {
    pub(super) label: &'t str,
    pub(super) style: Style,
    /// Its length in the line, up to where what follows begins.
    pub(super) len: usize,
    pub(super) meaning: Meaning,
}

/// The longest label with its note, in bytes.
const LONGEST: usize = 160;

/// Reads the label at the head of a line; `level` is that of the heading it is.
pub(super) fn head<'t>(text: &'t str, level: Option<u8>, labels: &Labels) -> Option<Head<'t>> {
    // Pictures such as 📝 stand before labels, also inside the bold.
    let skip = |text: &'t str| text.trim_start_matches(|c: char| !is_letter(c) && !is_markup(c));
    let unmarked = skip(text);
    let opened = unmarked.trim_start_matches(['*', '_']);
    let bold = unmarked.len() > opened.len();
    let opened = skip(opened);
    let bracket = opened.chars().next().and_then(|c| BRACKETS.iter().find(|(open, _)| *open == c));
    let inside = bracket.map_or(opened, |(open, _)| opened.trim_start_matches(*open).trim_start());
    if !labels.may_open(inside) {
        return None;
    }
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let line = text.get(..end)?;
    let inside = line.get(text.len() - inside.len()..)?;
    let len = inside.find(|c: char| is_stop(c)).unwrap_or(inside.len());
    let label = inside.get(..len)?.trim_end();
    let meaning = labels.meaning(label)?;

    let mut rest = note(inside.get(len..)?);
    let (mut colon, mut closed) = (false, false);
    while let Some(c) = rest.chars().next() {
        let close = bracket.is_some_and(|(_, close)| *close == c);
        match c {
            ':' | '：' if !colon => colon = true,
            // `Q1.` and `Q1、` number a question.
            '.' | '、' | '．'
                if !colon && meaning.role == Some(Role::Prompt) && label.ends_with(|c: char| c.is_ascii_digit()) =>
            {
                colon = true;
            }
            '*' | '_' if bold && !closed => {
                closed = true;
                rest = rest.trim_start_matches(['*', '_']);
                continue;
            }
            '(' | '（' if closed && !colon && note(rest) != rest => {
                rest = note(rest);
                continue;
            }
            _ if close => {}
            c if c.is_whitespace() => {}
            _ => break,
        }
        rest = rest.get(c.len_utf8()..)?;
    }
    let alone = rest.trim_matches(['#', ' ']).is_empty();
    let certain = meaning.trust != Trust::Common;
    let style = match level {
        Some(level) => Style::Heading(level),
        None if bold => Style::Bold,
        None if bracket.is_some() => Style::Bracketed,
        None => Style::Bare,
    };
    let marked = match style {
        // A heading such as `Q3：锁` is a question with its number.
        Style::Heading(_) if meaning.role == Some(Role::Prompt) => {
            alone && !label.ends_with(|c: char| c.is_ascii_digit())
        }
        Style::Heading(_) => alone || colon,
        Style::Bold => colon || (closed && alone),
        Style::Bracketed => true,
        Style::Bare | Style::Comment | Style::Tag => colon || (alone && certain && meaning.trust != Trust::Speaker),
    };
    marked.then(|| Head { label, style, len: line.len() - rest.len(), meaning })
}

const BRACKETS: [(char, char); 3] = [('【', '】'), ('[', ']'), ('「', '」')];

fn is_markup(c: char) -> bool {
    matches!(c, '*' | '_' | '【' | '[' | '「')
}

/// What a label ends at.
fn is_stop(c: char) -> bool {
    matches!(c, ':' | '：' | '*' | '_' | '(' | '（' | '.' | '、' | '．' | '】' | ']' | '」')
}

/// What follows the note in brackets that `text` opens with, if it does.
fn note(text: &str) -> &str {
    let trimmed = text.trim_start();
    let close = match trimmed.chars().next() {
        Some('(') => ')',
        Some('（') => '）',
        _ => return text,
    };
    trimmed.split_once(close).map_or(text, |(_, rest)| rest)
}
