//! How a label looks: `**label**:`, `**label（note）:**`, `【label】`, `label：` at the head of a line, or a heading.

mod delimiter;
mod head;

use super::document::Role;
use super::labels::{Labels, Trust, unnumbered};
use super::lines::{Kind, Line};
use crate::source::Span;
use crate::text::{is_han, lower_case};
use delimiter::{delimiter, timed};
use head::head;

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

/// Finds the labels of a document, one a line at most, in the order of the file. Fences hide none here.
pub(super) fn marks(lines: &[Line], source: &str, labels: &Labels) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut angles = memchr::memchr2_iter(b'<', b'>', source.as_bytes()).peekable();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_blank()) {
        let body = line.body.of(source);
        let mark = match line.kind {
            Kind::Heading(level) => {
                labelled(body, Some(level), labels).or_else(|| numbered(line, source, level, labels))
            }
            Kind::Bullet(_) => labelled(body, None, labels),
            Kind::Text => labelled(body, None, labels).or_else(|| timed(body)).or_else(|| {
                while angles.next_if(|angle| *angle < line.body.start).is_some() {}
                angles.peek().filter(|angle| **angle < line.body.end)?;
                delimiter(body, labels)
            }),
            Kind::Fence(mark, ..) => info(body, mark),
            _ => None,
        };
        let Some((opens, trust, key, len)) = mark else { continue };
        found.push(Mark { line: at, span: Span::new(line.body.start, line.body.start + len), opens, trust, key });
    }
    found
}

/// The label after the number of a heading: `## 2. 标准答案`.
fn numbered(line: &Line, source: &str, level: u8, labels: &Labels) -> Option<Found> {
    line.number?;
    let said = line.said();
    let (opens, trust, key, len) = labelled(said.of(source), Some(level), labels)?;
    Some((opens, trust, key, said.start - line.body.start + len))
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
    body.strip_prefix(['[', '(', '【']).and_then(after_time).map_or(0, |after| body.len() - after.len())
}

/// What follows the time that `inner` opens with, and the bracket after it.
fn after_time(inner: &str) -> Option<&str> {
    let (time, _) = inner.split_once([']', ')', '】'])?;
    let is_time =
        time.len() <= 24 && time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || ":-/. ".contains(c));
    let rest = inner.get(time.len()..).filter(|_| is_time)?;
    Some(rest.trim_start_matches([']', ')', '】', ' ']))
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

/// Whether a character is a letter or a digit; those of most lines need not be looked up.
pub(super) fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_han(c) || c.is_alphanumeric() }
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;
    use crate::source::Source;

    fn found(source: &str) -> Vec<(Role, Style, String, String)> {
        let lines = lines(&Source::new("a.md", source), 0);
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
