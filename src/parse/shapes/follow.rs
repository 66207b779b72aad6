//! Questions that follow up another, and the turn in which the candidate asks.

use super::super::asking::{Asking, asking};
use super::super::lines::{Kind, Line};
use super::super::marks::Opens;
use super::headings::follows_up;
use super::{Class, Rank, Sheet, Start};
use crate::source::Span;
use crate::text::WordTable;

/// What the candidate's own turn to ask is called.
static REVERSE: WordTable = WordTable::new(&[
    "反问",
    "你有什么想问",
    "你有什么要问",
    "有什么想问我",
    "有什么问题要问",
    "你有什么想了解",
    "有什么想了解",
    "你还有什么问题",
    "还有什么想问",
    "有什么要问我",
    "any questions for",
    "questions for me",
    "questions for us",
    "do you have any questions",
    "your questions for",
    "ask us",
    "what would you like to know",
    "want to ask me",
    "like to ask",
]);

/// What opens a turn that follows up the one before.
static FOLLOWING: WordTable = WordTable::new(&["追问", "接着问", "再追问", "follow-up", "follow up"]);

/// Whether a question is the candidate's own turn to ask.
pub(in crate::parse) fn is_reverse(title: &str) -> bool {
    REVERSE.stands_in_any_case(title)
}

/// Takes away the turn with which an interviewer takes leave: the last, where it asks nothing and hardly anything is
/// replied. Returns its line.
pub(super) fn leave(sheet: &Sheet<'_>, starts: &mut Vec<Start>) -> Option<usize> {
    let last = starts.last().filter(|last| matches!(last.class, Class::Turn(_)) && starts.len() > 1)?;
    let said = turn(sheet, last);
    let after = sheet.lines.get(last.line + 1..).unwrap_or_default().iter();
    let replied = after.take_while(|line| line.level().is_none() && line.kind != Kind::Rule);
    let short = replied.filter(|line| !line.is_blank()).count() <= REPLY;
    let leaves = !said.is_empty() && asking(said) == Asking::No && !is_reverse(said) && short;
    leaves.then(|| starts.pop()).flatten().map(|start| start.line)
}

/// So many lines may be replied to somebody who takes leave.
const REPLY: usize = 2;

/// Adds the questions that labels for follow-ups open and the headings under which the candidate asks.
pub(super) fn add(sheet: &Sheet<'_>, starts: &mut Vec<Start>) {
    if starts.is_empty() {
        return;
    }
    reverse(sheet, starts);
    let Some(first) = starts.iter().map(|start| start.line).min() else { return };
    let mut top = None;
    for start in starts.iter_mut() {
        let label = sheet.mark(start.line).map_or("", |mark| mark.span.of(sheet.source));
        let follows = FOLLOWING.opens_in_any_case(turn(sheet, start)) || FOLLOWING.stands_in_any_case(label);
        match top {
            Some(top)
                if follows && start.rank == Rank::Top && matches!(start.class, Class::Turn(_) | Class::Prompt(_)) =>
            {
                start.rank = Rank::FollowUp(top);
            }
            _ if start.rank == Rank::Top => top = Some(start.line),
            _ => {}
        }
    }
    let owner = |starts: &[Start], at: usize| {
        let before = starts.partition_point(|start| start.line < at);
        starts
            .get(..before)
            .unwrap_or_default()
            .iter()
            .rev()
            .find(|start| start.rank == Rank::Top || matches!(start.rank, Rank::Under(_)))
            .map(|start| start.line)
    };
    let mut found: Vec<Start> = Vec::new();
    for mark in sheet.marks_in(first + 1, sheet.lines.len()).filter(|mark| follows_up(mark.opens)) {
        let Some(owner) = owner(starts, mark.line) else { continue };
        let Some(line) = sheet.lines.get(mark.line) else { continue };
        let rest = Span::new(mark.span.end.min(line.span.end), line.body.end.max(mark.span.end.min(line.span.end)));
        if !rest.of(sheet.source).trim_matches(['*', ' ', '：', ':']).is_empty() {
            found.push(Start { title: Some(rest), rank: Rank::FollowUp(owner), ..Start::top(mark.line, Class::Prose) });
            continue;
        }
        let mut stack: Vec<(usize, usize)> = Vec::new();
        for (at, line) in sheet.lines.iter().enumerate().skip(mark.line + 1) {
            if line.hidden || line.is_blank() {
                continue;
            }
            let item = matches!(line.kind, Kind::Bullet(_)) || (line.kind == Kind::Text && line.number.is_some());
            if !item || sheet.is_label(at) || starts.binary_search_by_key(&at, |start| start.line).is_ok() {
                if line.indent > 0 && line.kind == Kind::Text {
                    continue;
                }
                break;
            }
            while stack.last().is_some_and(|(indent, _)| *indent >= line.indent) {
                stack.pop();
            }
            let parent = stack.last().map_or(owner, |(_, at)| *at);
            stack.push((line.indent, at));
            found.push(Start { rank: Rank::FollowUp(parent), ..Start::top(at, Class::Bullet('-')) });
        }
    }
    starts.extend(found);
    starts.sort_by_key(|start| start.line);
    listed(sheet, starts);
}

/// Adds the items of lists that follow up the headings they stand under: they all ask and nothing else stands there.
fn listed(sheet: &Sheet<'_>, starts: &mut Vec<Start>) {
    let mut found: Vec<Start> = Vec::new();
    let ends = starts.iter().skip(1).map(|start| start.line).chain([sheet.lines.len()]).collect::<Vec<_>>();
    for (start, end) in starts.iter().zip(ends) {
        if !matches!(start.class, Class::Heading(_) | Class::Bold | Class::Prose) || start.rank != Rank::Top {
            continue;
        }
        let mut items: Vec<(usize, usize)> = Vec::new();
        for (at, line) in sheet.lines.iter().enumerate().take(end).skip(start.line + 1) {
            let item = matches!(line.kind, Kind::Bullet(_)) || (line.kind == Kind::Text && line.number.is_some());
            match line.kind {
                _ if line.level().is_some() => break,
                Kind::Blank | Kind::Rule | Kind::Underline => {}
                _ if item && !line.hidden && !sheet.is_label(at) && !sheet.is_link(at) => {
                    items.push((at, line.indent));
                }
                _ => {
                    items.clear();
                    break;
                }
            }
        }
        let asked = items.iter().filter(|(at, _)| sheet.asking(*at) == Asking::Mark).count();
        if items.is_empty() || asked * 4 < items.len() * 3 {
            continue;
        }
        let mut stack: Vec<(usize, usize)> = Vec::new();
        for (at, indent) in items {
            while stack.last().is_some_and(|(own, _)| *own >= indent) {
                stack.pop();
            }
            let parent = stack.last().map_or(start.line, |(_, at)| *at);
            stack.push((indent, at));
            found.push(Start { rank: Rank::FollowUp(parent), ..Start::top(at, Class::Bullet('-')) });
        }
    }
    starts.extend(found);
}

/// What a turn says after the speaker's name.
fn turn<'s>(sheet: &Sheet<'s>, start: &Start) -> &'s str {
    let Some(line) = sheet.lines.get(start.line) else { return "" };
    let from = sheet
        .mark(start.line)
        .filter(|mark| mark.opens != Opens::Nothing)
        .map_or(line.said().start, |mark| mark.span.end);
    Span::new(from.min(line.body.end), line.body.end).of(sheet.source).trim()
}

/// Adds the headings under which the candidate asks.
pub(super) fn reverse(sheet: &Sheet<'_>, starts: &mut Vec<Start>) {
    let mut found: Vec<Start> = Vec::new();
    for &at in sheet.titles() {
        let said = sheet.said(at);
        let turn = said.chars().count() <= 24 && is_reverse(said);
        if turn && !sheet.is_aside(at) && starts.iter().all(|start| start.line != at) {
            found.extend(sheet.lines.get(at).and_then(Line::level).map(|level| Start::top(at, Class::Heading(level))));
        }
    }
    starts.extend(found);
    starts.sort_by_key(|start| start.line);
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{begun, on};
    use super::*;

    #[test]
    fn labels_and_lists_follow_up() {
        let text = "## 锁是什么？\n排队\n\n**追问**：\n- 代价呢？\n  - 谁付？\n\n## 堆是什么？\n";
        let mut starts = vec![Start::top(0, Class::Heading(2)), Start::top(7, Class::Heading(2))];
        on(text, |sheet| add(sheet, &mut starts));
        assert_eq!(begun(&starts), [1, 5, 6, 8]);
        assert_eq!([starts[1].rank, starts[2].rank], [Rank::FollowUp(0), Rank::FollowUp(4)]);
    }

    #[test]
    fn the_candidate_may_ask_too() {
        assert!(
            is_reverse("你有什么想问我们的？") && is_reverse("Any questions for us?") && !is_reverse("锁有什么用？")
        );
    }
}
