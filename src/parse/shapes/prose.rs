//! Questions that are paragraphs of their own, with nothing to mark them but that they ask.

use super::super::asking::{Asking, asking, end_of_question, is_advice};
use super::super::lines::{Kind, Line};
use super::hide::{class_of, fenced, fenced_below};
use super::lists::split;
use super::{Class, Sheet, Start, is_reverse};
use crate::text::is_han;

/// The longest question that has no question mark, in Han characters; two others count as one.
const LONGEST: usize = 60;

/// The paragraphs that ask: any that is a question by its mark, and where nothing else begins questions, also those
/// that ask without one or stand right above a fence.
pub(super) fn starts(sheet: &Sheet<'_>, starts: &[Start]) -> Vec<Start> {
    let covered = sheet.covered(starts);
    let free = |at: &usize, line: &Line| {
        !line.hidden && line.indent <= 3 && !line.quoted && covered.get(*at) != Some(&true) && !sheet.is_aside(*at)
    };
    let opens = |at: usize, line: &Line| class_of(sheet, at, line) == Some(Class::Prose) && sheet.opens_paragraph(at);
    let candidates: Vec<usize> = sheet
        .lines
        .iter()
        .enumerate()
        .filter(|(at, line)| free(at, line) && opens(*at, line))
        .map(|(at, _)| at)
        .collect();
    let short = |at: usize| {
        let said = sheet.said(at).trim();
        width(said) <= LONGEST
            && !said.ends_with(['。', '；', ';', '，', ','])
            && !said.starts_with(['<', '!', '[', '（', '('])
            && !is_advice(said)
    };
    let whole = |at: usize| {
        let said = sheet.said(at).trim();
        let rest = said.get(end_of_question(said)..).unwrap_or_default().trim();
        rest.chars().count() <= LONGEST || rest.ends_with(['？', '?'])
    };
    let marked = |at: usize| sheet.asking(at) == Asking::Mark && whole(at) && !is_advice(sheet.said(at));
    // Where what stands over fences mostly asks, each has its fence for an answer.
    let above = |at: &&usize| short(**at) && fenced_below(sheet, **at);
    let over = candidates.iter().filter(above).count();
    let asks = |at: &&usize| sheet.asking(**at) >= Asking::Word;
    let slots = candidates.iter().filter(above).filter(asks).count();
    let slotted = slots >= 3 && slots * 3 >= over * 2;
    let above_fence = |at: usize| {
        short(at)
            && (fenced(sheet, at)
                || (slotted && fenced_below(sheet, at) && sheet.asking(at) >= Asking::Word)
                || (plain(sheet, at + 1) && fenced(sheet, at + 1) && sheet.asking(at + 1) >= Asking::Word))
    };
    let marks = candidates.iter().filter(|at| marked(**at)).count();
    let fences = candidates.iter().filter(|at| above_fence(**at)).count();
    let loose = starts.len() <= 2 || starts.len() * 2 < fences;
    let single =
        |at: usize| short(at) && sheet.asking(at) == Asking::Word && !sheet.said(at).trim().ends_with(['：', ':']);
    let words = candidates.iter().filter(|at| single(**at)).count();
    // Notes without blank lines between questions and answers: the first line of a paragraph asks.
    let dense = |at: usize| short(at) && text(sheet, at + 1) && !sheet.said(at).trim().ends_with(['：', ':']);
    let paragraphs = candidates.iter().filter(|at| dense(**at)).count();
    let asked = candidates.iter().filter(|at| dense(**at) && sheet.asking(**at) >= Asking::Word).count();
    let dense = |at: usize| loose && asked >= 3 && asked * 2 >= paragraphs && dense(at);
    let alone = starts.iter().all(|start| is_reverse(sheet.said(start.line))) && words >= 3;
    if marks + if loose { fences } else { 0 } < 2 && !alone {
        return Vec::new();
    }
    let listed = |at: usize| {
        let said = sheet.said(at).trim();
        sheet.asking(at) == Asking::Noun
            && said.ends_with(['：', ':'])
            && sheet.lines.get(at + 1).is_some_and(|next| next.number.is_some())
    };
    let chosen = candidates.into_iter().filter(|at| {
        marked(*at)
            || (loose
                && fences >= 2
                && (above_fence(*at)
                    || listed(*at)
                    || (short(*at)
                        && (sheet.asking(*at) == Asking::Word
                            || plain(sheet, *at + 1)
                                && sheet.asking(*at + 1) == Asking::Word
                                && !plain(sheet, *at + 2))
                        && !sheet.said(*at).trim().ends_with(['：', ':']))))
            || (alone && (single(*at) || fenced_below(sheet, *at) && short(*at)))
            || dense(*at)
            || (loose
                && marks >= 4
                && short(*at)
                && sheet.asking(*at) == Asking::Word
                && !plain(sheet, *at + 1)
                && !sheet.said(*at).trim().ends_with(['：', ':']))
    });
    let split = |line: usize| {
        let (title, inline) = split(sheet, line);
        let inline = inline.filter(|inline| asking(inline.of(sheet.source)) == Asking::No);
        Start { title: title.filter(|_| inline.is_some()), inline, ..Start::top(line, Class::Prose) }
    };
    let mut found: Vec<Start> = chosen.map(split).collect();
    // What few lines say after their question belongs to it.
    if found.iter().filter(|start| start.inline.is_some()).count() * 2 < found.len() {
        for start in &mut found {
            (start.title, start.inline) = (None, None);
        }
    }
    found
}

/// How long a text is, in Han characters; two others count as one.
fn width(text: &str) -> usize {
    text.chars().map(|c| 1 + usize::from(is_han(c))).sum::<usize>().div_ceil(2)
}

/// Whether something is said on line `at`.
fn text(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.lines.get(at).is_some_and(|line| matches!(line.kind, Kind::Text | Kind::Bullet(_)) && !line.hidden)
}

fn plain(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.lines.get(at).is_some_and(|line| line.kind == Kind::Text && !line.hidden)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{begun, on};
    use super::*;

    #[test]
    fn paragraphs_that_ask_begin_questions() {
        let found = |text: &str| on(text, |sheet| begun(&starts(sheet, &[])));
        assert_eq!(found("锁是什么？\n\n排队。\n\n堆是什么？\n\n共享。\n"), [1, 5]);
        assert_eq!(found("锁是什么？\n\n排队。\n"), [0; 0], "one is none");
    }
}
