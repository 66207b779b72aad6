//! How a label looks: `**label**:`, `**label（note）:**`, `【label】`, `label：` at the head of a line, or a heading.

use super::blocks::{Block, BlockKind};
use super::document::Role;
use super::labels::{Labels, Meaning, Trust, unnumbered};
use super::region::first_line;
use crate::source::Span;

/// A label where it stands in a document.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Where its line begins.
    pub(super) opens: Place,
    /// Where what follows it begins.
    pub(super) follows: Place,
    /// The label in the file, its markup and colon included.
    pub(super) span: Span,
    /// What it means.
    pub(super) meaning: Meaning,
    /// How it is written: labels written alike have equal keys.
    pub(super) key: (Style, String),
}

/// A place in a document: a block and an offset into its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The block.
    pub(super) block: usize,
    /// The offset into its text.
    pub(super) text: usize,
}

/// How a label is set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// It is a heading, of this level.
    Heading(u8),
    /// It is bold.
    Bold,
    /// It stands in brackets.
    Bracketed,
    /// Only its colon sets it off.
    Bare,
}

/// A label at the head of a line.
struct Head<'t> {
    label: &'t str,
    style: Style,
    /// Its length in the line, up to where what follows begins.
    len: usize,
    meaning: Meaning,
}

/// The longest label with its note, in bytes.
const LONGEST: usize = 160;

/// Finds the labels of a document, in the order of the file.
pub(super) fn marks(blocks: &[Block], source: &str, labels: &Labels) -> Vec<Mark> {
    let mut found = Vec::new();
    for (block, at) in blocks.iter().zip(0..) {
        let level = match block.kind {
            BlockKind::Heading(level) => Some(level),
            BlockKind::Paragraph | BlockKind::Item { .. } => None,
            _ => continue,
        };
        for line in &block.lines {
            let written = source.get(line.source..block.span.end).unwrap_or_default();
            let hashes = if level.is_some() { written.len() - written.trim_start_matches(['#', ' ']).len() } else { 0 };
            let Some(head) = head(written.get(hashes..).unwrap_or_default(), level, labels) else { continue };
            let end = line.source + hashes + head.len;
            found.push(Mark {
                opens: Place { block: at, text: line.text },
                follows: Place { block: at, text: block.extract.map.derived(end).max(line.text) },
                span: Span::new(line.source, end),
                meaning: head.meaning,
                key: (head.style, unnumbered(head.label).to_lowercase()),
            });
        }
    }
    found
}

/// What the label means that a line of the file, its margin aside, opens with, and how it is written.
pub(super) fn label_of(line: &str, labels: &Labels) -> Option<(Meaning, (Style, String))> {
    let hashes = line.bytes().take_while(|b| *b == b'#').count();
    let level = u8::try_from(hashes).ok().filter(|level| (1..=6).contains(level));
    let head = head(line.get(hashes..)?.trim_start(), level, labels)?;
    Some((head.meaning, (head.style, unnumbered(head.label).to_lowercase())))
}

/// Reads the label at the head of a line.
fn head<'t>(text: &'t str, level: Option<u8>, labels: &Labels) -> Option<Head<'t>> {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let line = first_line(text.get(..end)?);
    // Pictures such as 📝 stand before labels, also inside the bold.
    let skip = |text: &'t str| text.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_markup(c));
    let unmarked = skip(line);
    let opened = unmarked.trim_start_matches(['*', '_']);
    let bold = unmarked.len() - opened.len() >= 2;
    let opened = skip(opened);
    let bracket = opened.chars().next().and_then(|c| BRACKETS.iter().find(|(open, _)| *open == c));
    let inside = bracket.map_or(opened, |(open, _)| opened.trim_start_matches(*open).trim_start());
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
                if !colon && meaning.role == Role::Prompt && label.ends_with(|c: char| c.is_ascii_digit()) =>
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
        Style::Heading(_) if meaning.role == Role::Prompt => alone && !label.ends_with(|c: char| c.is_ascii_digit()),
        Style::Heading(_) => alone || colon,
        Style::Bold => colon || (closed && alone),
        Style::Bracketed => true,
        Style::Bare => colon || (alone && certain && meaning.trust != Trust::Speaker),
    };
    marked.then(|| Head { label, style, len: line.len() - rest.len(), meaning })
}

const BRACKETS: [(char, char); 3] = [('【', '】'), ('[', ']'), ('「', '」')];

fn is_markup(c: char) -> bool {
    c == '*' || c == '_' || BRACKETS.iter().any(|(open, _)| *open == c)
}

/// What a label ends at.
fn is_stop(c: char) -> bool {
    matches!(c, ':' | '：' | '*' | '_' | '(' | '（' | '.' | '、' | '．')
        || BRACKETS.iter().any(|(_, close)| *close == c)
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

#[cfg(test)]
mod tests {
    use super::super::blocks;
    use super::super::region::Region;
    use super::*;

    fn found(source: &str) -> Vec<(Role, Style, String, String)> {
        let blocks = blocks::read(&Region::stretch(source, Span::new(0, source.len()))).blocks;
        let shown = |mark: Mark| {
            let block = &blocks[mark.follows.block];
            let rest = block.extract.text.get(mark.follows.text..).expect("it is in the text").to_owned();
            (mark.meaning.role, mark.key.0, mark.span.of(source).to_owned(), rest)
        };
        marks(&blocks, source, &Labels::default()).into_iter().map(shown).collect()
    }

    #[test]
    fn labels_look_many_ways() {
        let cases = [
            ("**我的回答**: 甲", Style::Bold, "**我的回答**: ", "甲"),
            ("**我的回答:** 甲", Style::Bold, "**我的回答:** ", "甲"),
            ("**我的回答（限 200 字）：**甲", Style::Bold, "**我的回答（限 200 字）：**", "甲"),
            ("**我的回答**（口述）：甲", Style::Bold, "**我的回答**（口述）：", "甲"),
            ("我的回答：甲", Style::Bare, "我的回答：", "甲"),
            ("> **你的回答**：甲", Style::Bold, "**你的回答**：", "甲"),
            ("- **我的回答**：甲", Style::Bold, "**我的回答**：", "甲"),
            ("📝 **我的回答**", Style::Bold, "📝 **我的回答**", ""),
            ("【我的回答】甲", Style::Bracketed, "【我的回答】", "甲"),
            ("#### 我的回答", Style::Heading(4), "#### 我的回答", ""),
            ("A: it waits", Style::Bare, "A: ", "it waits"),
        ];
        for (source, style, span, rest) in cases {
            let expected = (Role::Candidate, style, span.to_owned(), rest.to_owned());
            assert_eq!(found(source), [expected], "{source}");
        }
    }

    #[test]
    fn a_question_may_stand_inside_the_bold() {
        assert_eq!(found("**Q2: 锁是什么？**")[0].3, "锁是什么？");
        assert_eq!(found("Q2. 锁是什么？")[0].0, Role::Prompt);
    }

    #[test]
    fn labels_stand_at_the_head_of_any_line() {
        let all = found("**面试官**：甲\n**候选人**：乙\n我说过，回答：丙");
        let roles: Vec<_> = all.iter().map(|mark| mark.0).collect();
        assert_eq!(roles, [Role::Prompt, Role::Candidate]);
        assert!(all[0].3.starts_with("甲\n"));
    }

    #[test]
    fn words_that_label_nothing() {
        for source in ["回答这个问题要看场景", "**回答** 要点如下", "### Q3：锁", "答案是 3", "a lock", "我的回答很短"]
        {
            assert_eq!(found(source), [], "{source}");
        }
    }
}
