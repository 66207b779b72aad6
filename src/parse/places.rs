//! What stands under each question: whose words the labels open places for, and where a document has no labels, what is
//! the answer.

use super::document::Role;
use super::habits::{Habit, Habits, habits};
use super::labels::Trust;
use super::lines::{Kind, Line};
use super::marks::{Mark, Opens, Style};
use super::shapes::{Class, Outline, Sheet, Start};
use super::unlabelled::{answer, closing, commented, ticked};
use crate::source::Span;

/// A place under a question: lines of the file, or their tails, that are somebody's words.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Whose.
    pub(super) role: Role,
    /// The label that opens it.
    pub(super) label: Option<Span>,
    /// Its lines, line ends included.
    pub(super) lines: Vec<Span>,
}

/// What stands under one question.
#[derive(Clone, Debug, Default)]
pub(super) struct Under {
    /// What it asks.
    pub(super) title: Span,
    /// Where it ends: the line after its last.
    pub(super) end: usize,
    /// Its places in the order of the file, the prompt first.
    pub(super) places: Vec<Place>,
    /// Whether its answer was taken without a label that others have.
    pub(super) unlabelled: bool,
    /// The style of its labels, if it has any.
    pub(super) style: Option<Style>,
    /// Whether its options are ticked rather than answered.
    pub(super) options: bool,
}

/// Reads what stands under each of the questions.
pub(super) fn places(sheet: &Sheet<'_>, outline: &Outline) -> Vec<Under> {
    let ends = ends(sheet, outline);
    let habits = habits(sheet, &outline.starts, &ends);
    let read = |(start, end): (&Start, &usize)| under(sheet, start, *end, &habits);
    outline.starts.iter().zip(&ends).map(read).collect()
}

/// The line after the last of each question.
fn ends(sheet: &Sheet<'_>, outline: &Outline) -> Vec<usize> {
    let nexts = outline.starts.iter().skip(1).map(|start| start.line).chain([sheet.lines.len()]);
    let end = |(start, next): (&Start, usize)| {
        outline.breaks.range(start.line + 1..next.max(start.line + 1)).next().copied().unwrap_or(next)
    };
    outline.starts.iter().zip(nexts).map(end).collect()
}

/// What a question asks on its line, and the first line after that.
fn titled(sheet: &Sheet<'_>, start: &Start, line: &Line, own: Option<&Mark>, end: usize) -> (Span, usize) {
    let from = own.map_or(line.said().start, |mark| mark.span.end.min(line.body.end));
    let title = start.title.unwrap_or(Span::new(from, line.body.end.max(from)));
    let body = start.line + 1;
    if !title.of(sheet.source).trim().is_empty() || !matches!(own.map(|mark| mark.key.0), Some(Style::Heading(_))) {
        return (title, body);
    }
    // The label stands alone over the question.
    let skipped = |line: &Line| matches!(line.kind, Kind::Blank | Kind::Underline);
    let next = (body..end).find_map(|at| Some((at, sheet.lines.get(at).filter(|line| !skipped(line))?)));
    match next.filter(|(_, line)| matches!(line.kind, Kind::Text | Kind::Heading(_) | Kind::Bullet(_))) {
        Some((next, line)) => (line.body, next + 1),
        None => (title, body),
    }
}

fn under(sheet: &Sheet<'_>, start: &Start, end: usize, habits: &Habits) -> Under {
    let last = end == sheet.lines.len();
    let end = if last { closing(sheet, start.line + 1, end) } else { end };
    let Some(line) = sheet.lines.get(start.line) else { return Under::default() };
    let own =
        sheet.mark(start.line).filter(|mark| mark.opens != Opens::Nothing && !matches!(start.class, Class::Summary));
    let (title, body) = titled(sheet, start, line, own, end);
    let from = own.map_or(line.said().start, |mark| mark.span.end.min(line.body.end));
    let mut under = Under { title, end, ..Under::default() };
    let marks = opening(sheet, body, end, habits);
    under.style = marks.first().map(|mark| mark.key.0);
    let first = marks.first().map_or(end, |mark| mark.line);
    let role = |mark: &Mark| match mark.opens {
        Opens::Slot(Role::Candidate) if habits.has(Habit::Separate) && mark.trust == Trust::Common => Role::Reference,
        Opens::Slot(role) => role,
        _ => Role::Prompt,
    };
    let candidate = marks.iter().any(|mark| matches!(role(mark), Role::Candidate));
    let reference = marks.iter().any(|mark| matches!(role(mark), Role::Reference));
    let written = |from: usize, to: usize| {
        sheet
            .lines
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .any(|line| !matches!(line.kind, Kind::Blank | Kind::Rule | Kind::Underline))
    };
    let labels =
        !habits.written.is_empty() && habits.written.values().any(|count| *count * 2 >= habits.questions.max(2));
    let listed =
        matches!(start.class, Class::Number(_) | Class::Bullet(_) | Class::Row | Class::Summary | Class::Prose);
    let rest = match () {
        () if own.is_some() && matches!(start.class, Class::Turn(_)) => None,
        () if habits.has(Habit::Fences) && marks.is_empty() => {
            let fence =
                (body..end).find(|at| sheet.lines.get(*at).is_some_and(|line| matches!(line.kind, Kind::Fence(..))));
            Some(fence.unwrap_or(end))
        }
        () if candidate => None,
        () if marks.is_empty() && (!labels || listed) => Some(body),
        // Where hardly any question has labels, what stands before one is the answer.
        () if !labels && marks.iter().all(|mark| mark.trust == Trust::Common) && written(body, first) => Some(body),
        // The label is lost and nothing else stands where the answer would.
        () if habits.has(Habit::Bare) && !reference && written(body, first) => Some(body),
        () if habits.has(Habit::Bare) && habits.has(Habit::Candidates) && written(body, first) => Some(body),
        () if listed && !reference && own.is_none() => Some(body),
        () if listed && reference && start.inline.is_some() => Some(body),
        () => None,
    };
    under.unlabelled = rest.is_some() && labels && !listed;
    let tail = |from: usize| Span::new(from, line_end(sheet, body - 1).max(from));
    match rest {
        None => {
            let begin = start.inline.map_or(title.end.max(from), |inline| inline.start);
            let head = Some(tail(begin)).filter(|_| !matches!(start.class, Class::Row));
            under.places.push(Place { role: Role::Prompt, label: None, lines: region(sheet, head, body, first) });
        }
        Some(at) => {
            under.places.push(Place { role: Role::Prompt, label: None, lines: region(sheet, None, body, at) });
            if let Some(place) = ticked(sheet, at, first) {
                under.options = true;
                under.places.push(place);
            } else {
                let place = answer(sheet, start, at, first, habits);
                under.places.push(place);
            }
        }
    }
    let ends = marks.iter().skip(1).map(|mark| mark.line).chain([end]);
    for (mark, end) in marks.iter().zip(ends) {
        let tail = Span::new(mark.span.end, line_end(sheet, mark.line));
        under.places.push(Place {
            role: role(mark),
            label: Some(mark.span).filter(|span| !span.is_empty()),
            lines: region(sheet, Some(tail), mark.line + 1, end),
        });
    }
    if !candidate
        && !under.options
        && rest.is_none()
        && let Some(place) = commented(sheet, body, end)
    {
        under.places.push(place);
        under.places.sort_by_key(|place| place.lines.first().map_or(0, |line| line.start));
    } else if !under.options
        && rest.is_none()
        && !candidate
        && let Some(place) = ticked(sheet, body, first)
    {
        under.options = true;
        under.places.insert(1, place);
    }
    under
}

/// The labels on some lines that open something there.
fn opening<'d>(sheet: &'d Sheet<'d>, from: usize, to: usize, habits: &Habits) -> Vec<&'d Mark> {
    let repeated = |mark: &Mark, least: usize| habits.written.get(&mark.key).is_some_and(|count| *count >= least);
    let often = habits.questions.div_ceil(2).max(2);
    let mut open: Option<Role> = None;
    let mut found: Vec<&Mark> = Vec::new();
    for mark in sheet.marks_in(from, to) {
        let Opens::Slot(role) = mark.opens else { continue };
        let answering = open == Some(Role::Candidate);
        let again = found.last().is_some_and(|last| last.key == mark.key && last.opens == mark.opens);
        let opens = match mark.trust {
            _ if again && matches!(mark.key.0, Style::Comment) => false,
            Trust::Certain => !answering || mark.key.0 != Style::Bare || repeated(mark, 2),
            Trust::Speaker => !answering || repeated(mark, 2),
            Trust::Common if role == Role::Prompt => open.is_none(),
            Trust::Common => !matches!(open, Some(role) if role != Role::Prompt) || repeated(mark, often),
        };
        if opens {
            open = Some(role);
            found.push(mark);
        }
    }
    found
}

/// The lines from `from` to before `to` after `head`, without those that only close a tag or a comment, and with the
/// margin they share taken away.
pub(super) fn region(sheet: &Sheet<'_>, head: Option<Span>, from: usize, to: usize) -> Vec<Span> {
    let lines = sheet.lines.get(from..to.min(sheet.lines.len())).unwrap_or_default();
    let kept = || {
        let delimits = |at: usize| sheet.mark(at).is_some_and(delimits);
        (from..).zip(lines).filter(move |(at, line)| !line.labelled || line.hidden || !delimits(*at))
    };
    let quoted = head.is_some() && sheet.lines.get(from.saturating_sub(1)).is_some_and(|line| line.quoted);
    let shared = shared_margin(sheet.source, kept().map(|(_, line)| line));
    let mut found: Vec<Span> = Vec::with_capacity(1 + lines.len());
    found.extend(head.filter(|head| !head.is_empty()));
    for (at, line) in kept() {
        let skip = match () {
            () if quoted && line.quoted => {
                let text = line.span.of(sheet.source);
                let inner = text.trim_start();
                let inner = inner.strip_prefix('>').map_or(inner, |inner| inner.strip_prefix(' ').unwrap_or(inner));
                text.len() - inner.len()
            }
            () if shared == 0 || line.is_blank() => 0,
            () => shared,
        };
        found.push(Span::new(line.span.start + skip, line_end(sheet, at)));
    }
    // Blank lines after the last word would be taken for a part of the block before them.
    while found.last().is_some_and(|line| line.of(sheet.source).trim().is_empty()) {
        found.pop();
    }
    found
}

/// How many blanks and tabs open each of some lines; those that are blank aside.
fn shared_margin<'l>(source: &str, lines: impl Iterator<Item = &'l Line>) -> usize {
    let mut shared = None;
    for line in lines.filter(|line| !line.is_blank()) {
        let bytes = line.span.of(source).bytes();
        let margin = bytes.take_while(|byte| matches!(byte, b' ' | b'\t')).take(shared.unwrap_or(usize::MAX)).count();
        if margin == 0 {
            return 0;
        }
        shared = Some(margin);
    }
    shared.unwrap_or(0)
}

fn delimits(mark: &Mark) -> bool {
    mark.opens == Opens::Nothing || mark.key.0 == Style::Comment
}

/// Where a line ends, its line end included.
pub(super) fn line_end(sheet: &Sheet<'_>, at: usize) -> usize {
    sheet.lines.get(at + 1).map_or(sheet.source.len(), |next| next.span.start)
}
