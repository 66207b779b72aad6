//! Questions that a fence has swallowed because nobody closed it, or because what closes it belongs to another.

use super::super::asking::Asking;
use super::super::document::Role;
use super::super::fences::Closing;
use super::super::labels::Trust;
use super::super::lines::{Kind, Line};
use super::super::marks::{Opens, Style};
use super::hide::{class_of, fenced, fenced_below};
use super::{Class, Outline, Rank, Sheet};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a fence may hold a question of the document: nothing closes it, or a line in it may begin one.
pub(super) fn may_hold(lines: &[Line], closings: &[Closing], outline: &Outline) -> bool {
    let has = |class: fn(&Class) -> bool| outline.starts.iter().any(|start| class(&start.class));
    let items = has(|class| matches!(class, Class::Bullet(_)));
    let rows = has(|class| matches!(class, Class::Row));
    let texts = has(|class| matches!(class, Class::Bold | Class::Summary | Class::Number(_) | Class::Prose));
    let may_begin = |line: &Line| match line.kind {
        _ if line.labelled => true,
        Kind::Heading(_) => true,
        Kind::Bullet(_) => items,
        Kind::Row => rows,
        Kind::Text => texts,
        _ => false,
    };
    let mut from = 0;
    let swallows = |&(at, close): &Closing| {
        if at < from {
            return false;
        }
        let Some(close) = close else { return true };
        from = close + 1;
        lines.get(at + 1..close).unwrap_or_default().iter().any(may_begin)
    };
    !outline.starts.is_empty() && closings.iter().any(swallows)
}

/// Which lines fences hide, now that it is known how questions begin: a fence ends at the next of them where nothing
/// closes it, or where what closes it lies behind a question with its label. Returns the lines that open such fences, and
/// each pair of lines between which those that are hidden stand.
pub(super) fn hidden(sheet: &Sheet<'_>, closings: &[Closing], outline: &Outline) -> (Vec<usize>, Vec<(usize, usize)>) {
    let (openers, strong) = openers(sheet, outline);
    let known = known(sheet);
    // In a fence that is broken anyway, a label ends it too.
    let labels: BTreeSet<usize> = sheet
        .marks
        .iter()
        .filter(|mark| known.contains(&mark.key) && matches!(mark.opens, Opens::Slot(_)))
        .map(|mark| mark.line)
        .collect();
    let end_of = |at: usize, end: usize| labels.range(at + 1..end).next().copied().unwrap_or(end);
    let mut unclosed = Vec::new();
    let mut hidden: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for &(at, close) in closings {
        if at < from {
            continue;
        }
        let among = if close.is_some() { &strong } else { &openers };
        let end = close.unwrap_or(sheet.lines.len());
        let reset = among.range(at + 1..end).next().copied();
        match (reset, close) {
            (Some(reset), _) => {
                unclosed.push(at);
                let end = end_of(at, section(sheet, at, reset));
                hidden.push((at, end));
                from = end;
            }
            (None, Some(close)) => {
                hidden.push((at, close));
                from = close + 1;
            }
            (None, None) => {
                unclosed.push(at);
                let end = end_of(at, sheet.lines.len());
                hidden.push((at, end));
                from = end.max(at + 1);
            }
        }
    }
    (unclosed, hidden)
}

/// How labels are written that recur where no fence hides them.
fn known<'d>(sheet: &Sheet<'d>) -> BTreeSet<&'d (Style, String)> {
    let mut counts: BTreeMap<&(Style, String), usize> = BTreeMap::new();
    for mark in sheet.marks {
        let shown = sheet.lines.get(mark.line).is_some_and(|line| !line.hidden);
        if shown && matches!(mark.opens, Opens::Slot(_)) && !mark.span.is_empty() {
            // A label that says itself what it is need not recur.
            *counts.entry(&mark.key).or_default() += if mark.trust == Trust::Certain { 2 } else { 1 };
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= 2).map(|(key, _)| key).collect()
}

/// The heading of a section right above line `reset`, where there is one after `from`.
fn section(sheet: &Sheet<'_>, from: usize, reset: usize) -> usize {
    let skips = |at: &usize| {
        sheet.lines.get(*at).is_some_and(|line| matches!(line.kind, Kind::Blank | Kind::Rule | Kind::Underline))
    };
    let above = (from + 1..reset).rev().find(|at| !skips(at));
    above.filter(|at| sheet.lines.get(*at).is_some_and(|line| matches!(line.kind, Kind::Heading(_)))).unwrap_or(reset)
}

/// The lines that look like those that begin questions, and those among them that something shows to be one.
fn openers(sheet: &Sheet<'_>, outline: &Outline) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let classes: BTreeSet<&Class> = outline
        .starts
        .iter()
        .filter(|start| matches!(start.rank, Rank::Top | Rank::Under(_)))
        .map(|start| &start.class)
        .collect();
    let known = known(sheet);
    let numbered = |at: usize| sheet.lines.get(at).and_then(|line| line.number).is_some();
    let many = outline.starts.iter().filter(|start| numbered(start.line)).count() * 2 > outline.starts.len();
    let mut openers = BTreeSet::new();
    let mut last: Option<u32> = None;
    for (at, line) in sheet.lines.iter().enumerate() {
        let Some(class) = class_of(sheet, at, line) else {
            let closing = matches!(line.kind, Kind::Heading(_)) && sheet.closes(at);
            if closing && outline.starts.last().is_some_and(|last| last.line < at) {
                openers.insert(at);
            }
            continue;
        };
        let opens = match &class {
            Class::Heading(level) if sheet.closes(at) => {
                classes.iter().any(|class| matches!(class, Class::Heading(own) if level <= own))
            }
            Class::Prose => {
                let after_blank = || at.checked_sub(1).and_then(|at| sheet.lines.get(at)).is_none_or(Line::is_blank);
                classes.contains(&class)
                    && if line.hidden { after_blank() } else { sheet.opens_paragraph(at) }
                    && (sheet.asking(at) == Asking::Mark || fenced(sheet, at))
            }
            Class::Heading(_) => {
                classes.contains(&class) && (!many || line.number.is_some())
                    || (sheet
                        .next(at + 1)
                        .and_then(|next| Some((next, sheet.lines.get(next)?)))
                        .and_then(|(next, line)| class_of(sheet, next, line))
                        .is_some_and(|next| classes.contains(&next) && next > class))
            }
            Class::Bold => classes.contains(&class) && (!many || line.number.is_some()),
            Class::Number(_) | Class::Bullet(_) => {
                let before = outline.starts.partition_point(|start| start.line < at).checked_sub(1);
                let before =
                    before.and_then(|before| outline.starts.get(before)).and_then(|start| value_at(sheet, start.line));
                let next = last.max(before).map(|last| last + 1);
                let counted = next.is_some() && value_at(sheet, at) == next;
                let opens =
                    classes.contains(&class) && line.indent == 0 && (sheet.asking(at) >= Asking::Word || counted);
                if opens && counted {
                    last = next;
                }
                opens
            }
            _ => classes.contains(&class),
        };
        if opens {
            openers.insert(at);
        }
    }
    let value = |at: usize| value_at(sheet, at);
    let lines: Vec<usize> = openers.iter().copied().collect();
    let strong = lines.iter().enumerate().filter(|(n, at)| {
        let next = lines.get(n + 1).copied();
        let first = sheet.marks.partition_point(|mark| mark.line <= **at);
        let end = next.unwrap_or(sheet.lines.len());
        let mut inside = sheet.marks.get(first..).unwrap_or_default().iter().take_while(|mark| mark.line < end);
        let labelled = inside.any(|mark| {
            known.contains(&&mark.key) && !matches!(mark.opens, Opens::Nothing | Opens::Slot(Role::Prompt))
        });
        let own = value(**at);
        let before = n.checked_sub(1).and_then(|before| value(*lines.get(before)?));
        let after = next.and_then(value);
        let goes_on =
            own.is_some() && own == before.map(|before| before + 1) && after.is_none_or(|after| Some(after) > own);
        let counted = goes_on && (known.is_empty() || after == own.map(|own| own + 1));
        let prose = sheet.lines.get(**at).is_some_and(|line| class_of(sheet, **at, line) == Some(Class::Prose));
        let slot = || fenced(sheet, **at) || fenced_below(sheet, **at);
        let asked = prose && known.is_empty() && slot() && sheet.asking(**at) >= Asking::Word;
        (labelled && (before.is_none() || own.is_none() || goes_on)) || counted || asked
    });
    let strong = strong.map(|(_, at)| *at).collect();
    (openers, strong)
}

/// The number on line `at`.
fn value_at(sheet: &Sheet<'_>, at: usize) -> Option<u32> {
    sheet.lines.get(at).and_then(|line| line.number).and_then(|number| number.value)
}
