//! Finds how a document marks its questions, from what repeats in it: the same kind of line followed by the same labels.

use super::blocks::{Block, BlockKind};
use super::document::Role;
use super::labels::Trust;
use super::marks::{Mark, Place, Style};
use super::numbering;
use std::collections::BTreeMap;

/// The questions of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outline {
    /// How they are marked.
    pub(super) shape: Shape,
    /// Where they begin, in the order of the file.
    pub(super) starts: Vec<Start>,
}

/// How a document marks where a question begins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// A heading of this level.
    Heading(u8),
    /// A label for the question, written so (`**Q1:** …`).
    Prompt((Style, String)),
    /// A bold line.
    Bold,
    /// An item of a numbered list.
    Item,
    /// A speaker's name (`**面试官**：`): their turns ask, the other's answer.
    Turn((Style, String)),
}

/// Where a question begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    /// The line that opens it.
    pub(super) at: Place,
    /// Its number.
    pub(super) number: Option<u32>,
}

/// A line that may begin a question, with the label that follows it as an index into the marks.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    start: Start,
    label: Option<usize>,
}

/// Finds the questions; `None` where no line that may begin one is followed by a label.
pub(super) fn outline(blocks: &[Block], marks: &[Mark]) -> Option<Outline> {
    let headings = plain_headings(blocks, marks);
    let mut best: Option<(usize, Shape, Vec<Candidate>)> = None;
    for (shape, mut candidates) in candidates(blocks, marks, &headings) {
        follow(&shape, &mut candidates, marks, &headings);
        let labels: Vec<&Mark> = candidates.iter().filter_map(|c| marks.get(c.label?)).collect();
        // One common word with a colon after it makes no layout, unless there is but one line to begin a question.
        if labels.len() == 1 && candidates.len() > 1 && !labels.iter().any(|label| stands_alone(label)) {
            continue;
        }
        let weight = labels.into_iter().map(weight).sum();
        // Shapes come in the order of `Shape`: a later one must be followed by more labels than those before it, and
        // turns begin questions only where nothing else does.
        let most = best.as_ref().map_or(0, |(most, ..)| *most);
        if weight > most && (most == 0 || !matches!(shape, Shape::Turn(_))) {
            best = Some((weight, shape, candidates));
        }
    }
    let (_, shape, candidates) = best?;
    Some(Outline { shape, starts: starts(&candidates, marks) })
}

fn weight(mark: &Mark) -> usize {
    if mark.meaning.trust == Trust::Common { 1 } else { 2 }
}

/// Whether a label need not repeat to be believed.
fn stands_alone(mark: &Mark) -> bool {
    mark.meaning.trust != Trust::Common && (mark.key.0 != Style::Bare || mark.meaning.role == Role::Candidate)
}

/// Where the headings outside lists and quotes stand that are no labels themselves.
pub(super) fn plain_headings(blocks: &[Block], marks: &[Mark]) -> Vec<Place> {
    let places =
        (0..).zip(blocks).filter(|(_, block)| matches!(block.kind, BlockKind::Heading(_)) && block.parent.is_none());
    places.map(|(block, _)| Place { block, text: 0 }).filter(|place| !is_label(marks, *place)).collect()
}

fn is_label(marks: &[Mark], place: Place) -> bool {
    marks.binary_search_by_key(&place, |mark| mark.opens).is_ok()
}

/// The lines that may begin a question, by the way they would.
fn candidates(blocks: &[Block], marks: &[Mark], headings: &[Place]) -> BTreeMap<Shape, Vec<Candidate>> {
    let mut found: BTreeMap<Shape, Vec<Candidate>> = BTreeMap::new();
    let mut add = |shape: Shape, at: Place, number: Option<u32>| {
        found.entry(shape).or_default().push(Candidate { start: Start { at, number }, label: None });
    };
    let number = |text: &str| numbering::leading(text).and_then(|number| number.value);
    for &at in headings {
        if let Some(Block { kind: BlockKind::Heading(level), extract, .. }) = blocks.get(at.block) {
            add(Shape::Heading(*level), at, number(&extract.text));
        }
    }
    for (block, at) in blocks.iter().zip(0..) {
        let at = Place { block: at, text: 0 };
        if block.parent.is_some() || is_label(marks, at) {
            continue;
        }
        match &block.kind {
            BlockKind::Paragraph if block.bold => add(Shape::Bold, at, number(&block.extract.text)),
            BlockKind::Item { number: Some(number) } => add(Shape::Item, at, number.parse().ok()),
            _ => {}
        }
    }
    for mark in marks.iter().filter(|mark| mark.meaning.role == Role::Prompt) {
        let key = mark.key.clone();
        let shape = if mark.meaning.trust == Trust::Common { Shape::Prompt(key) } else { Shape::Turn(key) };
        add(shape, mark.opens, None);
    }
    found
}

/// Finds the label that follows each candidate before the next one or the next heading.
fn follow(shape: &Shape, candidates: &mut [Candidate], marks: &[Mark], headings: &[Place]) {
    let places: Vec<Place> = candidates.iter().map(|c| c.start.at).collect();
    for (candidate, next) in candidates.iter_mut().zip(places.iter().skip(1).map(Some).chain([None])) {
        let at = candidate.start.at;
        let heading = headings.get(headings.partition_point(|heading| *heading <= at));
        let before_end = |mark: &&(usize, &Mark)| {
            next.is_none_or(|next| mark.1.opens < *next) && heading.is_none_or(|heading| mark.1.opens < *heading)
        };
        let first = marks.partition_point(|mark| mark.opens <= at);
        let between: Vec<_> =
            (first..).zip(marks.get(first..).unwrap_or_default()).take_while(|mark| before_end(&mark)).collect();
        let answer = between.iter().find(|(_, mark)| mark.meaning.role != Role::Prompt);
        let any = between.first().filter(|_| matches!(shape, Shape::Heading(_)));
        candidate.label = answer.or(any).map(|(at, _)| *at);
    }
}

/// The candidates that begin questions: those that labels follow, and unlabelled ones that fill gaps in their numbers.
fn starts(candidates: &[Candidate], marks: &[Mark]) -> Vec<Start> {
    let mut written: BTreeMap<&(Style, String), usize> = BTreeMap::new();
    let label = |candidate: &Candidate| candidate.label.and_then(|label| marks.get(label));
    for mark in candidates.iter().filter_map(label) {
        *written.entry(&mark.key).or_default() += 1;
    }
    let most = written.values().max().copied().unwrap_or(0);
    // A common word under a heading of an answer is no label where the questions have others.
    let labelled = |candidate: &Candidate| {
        label(candidate).is_some_and(|mark| {
            mark.meaning.trust != Trust::Common || written.get(&mark.key).is_some_and(|count| count * 2 >= most)
        })
    };
    let mut found: Vec<Start> = Vec::new();
    let mut between: Vec<Start> = Vec::new();
    for candidate in candidates {
        if labelled(candidate) {
            let last = found.last().and_then(|start| start.number);
            found.extend(missing(&between, last, candidate.start.number));
            found.push(candidate.start);
            between.clear();
        } else {
            between.push(candidate.start);
        }
    }
    // After the last labelled question the numbers must go on at once: a numbered heading inside its answer does not.
    for start in between {
        match found.last().and_then(|last| last.number) {
            Some(last) if start.number == Some(last + 1) => found.push(start),
            _ => break,
        }
    }
    found
}

/// The questions between the labelled ones numbered `last` and `next` whose labels are lost: the numbers between. Where
/// a number occurs twice the later line counts, since the answer before may number its own sections.
fn missing(between: &[Start], last: Option<u32>, next: Option<u32>) -> Vec<Start> {
    let Some(next) = next else { return Vec::new() };
    let mut wanted = next;
    let mut found: Vec<Start> = Vec::new();
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
    use super::super::blocks;
    use super::super::labels::Labels;
    use super::super::marks::marks;
    use super::super::region::Region;
    use super::*;
    use crate::source::Span;

    /// The lines that begin questions.
    fn lines(source: &str) -> Vec<&str> {
        let blocks = blocks::read(&Region::stretch(source, Span::new(0, source.len()))).blocks;
        let marks = marks(&blocks, source, &Labels::default());
        let starts = outline(&blocks, &marks).map(|outline| outline.starts).unwrap_or_default();
        let line = |start: Start| {
            let block = &blocks[start.at.block];
            source.get(block.line_at(start.at.text).source..).and_then(|rest| rest.lines().next()).unwrap_or_default()
        };
        starts.into_iter().map(line).collect()
    }

    #[test]
    fn headings_inside_an_answer_are_no_questions() {
        let source = "# 卷\n## 一\n### 1. 甲\n**面试官**: 问\n\n**候选人回答**:\n### 1. 子\n### 2. 丑\n### 总结\n\n### 2. 乙\n**面试官**: 问\n\n**候选人回答**:\n";
        assert_eq!(lines(source), ["### 1. 甲", "### 2. 乙"]);
    }

    #[test]
    fn a_question_that_lost_its_label_keeps_its_number() {
        let source = "## 1. 甲\n我的回答：a\n## 2. 乙\nb\n## 3. 丙\n我的回答：\n## 1. 子\n## 4. 丑\n## 4. 丁\n## 5. 戊\n我的回答：c\n## 6. 己\n";
        assert_eq!(lines(source), ["## 1. 甲", "## 2. 乙", "## 3. 丙", "## 4. 丁", "## 5. 戊", "## 6. 己"]);
    }

    #[test]
    fn questions_may_be_labels_bold_lines_items_or_turns() {
        assert_eq!(lines("## 锁\nQ: 甲\nA: a\n\nQ: 乙\nA: b\n"), ["Q: 甲", "Q: 乙"]);
        assert_eq!(lines("**1、甲？**\n\n答：a\n\n**2、乙？**\n\n答：b\n"), ["**1、甲？**", "**2、乙？**"]);
        assert_eq!(lines("1. 甲\n   答：a\n2. 乙\n   答：b\n"), ["甲", "乙"]);
        assert_eq!(
            lines("**面试官**：甲\n\n**候选人**：a\n\n**面试官**：乙\n\n**候选人**：b\n"),
            ["**面试官**：甲", "**面试官**：乙"]
        );
    }

    #[test]
    fn one_common_word_makes_no_layout() {
        assert_eq!(lines("## 锁\n\n重点：排队\n\n## 通道\n\n传值\n"), [""; 0]);
        assert_eq!(lines("## 锁\n\n答：排队\n"), ["## 锁"]);
    }

    #[test]
    fn without_labels_there_are_no_questions() {
        assert_eq!(lines("# 锁\n\n## 为什么？\n\n因为。\n"), [""; 0]);
    }
}
