//! Questions in bold.

use super::super::asking::Asking;
use super::super::lines::Kind;
use super::hide::class_of;
use super::{Class, Sheet, Start};

/// The bold lines that begin questions: the numbered ones where there are some, else those that ask.
pub(super) fn starts(sheet: &Sheet<'_>, starts: &[Start]) -> Vec<Start> {
    let covered = sheet.covered(starts);
    let mut bold: Vec<usize> = Vec::new();
    for (at, line) in sheet.lines.iter().enumerate() {
        let open = !line.hidden && line.kind == Kind::Text && line.indent == 0 && !line.quoted;
        let free = covered.get(at) != Some(&true) && !sheet.is_aside(at);
        if open && free && class_of(sheet, at, line) == Some(Class::Bold) {
            bold.push(at);
        }
    }
    let number = |at: usize| sheet.lines.get(at).and_then(|line| line.number).and_then(|number| number.value);
    let numbered: Vec<usize> = bold.iter().copied().filter(|at| number(*at).is_some()).collect();
    let asking = |lines: &[usize]| lines.iter().filter(|at| sheet.asking(**at) >= Asking::Word).count();
    let chosen: Vec<usize> = if numbered.len() >= 2 && asking(&numbered) * 3 >= numbered.len() {
        // Numbers inside an answer start anew.
        let mut last: Option<u32> = None;
        numbered
            .into_iter()
            .filter(|at| {
                let own = number(*at);
                let goes_on = last.is_none()
                    || own == last.map(|last| last + 1)
                    || (own > last)
                    || (own == Some(1) && section_between(sheet, *at));
                let bracketed = sheet
                    .lines
                    .get(*at)
                    .and_then(|line| line.number)
                    .is_some_and(|number| number.style == super::Style::Bracketed);
                if goes_on && !bracketed {
                    last = own;
                }
                goes_on && !bracketed
            })
            .collect()
    } else {
        let asked: Vec<usize> = bold.iter().copied().filter(|at| sheet.asking(*at) == Asking::Mark).collect();
        if asked.len() < 2 || asked.len() * 3 < bold.len() { Vec::new() } else { asked }
    };
    chosen.into_iter().map(|line| Start::top(line, Class::Bold)).collect()
}

/// Whether a heading stands right above a line, so that numbers may start anew.
fn section_between(sheet: &Sheet<'_>, at: usize) -> bool {
    let above = (0..at).rev().take(6).find(|at| sheet.lines.get(*at).is_some_and(|line| !line.is_blank()));
    above.and_then(|above| sheet.lines.get(above)).is_some_and(|line| line.level().is_some())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{begun, on};
    use super::*;

    #[test]
    fn bold_lines_that_ask_begin_questions() {
        let text = "**锁是什么？**\n排队\n\n**要点**\n\n**堆是什么？**\n共享\n";
        assert_eq!(on(text, |sheet| begun(&starts(sheet, &[]))), [1, 6]);
    }

    #[test]
    fn numbers_that_start_anew_are_those_of_an_answer() {
        let text = "**1. 锁是什么？**\n\n**2. 堆是什么？**\n\n**1. 先说结论**\n";
        assert_eq!(on(text, |sheet| begun(&starts(sheet, &[]))), [1, 3]);
    }
}
