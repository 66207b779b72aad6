//! Reads filled-in copies of a known sheet by comparing them with it.
//!
//! A copy is not read by its own labels, fences and headings, which people delete and damage, but by those of the sheet:
//! its lines are laid beside the sheet's, and what was put in or instead of the lines of a slot is the answer.

mod align;

use super::blocks;
use super::directives;
use super::document::{Directives, Document, Layout, Part, Question, Role, Slot, SlotState};
use super::labels::Labels;
use super::marks::label_of;
use super::placeholder::{Content, content, is_blank};
use super::region::Region;
use super::slots;
use crate::problem::Problem;
use crate::source::{Source, Span};
use crate::text::Extract;
use align::{Alignment, Key};
use std::ops::Range;

/// A line this much like one that is gone is that line, edited: 0 to 1.
const EDITED: f64 = 0.65;

/// Longer lines are not compared character by character.
const LONGEST_LINE: usize = 600;

/// The info strings of fences that are paper to write on.
const PAPER: [&str; 5] = ["", "text", "txt", "md", "markdown"];

/// A sheet as it was given out: what its copies are compared with.
#[derive(Debug)]
pub struct Template {
    document: Document,
    keys: Vec<Key>,
    asked: Vec<Asked>,
}

/// The lines of a question in the sheet, counted from 0.
#[derive(Debug)]
struct Asked {
    lines: Range<usize>,
    areas: Vec<Area>,
}

/// The lines of a slot in the sheet.
#[derive(Debug)]
struct Area {
    role: Role,
    /// The line of its label.
    label: Option<usize>,
    /// The label as it is written.
    written: String,
    /// Its lines, those of the label left out.
    lines: Range<usize>,
}

impl Template {
    /// Takes the reading of a sheet as that of its copies.
    #[must_use]
    pub fn new(sheet: Document) -> Self {
        let source = &sheet.source;
        let keys = (1..=source.line_count()).map(|line| Key::of(source.line(line))).collect();
        // A sheet whose questions have no place for an answer, such as a question bank, takes answers under each.
        let open = sheet.questions.iter().all(|question| question.slots.is_empty());
        let begin = |question: &Question| source.line_at(question.heading.start) - 1;
        let ends = sheet.questions.iter().skip(1).map(begin).chain([source.line_count()]);
        let asked = sheet.questions.iter().zip(ends).map(|(question, end)| {
            let lines = begin(question)..end.max(begin(question) + 1);
            Asked { areas: areas(source, question, &lines, open), lines }
        });
        Self { asked: asked.collect(), keys, document: sheet }
    }

    /// How many questions it asks.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.document.questions.len()
    }
}

/// The slots of a question in the sheet.
fn areas(source: &Source, question: &Question, lines: &Range<usize>, open: bool) -> Vec<Area> {
    let line_of = |at: usize| source.line_at(at) - 1;
    let prompt = question.prompt.iter().map(Extract::span).chain([question.heading]).map(|span| span.end).max();
    let after_prompt = prompt.map_or(lines.start, |end| line_of(end.saturating_sub(1))) + 1;
    if open {
        let rest = blank_from(source, after_prompt, lines.end);
        return vec![Area { role: Role::Candidate, label: None, written: String::new(), lines: rest }];
    }
    let mut areas = Vec::new();
    for (at, slot) in question.slots.iter().enumerate() {
        let label = slot.label.map(|label| line_of(label.start));
        let next = question.slots.get(at + 1).and_then(|next| next.label).map_or(lines.end, |next| line_of(next.start));
        let first = label.map_or(after_prompt, |label| label + 1);
        let written = slot.span.map_or(first, |span| line_of(span.end.saturating_sub(1)) + 1);
        let end = match slot.role {
            Role::Candidate => blank_from(source, written.max(first), next).end,
            _ => written,
        };
        let label_text = slot.label.map_or("", |label| label.of(&source.text)).trim().to_owned();
        areas.push(Area { role: slot.role, label, written: label_text, lines: first..end.max(first) });
    }
    areas
}

/// The lines from `first` on that hold nothing to read: blanks, fences, rules, comments, placeholders.
fn blank_from(source: &Source, first: usize, end: usize) -> Range<usize> {
    let says = |line: &usize| {
        let text = source.line(line + 1).trim_matches(is_blank);
        content(text, false) == Content::Words && fence(text).is_none() && !text.starts_with("<!--")
    };
    first..(first..end).find(says).unwrap_or(end).max(first)
}

/// The info string of a line that opens or closes a fence.
fn fence(line: &str) -> Option<&str> {
    let text = line.trim_matches(is_blank);
    ['`', '~'].into_iter().find_map(|mark| {
        let info = text.trim_start_matches(mark);
        (text.len() - info.len() >= 3 && !info.contains(mark)).then(|| info.trim())
    })
}

/// Reads `source` as a copy of the sheet: its questions are the sheet's, with what this copy has in their slots.
///
/// A question that the copy has lost altogether stays, with an empty slot, and is a problem; a file that has none of the
/// sheet's questions has no questions.
#[must_use]
pub fn parse_copy(source: Source, template: &Template, labels: &Labels) -> Document {
    let keys: Vec<Key> = (1..=source.line_count()).map(|line| Key::of(source.line(line))).collect();
    let chunks: Vec<usize> = template.asked.iter().map(|asked| asked.lines.start).collect();
    let alignment = Alignment::new(&template.keys, &keys, &chunks);
    let copy = Copy { source: &source, template, alignment: &alignment, labels };

    let mut questions = Vec::with_capacity(template.questions());
    let mut problems = Vec::new();
    for (question, asked) in template.document.questions.iter().zip(&template.asked) {
        let (question, found) = copy.question(question, asked);
        if !found {
            problems.push(copy.lost(&question, asked));
        }
        questions.push(question);
    }
    if problems.len() == questions.len() {
        let sheet = &template.document.source.path;
        let message = format!("this file is no copy of {sheet}: it has none of its questions");
        let problem = Problem::warning("not-a-copy", &source.path, message);
        let problems = vec![problem.help("name another template, or none to read the file by its own layout")];
        return Document { source, layout: Layout::Plain, questions: Vec::new(), problems };
    }
    let ends = questions.iter().skip(1).map(|next| next.heading.start).chain([source.text.len()]);
    let ends: Vec<usize> = ends.collect();
    problems.extend(directives::attach(&source, &comments(&source.text), &mut questions, &ends));
    for (question, asked) in questions.iter_mut().zip(&template.document.questions) {
        let (own, sheet) = (&mut question.directives, &asked.directives);
        if let (None, Some((id, _))) = (&own.question, &sheet.question) {
            own.question = Some((id.clone(), question.heading));
        }
    }
    problems.sort_by_key(|problem| problem.span);
    Document { source, layout: template.document.layout, questions, problems }
}

/// The HTML comments of a text.
fn comments(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find("<!--")).map(|open| at + open) {
        let Some(end) = text.get(open..).and_then(|rest| rest.find("-->")) else { break };
        at = open + end + "-->".len();
        found.push(Span::new(open, at));
    }
    found
}

/// A copy beside the sheet.
struct Copy<'d> {
    source: &'d Source,
    template: &'d Template,
    alignment: &'d Alignment,
    labels: &'d Labels,
}

impl Copy<'_> {
    /// A question of the sheet as the copy has it, and whether the copy has it at all.
    fn question(&self, question: &Question, asked: &Asked) -> (Question, bool) {
        let place = self.place(asked);
        // Whatever else of the question is gone, its words are known from the sheet.
        let heading = place.unwrap_or_else(|| self.gap(asked));
        let standing = |span: Span| {
            let line = self.template.document.source.line_at(span.start) - 1;
            self.alignment.of(line).map_or(heading, |line| self.written(line))
        };
        let prompt = question.prompt.iter().map(|said| {
            let mut prompt = Extract::default();
            prompt.push(&said.text, standing(said.span()));
            prompt.code.clone_from(&said.code);
            prompt
        });
        let parts = question.parts.iter().map(|part| Part { text: part.text.clone(), span: standing(part.span) });
        let question = Question {
            heading,
            number: question.number.clone(),
            title: question.title.clone(),
            prompt: prompt.collect(),
            parts: parts.collect(),
            kind: question.kind,
            parent: question.parent,
            slots: asked.areas.iter().map(|area| self.slot(asked, area, place.is_some())).collect(),
            directives: Directives::default(),
        };
        (question, place.is_some())
    }

    /// The first line of a question that the copy has kept, fences and rules aside.
    fn place(&self, asked: &Asked) -> Option<Span> {
        let said = |line: &usize| self.template.keys.get(*line).is_some_and(Key::says_something);
        let outside = |line: &usize| !asked.areas.iter().any(|area| area.lines.contains(line));
        // What follows the last slot may be the heading of the next section.
        let end = asked.areas.last().map_or(asked.lines.end, |area| area.lines.start);
        let kept = (asked.lines.start..end).filter(said).filter(outside).find_map(|line| self.alignment.of(line));
        kept.map(|line| self.written(line))
    }

    /// Where a lost question would stand: nothing, before the line that comes after it.
    fn gap(&self, asked: &Asked) -> Span {
        let next = self.alignment.after(asked.lines.end).map(|line| self.written(line).start);
        let at = next.unwrap_or_else(|| self.source.line_span(self.source.line_count()).end);
        Span::new(at, at)
    }

    fn lost(&self, question: &Question, asked: &Asked) -> Problem {
        let sheet = &self.template.document.source.path;
        let message = format!("this copy has lost the question `{}`", question.title);
        let help = format!("it stands at {sheet}:{}; put its lines back", asked.lines.start + 1);
        Problem::warning("lost-question", &self.source.path, message).at(question.heading).help(help)
    }

    /// What the copy has in a slot of the sheet.
    fn slot(&self, asked: &Asked, area: &Area, found: bool) -> Slot {
        let label_line = area.label.and_then(|line| self.alignment.of(line));
        let label = label_line.map(|line| self.written(line));
        let empty = Slot { role: area.role, label, span: None, state: SlotState::Empty, passages: Vec::new() };
        if !found {
            return empty;
        }
        let lines = self.answer(asked, area, label_line);
        let blocks = blocks::read(&Region::new(&self.source.text, lines)).blocks;
        let slot = slots::whole(&self.source.text, &blocks);
        let left = |line: usize| content(self.source.line(line + 1), false) == Content::Placeholder;
        let state = match slot.state {
            SlotState::Empty if area.lines.clone().filter_map(|line| self.alignment.of(line)).any(left) => {
                SlotState::Placeholder
            }
            state => state,
        };
        Slot { role: area.role, label, state, ..slot }
    }

    /// The lines of an answer, line ends included, without what the sheet has in their place.
    fn answer(&self, asked: &Asked, area: &Area, label: Option<usize>) -> Vec<Span> {
        let before = area.lines.start.checked_sub(1).and_then(|line| self.alignment.before(line));
        let start = label.or(before).map_or(0, |line| line + 1);
        let end = self.alignment.after(area.lines.end).unwrap_or(self.source.line_count());
        let theirs = area.role == Role::Candidate;
        let mut lines: Vec<usize> = Vec::new();
        let mut edited = self.gone(asked, area);
        let mut opening = None;
        for line in start..end {
            let text = self.source.line(line + 1).trim_matches(is_blank);
            let is_fence = fence(text).is_some();
            if theirs && !is_fence && self.alignment.is_aligned(line) {
                continue;
            }
            if lines.is_empty() && !is_fence {
                // What stands before the answer may be the label or a line above it, edited; a label may go on as answer.
                let after = self.after_label(area, line).filter(|_| label.is_none());
                let said = after.map(|at| Span::new(at, self.line(line).end));
                let goes_on = said.filter(|said| !said.of(&self.source.text).trim_matches(is_blank).is_empty());
                if text.is_empty() || goes_on.is_none() && (after.is_some() || edited.take(text)) {
                    continue;
                }
                opening = goes_on;
            }
            lines.push(line);
        }
        if theirs {
            self.unfence(area, &mut lines);
        }
        let mut spans: Vec<Span> = lines.iter().map(|line| self.line(*line)).collect();
        if let (Some(first), Some(opening)) = (spans.first_mut(), opening) {
            *first = opening;
        }
        spans
    }

    /// The lines of the question that are nowhere in the copy, which it may have in another wording.
    fn gone(&self, asked: &Asked, area: &Area) -> Gone<'_> {
        let lines = asked.lines.start..area.lines.end;
        let gone = lines.filter(|line| self.alignment.of(*line).is_none());
        let keys = gone.filter_map(|line| self.template.keys.get(line)).filter(|key| key.says_something());
        let keys: Vec<&Key> = keys.take(8).collect();
        Gone { left: if keys.is_empty() { 0 } else { keys.len() + 2 }, keys }
    }

    /// Takes away the fence that the sheet sets around an answer, whatever is left of it: what is inside is prose, and
    /// fences of the answer's own are told from it by their number.
    fn unfence(&self, area: &Area, lines: &mut Vec<usize>) {
        let sheet = &self.template.document.source;
        let Some(opening) = area.lines.clone().map(|line| sheet.line(line + 1)).find(|line| fence(line).is_some())
        else {
            return;
        };
        let text = |line: usize| self.source.line(line + 1).trim_matches(is_blank);
        let is_paper = fence(opening).is_some_and(|info| PAPER.contains(&info));
        let first = lines.iter().position(|line| !text(*line).is_empty());
        if let Some(first) = first.filter(|first| is_paper && text(lines[*first]) == opening.trim_matches(is_blank)) {
            lines.remove(first);
        }
        let fences: Vec<usize> = (0..lines.len()).filter(|at| fence(text(lines[*at])).is_some()).collect();
        let opens = fences.first().is_some_and(|at| lines.iter().take(*at).all(|line| text(*line).is_empty()));
        let last_bare = fences.iter().rev().find(|at| fence(text(lines[**at])) == Some(""));
        if let Some(at) = last_bare.filter(|_| fences.len() % 2 == 1 && (is_paper || !opens)) {
            lines.remove(*at);
        }
    }

    /// Where what follows begins in a line that opens with the label: as the sheet has it, or any of the role.
    fn after_label(&self, area: &Area, line: usize) -> Option<usize> {
        let line = self.written(line);
        let text = line.of(&self.source.text);
        if let Some(rest) = text.strip_prefix(area.written.as_str()).filter(|_| !area.written.is_empty()) {
            return Some(line.end - rest.len());
        }
        label_of(text, self.labels).filter(|(meaning, _)| meaning.role == area.role)?;
        let rest = text.split_once([':', '：']).map_or("", |(_, rest)| rest);
        Some(line.end - rest.trim_start_matches(['*', '_', ' ']).len())
    }

    /// A line of the copy, counted from 0, with its line end.
    fn line(&self, line: usize) -> Span {
        Span::new(self.source.line_span(line + 1).start, self.source.line_span(line + 2).start)
    }

    /// What is written on a line of the copy, counted from 0.
    fn written(&self, line: usize) -> Span {
        let span = self.source.line_span(line + 1);
        let text = span.of(&self.source.text);
        let start = span.start + (text.len() - text.trim_start().len());
        Span::new(start, start + text.trim().len())
    }
}

/// Lines of the sheet that are gone from a copy; they may stand at the head of an answer, edited.
struct Gone<'k> {
    keys: Vec<&'k Key>,
    /// How many more lines may be one of them.
    left: usize,
}

impl Gone<'_> {
    /// Whether a line is one of them in other words.
    fn take(&mut self, line: &str) -> bool {
        let key = Key::of(line);
        if self.left == 0 || !key.says_something() || line.len() > LONGEST_LINE {
            return false;
        }
        self.left -= 1;
        let likeness = |known: &&Key| strsim::normalized_levenshtein(known.text(), key.text());
        let edited = self.keys.iter().position(|known| known.text().len() <= LONGEST_LINE && likeness(known) >= EDITED);
        edited.map(|at| self.keys.remove(at)).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    const SHEET: &str = include_str!("../../samples/interview.md");

    /// The sample as it was given out: what its answers say taken away again.
    fn blank() -> String {
        let own = parse(Source::new("sheet.md", SHEET), &Labels::default());
        let mut blank = SHEET.to_owned();
        for question in own.questions.iter().rev() {
            if let Some(span) = question.span_of(Role::Candidate) {
                blank.replace_range(span.start..span.end, "");
            }
        }
        blank
    }

    fn read(copy: &str) -> Document {
        let labels = Labels::default();
        let template = Template::new(parse(Source::new("sheet.md", blank()), &labels));
        assert_eq!(template.questions(), 7);
        parse_copy(Source::new("copy.md", copy), &template, &labels)
    }

    /// The state of each question, and the first and last line of its answer.
    fn answers(document: &Document) -> Vec<(SlotState, String, String)> {
        let text = &document.source.text;
        let of = |question: &Question| {
            let said = question.span_of(Role::Candidate).map_or("", |span| span.of(text));
            let line = |line: Option<&str>| line.unwrap_or_default().trim().to_owned();
            let state = question.answer_state().expect("it has a slot");
            (state, line(said.lines().next()), line(said.lines().last()))
        };
        document.questions.iter().map(of).collect()
    }

    #[test]
    fn a_copy_reads_as_it_does_by_its_own_layout() {
        let document = read(SHEET);
        assert_eq!(document.problems, []);
        let own = parse(Source::new("copy.md", SHEET), &Labels::default());
        assert_eq!(answers(&document), answers(&own));
        let bound = |document: &Document| document.questions[3].directives.question.clone();
        assert_eq!(bound(&document), bound(&own));
        assert_eq!(document.questions[0].title, own.questions[0].title);
    }

    #[test]
    fn deleted_labels_and_fences_do_not_matter() {
        let own = answers(&parse(Source::new("copy.md", SHEET), &Labels::default()));
        let without = |gone: &dyn Fn(&str) -> bool| {
            let kept: Vec<&str> = SHEET.lines().filter(|line| !gone(line)).collect();
            answers(&read(&kept.join("\r\n")))
        };
        let is_label = |line: &str| line.starts_with("**候选人回答区域**");
        let is_fence = |line: &str| line.trim() == "```";
        let is_marker = |line: &str| line.starts_with("---");
        assert_eq!(without(&is_label), own);
        let states = |answers: &[(SlotState, String, String)]| answers.iter().map(|a| a.0).collect::<Vec<_>>();
        let bare = without(&|line| is_label(line) || is_marker(line));
        assert_eq!(bare, own);
        // Without any fence the code of the second answer runs to the end of its slot.
        assert_eq!(states(&without(&|line| is_label(line) || is_fence(line))), states(&own));
        assert_eq!(without(&|line| is_label(line) || is_fence(line))[0], own[0]);
    }

    #[test]
    fn half_a_fence_is_no_fence() {
        let own = answers(&read(SHEET));
        let opening = SHEET.replacen("：\n```\nG 就是", "：\nG 就是", 1);
        let closing = SHEET.replacen("没有看过。\n```\n", "没有看过。\n", 1);
        for damaged in [opening, closing] {
            assert_ne!(damaged, SHEET);
            assert_eq!(answers(&read(&damaged)), own);
        }
    }

    #[test]
    fn edited_lines_are_no_answers() {
        let edited = SHEET
            .replace("**候选人回答区域**：", "**我的回答**：")
            .replace("[请在此处回答]", "[请在这里作答]")
            .replace("### 5. MySQL：索引、执行计划与多版本", "## 5 MySQL：索引、执行计划与多版本")
            .replace("请动手写一段能编译的代码，然后回答原理", "动手写能编译的代码，再回答原理");
        let document = read(&edited);
        assert_eq!(answers(&document), answers(&read(SHEET)));
        assert_eq!(document.problems, []);
    }

    #[test]
    fn a_lost_question_is_a_problem_and_empty() {
        let (from, to) = (SHEET.find("### 7. ").expect("it is there"), SHEET.find("## 评分").expect("it is there"));
        let mut copy = SHEET.to_owned();
        copy.replace_range(from..to, "");
        let document = read(&copy);
        let codes: Vec<_> = document.problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["lost-question"]);
        let help = document.problems[0].help.as_deref().unwrap_or_default();
        assert!(help.starts_with("it stands at sheet.md:"), "{help}");
        assert_eq!(answers(&document)[6].0, SlotState::Empty);
        assert_eq!(answers(&document)[..6], answers(&read(SHEET))[..6]);
    }

    #[test]
    fn another_file_is_no_copy() {
        for other in ["", "# 别的\n\n答：随便写写\n", "```\n```\n---\n"] {
            let document = read(other);
            assert!(document.questions.is_empty());
            assert_eq!(document.problems[0].code, "not-a-copy");
        }
    }

    #[test]
    fn a_sheet_without_labels_takes_what_stands_under_its_questions() {
        let labels = Labels::default();
        let sheet = "## 1. 锁\n我的回答：\n\n## 2. 通道\n我的回答：\n";
        let template = Template::new(parse(Source::new("sheet.md", sheet), &labels));
        let copy = "## 1. 锁\n我的回答：互斥\n而已\n## 2. 通道\n\n传值用\n";
        let document = parse_copy(Source::new("copy.md", copy), &template, &labels);
        let said: Vec<_> = answers(&document).into_iter().map(|(_, first, last)| (first, last)).collect();
        assert_eq!(said, [("互斥", "而已"), ("传值用", "传值用")].map(|(a, b)| (a.to_owned(), b.to_owned())));
    }

    proptest! {
        #[test]
        fn any_copy_gives_a_reading(edits in vec((0_usize..250, prop::sample::select(EDITS.as_slice())), 0..60)) {
            let mut lines: Vec<&str> = SHEET.lines().collect();
            for (at, edit) in edits {
                let at = at % (lines.len() + 1);
                match edit {
                    "" if at < lines.len() => drop(lines.remove(at)),
                    edit => lines.insert(at, edit),
                }
            }
            let copy = lines.join("\n");
            let document = read(&copy);
            let mut end = 0;
            for question in &document.questions {
                prop_assert!(copy.get(question.heading.start..question.heading.end).is_some());
                for span in question.slots.iter().flat_map(|slot| slot.span.into_iter().chain(slot.label)) {
                    prop_assert!(copy.get(span.start..span.end).is_some());
                }
                if let Some(span) = question.span_of(Role::Candidate) {
                    prop_assert!(span.start >= end, "answers of two questions overlap");
                    end = span.end;
                }
            }
        }
    }

    /// What people do to a sheet: they delete a line, or put one in.
    const EDITS: [&str; 8] =
        ["", "", "```", "---", "**候选人回答区域**：", "### 5. MySQL：索引、执行计划与多版本", "我觉得是锁", "<!--"];

    #[test]
    fn spans_lie_in_the_copy() {
        let document = read(SHEET);
        for question in &document.questions {
            let prompts = question.prompt.iter().map(Extract::span);
            let slots = question.slots.iter().flat_map(|slot| slot.span.into_iter().chain(slot.label));
            for span in prompts.chain(slots).chain([question.heading]) {
                assert!(SHEET.get(span.start..span.end).is_some(), "{span:?}");
            }
        }
        assert_eq!(document.questions[1].heading.of(SHEET), "### 2. 用 sync 写一个小程序，再谈锁");
    }
}
