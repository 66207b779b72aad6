//! What the questions of a document have in common, which tells what stands under one of them.

use super::document::Role;
use super::labels::Trust;
use super::lines::{Kind, Line};
use super::marks::{Opens, Style};
use super::placeholder::{Content, content};
use super::shapes::{Class, Rank, Sheet, Start};
use std::collections::{BTreeMap, BTreeSet};

/// How a document is written.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// How often each way to write a label occurs.
    pub(super) written: BTreeMap<(Style, String), usize>,
    /// How many questions there are.
    pub(super) questions: usize,
    found: BTreeSet<Habit>,
}

/// One thing about how a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Habit {
    /// Candidates have labels.
    Candidates,
    /// Candidates have labels of their own, so that a mere `答案` is not theirs.
    Separate,
    /// Fences hold the answers.
    Fences,
    /// Items nested in questions are questions too.
    Nested,
    /// Paragraphs without indentation go on answering an item of a list.
    Flush,
    /// Nothing stands between most questions and their labels.
    Bare,
}

/// How many questions do one thing or another.
#[derive(Default)]
struct Counts {
    labelled: usize,
    bare: usize,
    flush: usize,
    inset: usize,
    fenced: usize,
    prompted: usize,
    templates: usize,
}

impl Habits {
    pub(super) fn has(&self, habit: Habit) -> bool {
        self.found.contains(&habit)
    }
}

/// The habits of a document whose questions end before `ends`.
pub(super) fn habits(sheet: &Sheet<'_>, starts: &[Start], ends: &[usize]) -> Habits {
    let mut habits = Habits { questions: starts.len(), ..Habits::default() };
    let mut counts = Counts::default();
    for (start, end) in starts.iter().zip(ends) {
        for mark in sheet.marks_in(start.line + 1, *end) {
            *habits.written.entry(mark.key.clone()).or_default() += 1;
            if mark.opens == Opens::Slot(Role::Candidate) {
                habits.found.insert(Habit::Candidates);
                habits.found.extend((mark.trust != Trust::Common).then_some(Habit::Separate));
            }
        }
        counts.add(sheet, start, *end);
    }
    let listed = |start: &Start| matches!(start.class, Class::Number(_) | Class::Bullet(_));
    let top = starts.iter().filter(|start| start.rank == Rank::Top).count();
    let headed = starts.iter().filter(|start| matches!(start.class, Class::Heading(_))).count() * 2 > starts.len();
    let fenced = counts.fenced * 3 >= starts.len() * 2 && counts.prompted * 2 >= counts.fenced;
    let holds = [
        (Habit::Nested, starts.len() >= top + 3 && starts.iter().any(listed)),
        (Habit::Fences, counts.labelled == 0 && headed && counts.templates >= 1 && fenced),
        (Habit::Flush, counts.flush > counts.inset),
        (Habit::Bare, counts.labelled > 0 && counts.bare * 3 >= counts.labelled * 2),
    ];
    habits.found.extend(holds.into_iter().filter(|(_, holds)| *holds).map(|(habit, _)| habit));
    habits
}

impl Counts {
    fn add(&mut self, sheet: &Sheet<'_>, start: &Start, end: usize) {
        let body = sheet.next(start.line + 1).filter(|at| *at < end);
        let line = body.and_then(|at| sheet.lines.get(at));
        self.prompted += usize::from(line.is_some_and(|line| line.kind == Kind::Text));
        if let Some(mark) = sheet.marks_in(start.line + 1, end).find(|mark| matches!(mark.opens, Opens::Slot(_))) {
            self.labelled += 1;
            self.bare += usize::from(body == Some(mark.line));
        } else if let Some(line) = line {
            let list = matches!(start.class, Class::Bullet(_) | Class::Number(_));
            self.flush += usize::from(list && line.indent == 0 && line.kind == Kind::Text && line.number.is_none());
            self.inset += usize::from(list && line.indent > 0);
        }
        let is_fence = |line: &Line| matches!(line.kind, Kind::Fence(..));
        let lines = sheet.lines.get(start.line + 1..end).unwrap_or_default();
        if let Some(fence) = lines.iter().position(is_fence) {
            self.fenced += 1;
            let inside = lines.iter().skip(fence + 1).take_while(|line| !is_fence(line));
            let inside: Vec<&str> = inside.take(5).map(|line| line.body.of(sheet.source)).collect();
            self.templates += usize::from(inside.len() <= 4 && content(&inside.join("\n"), false) != Content::Words);
        }
    }
}
