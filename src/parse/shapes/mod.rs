//! Where a document's questions begin, told from what repeats in it.
//!
//! Each shape is a small reader over the lines: it knows one kind of line that may begin a question. Where labels
//! follow such lines again and again, the labels decide; elsewhere the lines that ask do, kind by kind.

mod bold;
mod breaks;
mod doubt;
#[cfg(test)]
mod fixture;
mod follow;
mod headings;
mod hide;
mod labelled;
mod lists;
mod prose;
mod rows;
mod sheet;
mod swallowed;

pub(super) use doubt::Doubt;
pub(super) use follow::is_reverse;
pub(super) use sheet::Sheet;

use super::asking::Asking;
use super::document::Layout;
use super::fences::closings;
use super::labels::Trust;
use super::lines::{Line, Style};
use super::marks;
use super::marks::{Mark, Opens};
use crate::source::Span;
use std::collections::BTreeSet;

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
///
/// `comments` says where comments may open.
pub(super) fn outline(source: &str, lines: &mut [Line], marks: &[Mark], comments: &[usize]) -> Outline {
    let closings = closings(lines);
    hide::closed(source, lines, &closings, comments);
    let first = read(&Sheet::new(source, lines, marks));
    if !swallowed::may_hold(lines, &closings, &first) {
        return first;
    }
    // With the questions known, a fence that swallowed some of them is known to be unclosed.
    let sheet = Sheet::new(source, lines, marks);
    let (unclosed, hidden) = swallowed::hidden(&sheet, &closings, &first);
    hide::again(source, lines, &hidden, comments);
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

/// The lines under headings that are labels for anything but the question; none where there is no such heading.
fn under_labels(sheet: &Sheet<'_>) -> Vec<bool> {
    if sheet.headings().len() == sheet.titles().len() {
        return Vec::new();
    }
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

/// The class of a bullet; people mix those that Markdown takes for one.
fn bullet(mark: char) -> Class {
    Class::Bullet(if matches!(mark, '*' | '+') { '-' } else { mark })
}

/// Whether a label opens a place for an answer.
pub(super) fn answers(mark: &Mark) -> bool {
    use super::document::Role;
    matches!(mark.opens, Opens::Slot(Role::Candidate | Role::Reference | Role::Focus | Role::Comment))
}
