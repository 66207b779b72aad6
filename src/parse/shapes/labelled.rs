//! Questions told by the labels that follow them.

use super::super::asking::Asking;
use super::super::document::Role;
use super::super::labels::Trust;
use super::super::lines::{Kind, Line};
use super::super::marks::{Mark, Opens, Style};
use super::hide::class_of;
use super::{Class, Sheet, Start, answers, under_labels};
use std::collections::BTreeMap;

/// A line that may begin a question, with the label that follows it.
#[derive(Clone, Copy, Debug)]
struct Candidate<'d> {
    line: usize,
    number: Option<u32>,
    label: Option<&'d Mark>,
}

/// The questions that labels follow and how many labels show them; `None` where another kind of line, such as the items
/// of a list, stands nearer to the labels than headings do.
pub(super) fn starts(sheet: &Sheet<'_>) -> Option<(usize, Vec<Start>)> {
    let mut best: Option<(usize, usize, Class, Vec<Candidate<'_>>)> = None;
    for (class, mut candidates) in candidates(sheet) {
        follow(sheet, &class, &mut candidates);
        let labels: Vec<&Mark> = candidates.iter().filter_map(|candidate| candidate.label).collect();
        // One common word with a colon after it makes no layout, unless there is but one line to begin a question.
        if labels.len() == 1 && candidates.len() > 1 && !labels.iter().any(|label| stands_alone(label)) {
            continue;
        }
        let weight: usize = labels.iter().map(|label| if label.trust == Trust::Common { 1 } else { 2 }).sum();
        // A heading that says `题目` is one, whatever else its level holds.
        let weight = weight + usize::from(weight > 0 && matches!(&class, Class::Prompt((Style::Heading(_), _))));
        let most = best.as_ref().map_or(0, |(most, ..)| *most);
        if weight > most && (most == 0 || !matches!(class, Class::Turn(_)) || weight > most * 2) {
            best = Some((weight, labels.len(), class, candidates));
        }
    }
    let (_, labels, class, candidates) = best?;
    if matches!(class, Class::Bullet(_)) {
        return None;
    }
    // A label for the question that is set off says itself that what it opens is one, where that asks.
    let set_off = matches!(&class, Class::Prompt((Style::Bold | Style::Heading(_), _)));
    let says = |at: usize| set_off && sheet.asking(at) == Asking::Mark && sheet.opens_paragraph(at);
    let chosen = chosen(&candidates, says);
    let starts = match chosen.as_slice() {
        [only] => vec![question_above(sheet, *only).unwrap_or_else(|| Start::top(*only, class))],
        all => all.iter().map(|line| Start::top(*line, class.clone())).collect(),
    };
    Some((labels, starts))
}

/// The heading that asks above the only one that labels follow, where that asks and counts nothing: a section such as the setting.
fn question_above(sheet: &Sheet<'_>, only: usize) -> Option<Start> {
    let level_of = |at: usize| sheet.lines.get(at).and_then(Line::level);
    let is_section = sheet.asking(only) == Asking::No && sheet.lines.get(only)?.number.is_none();
    let level = level_of(only).filter(|_| is_section)?;
    let above = sheet.headings().iter().rev().copied().filter(|at| *at < only);
    let (at, own) = above.filter_map(|at| Some((at, level_of(at)?))).find(|(_, own)| *own < level)?;
    (sheet.asking(at) == Asking::Mark).then(|| Start::top(at, Class::Heading(own)))
}

/// So many lines of a kind a document has at most, most often.
const USUAL: usize = 32;

/// The lines that may begin questions, by what they look like, in order.
fn candidates<'d>(sheet: &Sheet<'_>) -> Vec<(Class, Vec<Candidate<'d>>)> {
    let answered = under_labels(sheet);
    let mut classes: Vec<(Class, Vec<Candidate<'_>>)> = Vec::new();
    let mut last = 0;
    for (at, line) in sheet.lines.iter().enumerate() {
        let may = match line.kind {
            _ if line.hidden => false,
            _ if line.labelled => true,
            Kind::Heading(_) => !line.quoted,
            Kind::Bullet(_) | Kind::Text => line.indent == 0 && !line.quoted,
            _ => false,
        };
        if !may || answered.get(at) == Some(&true) || sheet.is_aside(at) {
            continue;
        }
        let Some(class) = class_of(sheet, at, line) else { continue };
        if matches!(class, Class::Summary | Class::Prose) {
            continue;
        }
        let candidate = Candidate { line: at, number: line.number.and_then(|number| number.value), label: None };
        // Most lines look like the one before.
        if classes.get(last).is_none_or(|(before, _)| *before != class) {
            last = classes.binary_search_by(|(other, _)| other.cmp(&class)).unwrap_or_else(|place| {
                classes.insert(place, (class, Vec::with_capacity(USUAL)));
                place
            });
        }
        if let Some((_, alike)) = classes.get_mut(last) {
            alike.push(candidate);
        }
    }
    classes
}

/// Whether a label need not repeat to be believed.
fn stands_alone(mark: &Mark) -> bool {
    let role = matches!(mark.opens, Opens::Slot(Role::Candidate));
    mark.trust != Trust::Common && (mark.key.0 != Style::Bare || role)
}

/// Finds the label that follows each candidate before the next one or the next heading.
fn follow<'d>(sheet: &'d Sheet<'d>, class: &Class, candidates: &mut [Candidate<'d>]) {
    let places: Vec<usize> = candidates.iter().map(|candidate| candidate.line).collect();
    let (mut after, mut marks) = (sheet.headings(), sheet.marks);
    for (candidate, next) in candidates.iter_mut().zip(places.iter().skip(1).map(Some).chain([None])) {
        while let [first, rest @ ..] = after
            && *first <= candidate.line
        {
            after = rest;
        }
        while let [first, rest @ ..] = marks
            && first.line <= candidate.line
        {
            marks = rest;
        }
        // Under a heading that is a label for the question, the question has sections of its own.
        let own = sheet.lines.get(candidate.line).and_then(Line::level);
        let sections = own.filter(|_| matches!(class, Class::Prompt(_))).unwrap_or(6);
        let ends = |at: &&usize| sheet.lines.get(**at).and_then(Line::level).is_some_and(|level| level <= sections);
        let heading = after.iter().find(ends);
        let end = [next, heading].into_iter().flatten().min().copied().unwrap_or(sheet.lines.len());
        let mut any = None;
        let hidden = |mark: &&Mark| sheet.lines.get(mark.line).is_none_or(|line| line.hidden);
        for mark in marks.iter().take_while(|mark| mark.line < end).filter(|mark| !hidden(mark)) {
            // A heading as high as the question's own does not stand under it.
            if let (Style::Heading(level), Class::Heading(own)) = (mark.key.0, class)
                && level < *own
            {
                break;
            }
            let prompt = matches!(mark.opens, Opens::Slot(Role::Prompt));
            if prompt && matches!(class, Class::Heading(_)) {
                any = any.or(Some(mark));
            }
            if answers(mark) {
                candidate.label = Some(mark);
                break;
            }
        }
        candidate.label = candidate.label.or(any);
    }
}

/// The candidates that begin questions: those that labels follow, and unlabelled ones that fill gaps in their numbers.
fn chosen(candidates: &[Candidate<'_>], says: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut written: BTreeMap<_, usize> = BTreeMap::new();
    for mark in candidates.iter().filter_map(|candidate| candidate.label) {
        *written.entry(&mark.key).or_default() += 1;
    }
    let most = written.values().max().copied().unwrap_or(0);
    // A common word under a heading of an answer is no label where the questions have others; neither is one that only
    // ever comes after another.
    let labelled = |candidate: &Candidate<'_>| {
        candidate.label.is_some_and(|mark| {
            let often = written.get(&mark.key).is_some_and(|count| count * 2 >= most);
            often
                || (mark.trust != Trust::Common
                    && !matches!(mark.opens, Opens::Slot(Role::Comment | Role::Focus | Role::Reference)))
        })
    };
    // Headings inside answers are numbered anew, so where most questions count on, one that does not is none.
    let mut found: Vec<Candidate<'_>> = Vec::new();
    let mut between: Vec<Candidate<'_>> = Vec::new();
    for candidate in candidates {
        if labelled(candidate) || says(candidate.line) {
            let last = found.last().and_then(|start| start.number);
            found.extend(missing(&between, last, candidate.number));
            found.push(*candidate);
            between.clear();
        } else {
            between.push(*candidate);
        }
    }
    // After the last labelled question the numbers must go on at once: a numbered heading inside its answer does not.
    for start in between {
        match found.last().and_then(|last| last.number) {
            Some(last) if start.number == Some(last + 1) => found.push(start),
            _ => break,
        }
    }
    found.into_iter().map(|candidate| candidate.line).collect()
}

/// The questions between the labelled ones numbered `last` and `next` whose labels are lost: the numbers between. Where
/// a number occurs twice the later line counts, since the answer before may number its own sections.
fn missing<'d>(between: &[Candidate<'d>], last: Option<u32>, next: Option<u32>) -> Vec<Candidate<'d>> {
    let Some(next) = next else { return Vec::new() };
    let mut wanted = next;
    let mut found: Vec<Candidate<'d>> = Vec::new();
    for start in between.iter().rev() {
        if wanted > last.unwrap_or(0) + 1 && start.number == Some(wanted - 1) {
            wanted -= 1;
            found.push(*start);
        }
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{begun, on};
    use super::*;

    #[test]
    fn lines_that_labels_follow_begin_questions() {
        let text = "# 卷\n### 1. 锁\n**我的回答**：排队\n### 2. 堆\n### 1. 概念\n**我的回答**：共享\n### 2. 例子\n";
        let (labels, found) = on(text, starts).expect("there are labels");
        assert_eq!((labels, begun(&found)), (2, vec![2, 5, 7]));
        assert!(on("### 1. 锁\n排队\n", starts).is_none());
    }

    #[test]
    fn sections_of_a_question_are_none() {
        let begins = |text| on(text, starts).map(|(_, found)| begun(&found));
        assert_eq!(begins("# 锁为什么要续期？\n## 背景\n任务很久\n## 我的回答\n怕过期\n"), Some(vec![1]));
        assert_eq!(begins("# 练习\n## 锁的续期\n任务很久\n## 我的回答\n怕过期\n"), Some(vec![2]), "nothing asks above");
        assert_eq!(begins("# 准备好了吗？\n## 为什么要续期？\n## 我的回答\n怕过期\n"), Some(vec![2]), "it asks itself");
        assert_eq!(begins("# 准备好了吗？\n## 1. 锁的续期\n## 我的回答\n怕过期\n"), Some(vec![2]), "it has a number");
    }

    #[test]
    fn a_question_may_lack_the_label_of_its_answer() {
        let text = "**Q: 锁是什么？**\n\nA: 排队\n\n**Q: 堆是什么？**\n\n共享\n\n**Q: 栈**\n\n**Q: 列是什么？**\n\nA: 先进先出\n";
        let (_, found) = on(text, starts).expect("there are labels");
        assert_eq!(begun(&found), [1, 5, 11], "what asks nothing is none");
    }
}
