//! Questions that are headings.

use super::super::asking::Asking;
use super::super::lines::{Kind, Line, Style};
use super::super::marks::Opens;
use super::{Class, Rank, Sheet, Start};
use crate::text::WordTable;
use std::collections::BTreeMap;

/// Headings of one level, numbered in one way.
type Group = (u8, Option<Style>);

/// The headings that begin questions: those of the level and numbering of which most ask.
pub(super) fn starts(sheet: &Sheet<'_>) -> Vec<Start> {
    let mut groups: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
    for &at in sheet.headings() {
        let Some((line, level)) = sheet.lines.get(at).and_then(|line| Some((line, line.level()?))) else { continue };
        if sheet.is_aside(at) || sheet.closes(at) {
            continue;
        }
        groups.entry((level, line.number.map(|number| number.style))).or_default().push(at);
    }
    let weighed = groups.iter().filter_map(|(group, lines)| Some((weight(sheet, *group, lines)?, *group, lines)));
    let Some((_, (level, style), lines)) =
        weighed.max_by_key(|(weight, group, _)| (*weight, std::cmp::Reverse(group.0)))
    else {
        return Vec::new();
    };
    let mut starts: Vec<usize> = lines.clone();
    // Others of the same level that ask; where the questions are numbered, one without a number is no question.
    for (_, others) in groups.iter().filter(|((own, other), _)| *own == level && *other != style) {
        starts.extend(
            others
                .iter()
                .filter(|at| style.is_none_or(|style| style == Style::Han) && sheet.asking(**at) == Asking::Mark),
        );
    }
    starts.sort_unstable();
    starts.into_iter().map(|line| Start::top(line, Class::Heading(level))).collect()
}

/// Adds the headings of other levels that count where the questions leave out a number: `## Q6` between `### Q5` and
/// `### Q7`.
pub(super) fn fill(sheet: &Sheet<'_>, starts: &mut Vec<Start>) {
    let value = |at: usize| sheet.lines.get(at).and_then(|line| line.number).and_then(|number| number.value);
    let counted = |start: &&Start| start.rank == Rank::Top && matches!(start.class, Class::Heading(_));
    let mut found = Vec::new();
    let tops: Vec<&Start> = starts.iter().filter(counted).collect();
    for pair in tops.windows(2) {
        let [before, after] = pair else { continue };
        let (Some(from), Some(to)) = (value(before.line), value(after.line)) else { continue };
        let left_out = |at: &usize| {
            let heading = sheet.lines.get(*at).is_some_and(|line| line.level().is_some() && !line.hidden);
            heading && !sheet.is_aside(*at) && !sheet.is_label(*at) && value(*at) == Some(from + 1)
        };
        if from.checked_add(2) == Some(to)
            && let Some(at) = (before.line + 1..after.line).find(left_out)
            && let Some(level) = sheet.lines.get(at).and_then(Line::level)
        {
            found.push(Start::top(at, Class::Heading(level)));
        }
    }
    starts.extend(found);
}

/// How well a group of headings does as the questions of the document; `None` where it does not.
fn weight(sheet: &Sheet<'_>, (level, style): Group, lines: &[usize]) -> Option<usize> {
    let asking = lines.iter().filter(|at| sheet.asking(**at) >= Asking::Word).count();
    let named = style == Some(Style::Named);
    let fenced = lines.iter().filter(|at| slotted(sheet, **at, level)).count();
    let enough = lines.len() >= 2 || (named && lines.len() == 1);
    let counts = style.is_some() && style != Some(Style::Han) && fenced * 2 > lines.len();
    (enough && (asking * 2 >= lines.len() || named || counts)).then_some(asking * 2 + lines.len() + fenced)
}

/// Whether a fence or a tag stands between a heading and the next.
fn slotted(sheet: &Sheet<'_>, at: usize, _level: u8) -> bool {
    let inside = sheet.lines.get(at + 1..).unwrap_or_default().iter().take_while(|line| line.level().is_none());
    let mut inside = inside.filter(|line| !line.hidden);
    inside.any(|line| matches!(line.kind, Kind::Fence(..)) || line.body.of(sheet.source).starts_with("<details"))
}

/// What single headings open with that ask where others do not.
static LEADS: WordTable = WordTable::new(&[
    "如何",
    "怎么",
    "怎样",
    "为什么",
    "为何",
    "什么是",
    "编程题",
    "算法",
    "手撕",
    "手写",
    "场景题",
    "how ",
    "why ",
    "what ",
    "when ",
]);

/// Lines after which the questions of a section follow up the one in its heading.
static FOLLOWING: WordTable =
    WordTable::new(&["衍生", "追问", "延伸", "引申", "follow-up", "follow up", "接着问", "继续问", "进一步"]);

/// Settles which single headings ask: those with an answer rather than questions under them, unless those follow it up.
pub(super) fn settle(sheet: &Sheet<'_>, starts: &mut Vec<Start>) {
    let folds = if starts.iter().any(|start| start.class == Class::Summary) { sheet.folds() } else { Vec::new() };
    let single = |at: &usize| {
        let folded = folds.get(*at).is_some_and(|depth| *depth > 0);
        !folded
            && !sheet.is_aside(*at)
            && (sheet.asking(*at) == Asking::Mark || LEADS.opens_in_any_case(sheet.said(*at).trim()))
    };
    let group = starts.iter().any(|start| matches!(start.class, Class::Heading(_)));
    let headings: Vec<usize> = sheet.headings().iter().copied().filter(single).collect();
    let mut found: Vec<Start> = Vec::new();
    for at in headings {
        let known = starts.binary_search_by_key(&at, |start| start.line).is_ok();
        if group && !known {
            continue;
        }
        let own = sheet.lines.get(at).and_then(Line::level).unwrap_or(6);
        let higher = |at: &usize| sheet.lines.get(*at).and_then(Line::level).is_some_and(|level| level <= own);
        let end = (at + 1..sheet.lines.len()).find(higher).unwrap_or(sheet.lines.len());
        let lead = (at + 1..end).find(|at| leads(sheet, *at));
        let from = starts.partition_point(|start| start.line <= at);
        let to = starts.partition_point(|start| start.line < end);
        let inside = starts.get_mut(from..to).unwrap_or_default();
        let before = |start: &&Start| start.rank == Rank::Top && lead.is_none_or(|lead| start.line < lead);
        if inside.iter().any(|start| before(&start)) {
            continue;
        }
        for start in inside.iter_mut().filter(|start| start.rank == Rank::Top) {
            start.rank = Rank::FollowUp(at);
        }
        let says = |line: &Line| !matches!(line.kind, Kind::Blank | Kind::Rule | Kind::Heading(_) | Kind::Underline);
        if !known && sheet.lines.get(at + 1..end).unwrap_or_default().iter().any(says) {
            found.push(Start::top(at, Class::Heading(own)));
        }
    }
    starts.extend(found);
    starts.sort_by_key(|start| start.line);
}

/// Whether line `at` says that the questions after it follow up the one above.
fn leads(sheet: &Sheet<'_>, at: usize) -> bool {
    let said = sheet.said(at);
    let short = said.ends_with(['：', ':']) && said.chars().count() <= 30;
    short
        && sheet.lines.get(at).is_some_and(|line| line.kind == Kind::Text && !line.hidden)
        && FOLLOWING.stands_in_any_case(said)
}

/// Whether a label opens follow-up questions.
pub(super) fn follows_up(opens: Opens) -> bool {
    opens == Opens::FollowUps
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{begun, on};
    use super::*;

    #[test]
    fn headings_of_one_level_ask() {
        let text = "# 清单\n## 1. 锁是什么？\n## 2. 堆是什么？\n### 细节\n## 附录\n";
        assert_eq!(on(text, |sheet| begun(&starts(sheet))), [2, 3]);
    }
}
