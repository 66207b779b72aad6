//! Which lines fences and comments hide, and how a line that they do not would begin a question.

use super::super::document::Role;
use super::super::fences::Closing;
use super::super::labels::Trust;
use super::super::lines::{Kind, Line};
use super::super::marks::Opens;
use super::{Class, Sheet};

/// Hides the lines inside fences and comments that are closed.
pub(super) fn closed(source: &str, lines: &mut [Line], closings: &[Closing], openings: &[usize]) {
    let mut from = 0;
    for &(at, close) in closings {
        if let Some(end) = close.filter(|_| at >= from) {
            hide(lines, at, end);
            from = end + 1;
        }
    }
    comments(source, lines, openings);
}

/// Hides just the lines between some, now that more is known of them.
pub(super) fn again(source: &str, lines: &mut [Line], between: &[(usize, usize)], openings: &[usize]) {
    for line in lines.iter_mut() {
        line.hidden = false;
    }
    for (from, to) in between {
        hide(lines, *from, *to);
    }
    comments(source, lines, openings);
}

/// Hides what comments hold that have several lines to themselves, where no label in them says that somebody's words are
/// there.
fn comments(source: &str, lines: &mut [Line], openings: &[usize]) {
    for comment in super::super::comments::comments(source, lines, openings) {
        let line_of = |offset: usize| lines.partition_point(|line| line.span.start <= offset).saturating_sub(1);
        let (first, last) = (line_of(comment.start), line_of(comment.end.saturating_sub(1)));
        let held = lines.get(first..=last).unwrap_or_default();
        let (opens, closes) = (held.first().map(|line| line.body.start), held.last().map(|line| line.body.end));
        let alone = opens == Some(comment.start) && closes == Some(comment.end);
        // One that was never closed runs on to the end of the next, or to that of the document.
        let inner = comment.of(source).trim_start_matches("<!--");
        let whole = inner.ends_with("-->") && !inner.contains("<!--");
        if alone && whole && !held.iter().any(|line| line.labelled) {
            hide(lines, first, last + 1);
        }
    }
}

/// Whether a fence or a label follows the line at once.
pub(super) fn fenced(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.lines.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Fence(..)))
}

/// Whether a blank line and then a fence follow a line that stands alone.
pub(super) fn fenced_below(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.lines.get(at + 1).is_some_and(Line::is_blank)
        && fenced(sheet, at + 1)
        && !sheet.said(at).trim().ends_with(['：', ':'])
}

/// The way in which a line would begin a question, whatever it says.
pub(super) fn class_of(sheet: &Sheet<'_>, at: usize, line: &Line) -> Option<Class> {
    if let Some(mark) = sheet.mark(at) {
        return match mark.opens {
            Opens::Slot(Role::Prompt) if mark.trust == Trust::Speaker => Some(Class::Turn(mark.key.clone())),
            Opens::Slot(Role::Prompt) => Some(Class::Prompt(mark.key.clone())),
            _ => None,
        };
    }
    match line.kind {
        Kind::Heading(level) => Some(Class::Heading(level)),
        Kind::Bullet(mark) => Some(super::bullet(mark)),
        Kind::Text => class_of_text(line, line.body.of(sheet.source), sheet.source),
        Kind::Row => Some(Class::Row),
        _ => None,
    }
}

fn class_of_text(line: &Line, body: &str, source: &str) -> Option<Class> {
    match line.number {
        _ if body.starts_with("**") => Some(Class::Bold),
        _ if body.starts_with('<') => body.contains("<summary>").then_some(Class::Summary),
        None => Some(Class::Prose),
        Some(_) if line.said().of(source).starts_with("**") => Some(Class::Bold),
        Some(number) => Some(Class::Number(number.style)),
    }
}

fn hide(lines: &mut [Line], from: usize, to: usize) {
    for line in lines.get_mut(from + 1..to).unwrap_or_default() {
        line.hidden = true;
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::on;

    fn hidden(text: &str) -> Vec<usize> {
        on(text, |sheet| (0..sheet.lines.len()).filter(|at| sheet.lines[*at].hidden).collect())
    }

    #[test]
    fn fences_and_comments_hide_what_they_hold() {
        assert_eq!(hidden("```\n- 锁？\n```\n- 堆？\n"), [1]);
        assert_eq!(hidden("```\n- 锁？\n"), [0; 0], "it may end anywhere");
        assert_eq!(hidden("<!--\n- 锁？\n-->\n- 堆？\n"), [1, 2]);
    }

    #[test]
    fn comments_that_are_damaged_or_answers_hide_nothing() {
        for text in
            ["<!--\n- 锁？\n", "<!--\n- 锁？\n<!-- a -->\n", "<!-- 作答开始\n- 锁？\n-->\n", "锁 <!-- a\nb -->\n"]
        {
            assert_eq!(hidden(text), [0; 0], "{text}");
        }
    }
}
