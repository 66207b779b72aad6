//! How a label looks: `**label**:`, `**label（note）:**`, `【label】`, `label：` at the head of a line, or a heading.

mod delimiter;

use super::document::Role;
use super::labels::{Labels, Meaning, Trust, unnumbered};
use super::lines::{Kind, Line};
use crate::source::Span;
use crate::text::{is_han, lower_case};
use delimiter::delimiter;

/// A label where it stands in a document.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Its line.
    pub(super) line: usize,
    /// The label in the file, its markup and colon included.
    pub(super) span: Span,
    /// What it opens.
    pub(super) opens: Opens,
    /// How far it can be trusted.
    pub(super) trust: Trust,
    /// How it is written: labels written alike have equal keys.
    pub(super) key: (Style, String),
}

/// What a label opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// A place for somebody's words.
    Slot(Role),
    /// Questions about an answer.
    FollowUps,
    /// Nothing: it closes what a comment or a tag has opened.
    Nothing,
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
    /// It is a comment.
    Comment,
    /// It is a tag or the language of a fence.
    Tag,
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

/// Finds the labels of a document, one a line at most, in the order of the file. Fences hide none here.
pub(super) fn marks(lines: &[Line], source: &str, labels: &Labels) -> Vec<Mark> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let body = line.body.of(source);
        let mark = match line.kind {
            Kind::Heading(level) => labelled(body, Some(level), labels).or_else(|| {
                // `## 2. 标准答案` is a label with a number.
                let said = line.said().of(source);
                let found = labelled(said, Some(level), labels).filter(|_| line.number.is_some())?;
                let (opens, trust, key, len) = found;
                Some((opens, trust, key, body.len() - said.len() + len))
            }),
            Kind::Bullet(_) => labelled(body, None, labels),
            Kind::Text => labelled(body, None, labels).or_else(|| delimiter(body, labels)),
            Kind::Fence(mark, ..) => info(body, mark),
            _ => None,
        };
        let Some((opens, trust, key, len)) = mark else { continue };
        found.push(Mark { line: at, span: Span::new(line.body.start, line.body.start + len), opens, trust, key });
    }
    found
}

/// Tells lines that labels stand at their heads.
pub(super) fn label(lines: &mut [Line], marks: &[Mark]) {
    for mark in marks {
        if let Some(line) = lines.get_mut(mark.line) {
            line.labelled = true;
        }
    }
}

/// Whose place a line by itself opens, its margin aside.
pub(super) fn role_of(line: &str, labels: &Labels) -> Option<Role> {
    let hashes = line.bytes().take_while(|b| *b == b'#').count();
    let level = u8::try_from(hashes).ok().filter(|level| (1..=6).contains(level));
    match labelled(line.get(hashes..)?.trim_start(), level, labels)?.0 {
        Opens::Slot(role) => Some(role),
        Opens::FollowUps | Opens::Nothing => None,
    }
}

type Found = (Opens, Trust, (Style, String), usize);

fn labelled(body: &str, level: Option<u8>, labels: &Labels) -> Option<Found> {
    // Most lines open with a letter, and as no label does.
    if body.starts_with(is_letter) && !labels.may_open(body) {
        return None;
    }
    let stamp = timestamp(body);
    let head = head(body.get(stamp..)?, level, labels)?;
    let key = (head.style, lower_case(unnumbered(head.label)));
    let opens = head.meaning.role.map_or(Opens::FollowUps, Opens::Slot);
    Some((opens, head.meaning.trust, key, stamp + head.len))
}

/// How long the time is that a line of a chat opens with (`[19:01] `).
fn timestamp(body: &str) -> usize {
    let Some(inner) = body.strip_prefix(['[', '(', '【']) else { return 0 };
    let Some(end) = inner.find([']', ')', '】']) else { return 0 };
    let time = inner.get(..end).unwrap_or_default();
    if time.is_empty()
        || time.len() > 24
        || !time.chars().all(|c| c.is_ascii_digit() || ":-/. ".contains(c))
        || !time.contains(':')
    {
        return 0;
    }
    let rest = inner.get(end..).unwrap_or_default();
    let after = rest.trim_start_matches([']', ')', '】', ' ']);
    body.len() - after.len()
}

/// The role that the language of a fence names.
fn info(body: &str, mark: char) -> Option<Found> {
    let word = body.trim_start_matches(mark).trim().to_lowercase();
    let role = match word.as_str() {
        "answer" | "response" | "solution" | "回答" | "答案" | "作答" => Role::Candidate,
        "question" | "prompt" | "问题" | "题目" => Role::Prompt,
        _ => return None,
    };
    // The fence itself belongs to what it opens.
    Some((Opens::Slot(role), Trust::Certain, (Style::Tag, word), 0))
}

/// Reads the label at the head of a line.
fn head<'t>(text: &'t str, level: Option<u8>, labels: &Labels) -> Option<Head<'t>> {
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

/// Whether a character is a letter or a digit; those of most lines need not be looked up.
pub(super) fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_han(c) || c.is_alphanumeric() }
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
    use super::super::lines::lines;
    use super::*;

    fn found(source: &str) -> Vec<(Role, Style, String, String)> {
        let lines = lines(source, 0);
        let shown = |mark: Mark| {
            let Opens::Slot(role) = mark.opens else { return None };
            let rest = Span::new(mark.span.end, lines[mark.line].span.end).of(source).to_owned();
            Some((role, mark.key.0, mark.span.of(source).to_owned(), rest))
        };
        marks(&lines, source, &Labels::default()).into_iter().filter_map(shown).collect()
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
            ("#### 我的回答", Style::Heading(4), "我的回答", ""),
            ("<!-- 作答开始 -->", Style::Comment, "<!-- 作答开始 -->", ""),
            ("<summary>点击查看我的答案</summary>", Style::Tag, "<summary>点击查看我的答案</summary>", ""),
            ("[19:01] Me: it waits", Style::Bare, "[19:01] Me: ", "it waits"),
            ("A: it waits", Style::Bare, "A: ", "it waits"),
        ];
        for (source, style, span, rest) in cases {
            let expected = (Role::Candidate, style, span.to_owned(), rest.to_owned());
            assert_eq!(found(source), [expected], "{source}");
        }
    }

    #[test]
    fn a_question_may_stand_inside_the_bold() {
        assert_eq!(found("**Q2: 锁是什么？**")[0].3, "锁是什么？**");
        assert_eq!(found("Q2. 锁是什么？")[0].0, Role::Prompt);
    }

    #[test]
    fn labels_stand_at_the_head_of_any_line() {
        let all = found("**面试官**：甲\n**候选人**：乙\n我说过，回答：丙");
        let roles: Vec<_> = all.iter().map(|mark| mark.0).collect();
        assert_eq!(roles, [Role::Prompt, Role::Candidate]);
        assert_eq!(all[0].3, "甲");
    }

    #[test]
    fn words_that_label_nothing() {
        for source in ["回答这个问题要看场景", "**回答** 要点如下", "### Q3：锁", "答案是 3", "a lock", "我的回答很短"]
        {
            assert_eq!(found(source), [], "{source}");
        }
    }
}
