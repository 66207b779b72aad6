//! Where a document's questions begin, told from what repeats in it.
//!
//! Each shape is a small reader over the lines: it knows one kind of line that may begin a question. Where labels
//! follow such lines again and again, the labels decide; elsewhere the lines that ask do, kind by kind.

mod bold;
mod breaks;
mod doubt;
mod follow;
mod headings;
mod hide;
mod labelled;
mod lists;
mod prose;
mod rows;

pub(super) use doubt::Doubt;
pub(super) use follow::is_reverse;

use super::asking::Asking;
use super::document::Layout;
use super::labels::{Trust, is_contents};
use super::lines::{Kind, Line, Style};
use super::marks;
use super::marks::{Mark, Opens};
use crate::source::Span;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// A document's lines and labels.
pub(super) struct Sheet<'d> {
    /// The file's text.
    pub(super) source: &'d str,
    /// Its lines.
    pub(super) lines: &'d [Line],
    /// The labels at the heads of its lines, those in fences included.
    pub(super) marks: &'d [Mark],
    /// The lines aside of the questions, when a reader has asked for them.
    aside: OnceCell<Vec<bool>>,
    /// Its headings, when a reader has asked for them.
    headings: OnceCell<Vec<usize>>,
}

/// The kinds of lines that may begin a question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// A heading of this level.
    Heading(u8),
    /// A label for the question, written so (`**Q1:** …`).
    Prompt((marks::Style, String)),
    /// A speaker's name (`**面试官**：`): their turns ask, the other's answer.
    Turn((marks::Style, String)),
    /// A bold line.
    Bold,
    /// A numbered line or item.
    Number(Style),
    /// An item with this bullet.
    Bullet(char),
    /// The row of a table.
    Row,
    /// A `<summary>`.
    Summary,
    /// A paragraph.
    Prose,
}

/// Where a question begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Start {
    /// The line that opens it.
    pub(super) line: usize,
    /// How it is marked.
    pub(super) class: Class,
    /// What its line is to the questions before.
    pub(super) rank: Rank,
    /// What it asks, where that is not all of its line.
    pub(super) title: Option<Span>,
    /// The answer on the same line.
    pub(super) inline: Option<Span>,
}

impl Start {
    /// A question of its own that opens with line `line`.
    fn top(line: usize, class: Class) -> Self {
        Self { line, class, rank: Rank::Top, title: None, inline: None }
    }
}

/// What a question is to those around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    /// A question of its own.
    Top,
    /// It stands under an item that asks nothing itself, on this line.
    Under(usize),
    /// It follows up the question on this line.
    FollowUp(usize),
}

impl Rank {
    /// The line of the item or question it stands under.
    fn above(self) -> Option<usize> {
        match self {
            Self::Top => None,
            Self::Under(line) | Self::FollowUp(line) => Some(line),
        }
    }
}

/// The questions of a document and what stands between them.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Where its questions begin, in the order of the file.
    pub(super) starts: Vec<Start>,
    /// The lines that open a section of questions or what belongs to none; they end the question before.
    pub(super) breaks: BTreeSet<usize>,
    /// How the document is laid out; the labels may still tell more.
    pub(super) layout: Option<Layout>,
    /// Nested items that may be questions or answers.
    pub(super) doubts: Vec<Doubt>,
    /// Fences that questions show to be unclosed, by the line that opens them.
    pub(super) unclosed: Vec<usize>,
}

/// Finds the questions; the lines that fences hide are marked as such on the way.
pub(super) fn outline(source: &str, lines: &mut [Line], marks: &[Mark]) -> Outline {
    hide::closed(source, lines);
    let first = read(&Sheet::new(source, lines, marks));
    // With the questions known, a fence that swallowed some of them is known to be unclosed.
    let unclosed = hide::unswallowed(source, lines, marks, &first);
    if unclosed.is_empty() {
        return first;
    }
    let again = read(&Sheet::new(source, lines, marks));
    Outline { unclosed, ..again }
}

fn read(sheet: &Sheet<'_>) -> Outline {
    let mut starts = labelled_or_asking(sheet);
    headings::fill(sheet, &mut starts);
    follow::add(sheet, &mut starts);
    starts.sort_by_key(|start| start.line);
    starts.dedup_by_key(|start| start.line);
    let leave = follow::leave(sheet, &mut starts);
    let mut breaks = breaks::breaks(sheet, &starts);
    breaks.extend(leave);
    let layout =
        starts.iter().find(|start| start.rank == Rank::Top).or(starts.first()).map(|start| layout(start, &starts));
    let doubts = doubt::doubts(sheet, &starts);
    Outline { starts, breaks, layout, doubts, unclosed: Vec::new() }
}

/// Reads a document by its labels, or by the lines that ask where those find more than the labels do.
fn labelled_or_asking(sheet: &Sheet<'_>) -> Vec<Start> {
    let Some((labels, labelled)) = labelled::starts(sheet) else { return structured(sheet) };
    if labels >= 3 && !is_list(&labelled) {
        return labelled;
    }
    let structured = structured(sheet);
    // What stands under a heading that is a label is an answer or follows one up.
    let under = under_labels(sheet);
    let free = |start: &&Start| start.rank == Rank::Top && under.get(start.line) != Some(&true);
    let tops = structured.iter().filter(free).filter(|start| !is_claimed(sheet, start)).count();
    if labels * 2 >= tops { labelled } else { structured }
}

/// Reads a document by the lines that ask.
fn structured(sheet: &Sheet<'_>) -> Vec<Start> {
    let headings = headings::starts(sheet);
    let mut starts = inside(sheet, headings.clone());
    // Where far more lines ask than headings do, the headings are those of sections.
    if !headings.is_empty() {
        let others = inside(sheet, Vec::new());
        let tops = others.iter().filter(|start| start.rank == Rank::Top).count();
        if tops >= 3 && tops >= headings.len() * 2 {
            starts = others;
        }
    }
    headings::settle(sheet, &mut starts);
    starts
}

/// Whether a paragraph stands under a label that can only be for the candidate's answer: whatever it asks, it is part of
/// that answer. So is an item without a question mark.
fn is_claimed(sheet: &Sheet<'_>, start: &Start) -> bool {
    let before = sheet.marks.partition_point(|mark| mark.line < start.line);
    let Some(mark) = before.checked_sub(1).and_then(|at| sheet.marks.get(at)) else { return false };
    let candidate = mark.opens == Opens::Slot(super::document::Role::Candidate) && mark.trust == Trust::Certain;
    let lines = sheet.lines.get(mark.line + 1..start.line).unwrap_or_default();
    let said = match start.class {
        Class::Prose => true,
        Class::Bullet(_) => sheet.asking(start.line) < Asking::Mark,
        _ => false,
    };
    said && candidate && lines.iter().all(|line| line.level().is_none())
}

/// The lines under headings that are labels for anything but the question.
fn under_labels(sheet: &Sheet<'_>) -> Vec<bool> {
    let mut open: Option<u8> = None;
    let inside = |(at, line): (usize, &Line)| {
        if let Some(level) = line.level() {
            let label = sheet.mark(at).filter(|mark| mark.opens != Opens::Slot(super::document::Role::Prompt));
            if label.is_some() {
                open = Some(level);
            } else if open.is_some_and(|open| level <= open) {
                open = None;
            }
        }
        open.is_some()
    };
    sheet.lines.iter().enumerate().map(inside).collect()
}

/// Whether questions are items of a list.
fn is_list(starts: &[Start]) -> bool {
    starts.first().is_some_and(|start| matches!(start.class, Class::Number(_) | Class::Bullet(_)))
}

/// Adds to the headings that ask the questions that are marked in other ways.
fn inside(sheet: &Sheet<'_>, headings: Vec<Start>) -> Vec<Start> {
    let mut starts = headings;
    follow::reverse(sheet, &mut starts);
    for reader in [rows::summaries, rows::cells, bold::starts, lists::starts, prose::starts] {
        let found = reader(sheet, &starts);
        starts.extend(found);
        starts.sort_by_key(|start| start.line);
    }
    starts
}

fn layout(first: &Start, starts: &[Start]) -> Layout {
    let nested = starts.iter().filter(|start| start.rank != Rank::Top).count();
    match first.class {
        Class::Heading(_) if starts.len() == 1 => Layout::SingleQuestion,
        Class::Heading(_) | Class::Prompt(_) | Class::Number(Style::Named) => Layout::Label,
        Class::Turn(_) => Layout::Dialogue,
        Class::Bold => Layout::BoldQuestion,
        Class::Number(_) | Class::Bullet(_) if nested * 3 >= starts.len() => Layout::NestedList,
        Class::Number(_) => Layout::NumberedInline,
        Class::Bullet(_) => Layout::Notes,
        Class::Row => Layout::Cards,
        Class::Summary => Layout::Details,
        Class::Prose => Layout::LooseNotes,
    }
}

impl<'d> Sheet<'d> {
    /// A document's lines with their labels.
    pub(super) fn new(source: &'d str, lines: &'d [Line], marks: &'d [Mark]) -> Self {
        Self { source, lines, marks, aside: OnceCell::new(), headings: OnceCell::new() }
    }
}

impl Sheet<'_> {
    /// What line `at` says, its number and label left out.
    pub(super) fn said(&self, at: usize) -> &str {
        self.lines.get(at).map_or("", |line| line.said().of(self.source))
    }

    /// How much line `at` asks.
    pub(super) fn asking(&self, at: usize) -> Asking {
        self.lines.get(at).map_or(Asking::No, |line| line.asking(self.source))
    }

    /// Whether line `at` says what closes a document.
    pub(super) fn closes(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| line.closes(self.source))
    }

    /// The label on line `at`.
    pub(super) fn mark(&self, at: usize) -> Option<&Mark> {
        if !self.is_label(at) {
            return None;
        }
        self.marks.binary_search_by_key(&at, |mark| mark.line).ok().and_then(|found| self.marks.get(found))
    }

    /// The label on the line whose text begins at `offset`.
    pub(super) fn mark_at(&self, offset: usize) -> Option<&Mark> {
        let line = self.lines.partition_point(|line| line.span.start <= offset).checked_sub(1)?;
        self.mark(line).filter(|mark| mark.opens != Opens::Nothing)
    }

    /// Whether line `at` holds a label that opens something.
    pub(super) fn is_label(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| line.labelled)
    }

    /// The labels on the lines from `from` to before `to` that no fence hides.
    pub(super) fn marks_in(&self, from: usize, to: usize) -> impl Iterator<Item = &Mark> {
        let first = self.marks.partition_point(|mark| mark.line < from);
        let marks = self.marks.get(first..).unwrap_or_default().iter().take_while(move |mark| mark.line < to);
        marks.filter(|mark| self.lines.get(mark.line).is_some_and(|line| !line.hidden))
    }

    /// The lines that belong to the questions found so far and hold no others.
    fn covered(&self, starts: &[Start]) -> Vec<bool> {
        let mut covered = vec![false; self.lines.len()];
        let ends = starts.iter().skip(1).map(|start| start.line).chain([self.lines.len()]);
        for (start, end) in starts.iter().zip(ends) {
            let own = match start.class {
                Class::Heading(level) => level,
                Class::Bold | Class::Summary | Class::Row => 6,
                _ => continue,
            };
            for at in start.line..end {
                let ends = self.lines.get(at).and_then(Line::level).is_some_and(|level| level <= own);
                if at > start.line && ends {
                    break;
                }
                if let Some(covered) = covered.get_mut(at) {
                    *covered = true;
                }
            }
        }
        covered
    }

    /// For each line in how many folds (`<details>`) it stands.
    pub(super) fn folds(&self) -> Vec<usize> {
        let mut open = 0_usize;
        let depth = |line: &Line| {
            let body = line.body.of(self.source);
            if line.hidden || !body.contains("details") {
                return open;
            }
            let opened = open + body.matches("<details").count();
            open = opened.saturating_sub(body.matches("</details").count());
            opened
        };
        self.lines.iter().map(depth).collect()
    }

    /// The first line from `at` on that is not blank.
    pub(super) fn next(&self, at: usize) -> Option<usize> {
        (at..self.lines.len()).find(|at| self.lines.get(*at).is_some_and(|line| !line.is_blank()))
    }

    /// Whether line `at` opens a paragraph of its own.
    pub(super) fn opens_paragraph(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|at| self.lines.get(at)) else { return true };
        before.hidden || !matches!(before.kind, Kind::Text | Kind::Bullet(_) | Kind::Task(_) | Kind::Row)
    }

    /// Whether a line is nothing but a link, as in a table of contents.
    pub(super) fn is_link(&self, at: usize) -> bool {
        let said = self.said(at).trim();
        (said.starts_with('[') && said.ends_with(')') && said.contains("]("))
            || (said.starts_with('<') && said.ends_with('>') && said.contains("://"))
            || said.starts_with("http://")
            || said.starts_with("https://")
    }

    /// The headings that are no labels, by their lines.
    pub(super) fn headings(&self) -> &[usize] {
        let is_heading = |(at, line): (usize, &Line)| (line.level().is_some() && !line.labelled).then_some(at);
        self.headings.get_or_init(|| self.lines.iter().enumerate().filter_map(is_heading).collect())
    }

    /// The lines that belong to a table of contents or to what closes the document.
    pub(super) fn aside(&self) -> &[bool] {
        self.aside.get_or_init(|| self.find_aside())
    }

    fn find_aside(&self) -> Vec<bool> {
        let mut aside = vec![false; self.lines.len()];
        let mut open: Option<Aside> = None;
        for (at, line) in self.lines.iter().enumerate() {
            if line.hidden || line.is_blank() {
                continue;
            }
            let said = self.said(at);
            let level = line.level();
            let ends = match open {
                Some(Aside::Contents) => {
                    level.is_some()
                        || line.kind == Kind::Rule
                        || (line.kind == Kind::Text && line.number.is_none() && line.indent == 0)
                }
                Some(Aside::Closing(own)) => level.is_some_and(|level| level <= own && !self.closes(at)),
                None => false,
            };
            if ends {
                open = None;
            }
            if (level.is_some() || line.kind == Kind::Text) && is_contents(said) {
                open = Some(Aside::Contents);
            } else if let Some(level) = level
                && self.closes(at)
                && line.asking(self.source) < Asking::Mark
            {
                open = Some(Aside::Closing(level));
            }
            if let Some(aside) = aside.get_mut(at) {
                *aside = open.is_some();
            }
        }
        aside
    }
}

/// What stands aside of the questions.
#[derive(Clone, Copy)]
enum Aside {
    Contents,
    Closing(u8),
}

/// The class of a bullet; people mix those that Markdown takes for one.
fn bullet(mark: char) -> Class {
    Class::Bullet(if matches!(mark, '*' | '+') { '-' } else { mark })
}

/// Whether a label opens a place for an answer.
pub(super) fn answers(mark: &Mark) -> bool {
    use super::document::Role;
    matches!(mark.opens, Opens::Slot(Role::Candidate | Role::Reference | Role::Focus | Role::Comment))
}
