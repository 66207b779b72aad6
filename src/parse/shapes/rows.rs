//! Questions in the rows of a table and in the summaries of folded sections.

use super::super::asking::Asking;
use super::super::asking::asking;
use super::super::lines::Kind;
use super::{Class, Sheet, Start};
use crate::source::Span;

/// What the head of the column with the questions says.
const QUESTIONS: &[&str] =
    &["问题", "题目", "面试题", "问", "正面", "提问", "question", "questions", "q", "front", "prompt"];

/// What the head of the column with the answers says.
const ANSWERS: &[&str] = &[
    "答案",
    "回答",
    "答",
    "解答",
    "反面",
    "背面",
    "我的答案",
    "我的回答",
    "要点",
    "参考答案",
    "answer",
    "answers",
    "a",
    "back",
    "my answer",
    "response",
];

/// The rows of the tables that have a column of questions.
pub(super) fn cells(sheet: &Sheet<'_>, starts: &[Start]) -> Vec<Start> {
    let covered = sheet.covered(starts);
    let mut found = Vec::new();
    let mut table: Option<(usize, Option<usize>)> = None;
    let is_row = |at: usize| {
        sheet.lines.get(at).is_some_and(|line| line.kind == Kind::Row && !line.hidden) && covered.get(at) != Some(&true)
    };
    for at in 0..sheet.lines.len() {
        if !is_row(at) {
            table = None;
            continue;
        }
        if !at.checked_sub(1).is_some_and(is_row) {
            table = is_row(at + 1).then(|| columns(sheet, at)).flatten();
            continue;
        }
        let Some((question, answer)) = table else { continue };
        let cells = split(sheet, at);
        let Some(title) = cells.get(question).copied() else { continue };
        let written = title.of(sheet.source);
        if written.is_empty() || written.chars().all(|c| matches!(c, '-' | ':' | ' ' | '|')) {
            continue;
        }
        let inline = answer.and_then(|answer| cells.get(answer)).copied();
        found.push(Start {
            title: Some(title),
            inline: inline.filter(|cell| !cell.is_empty()),
            ..Start::top(at, Class::Row)
        });
    }
    found
}

/// The columns of questions and answers of the table whose head is on line `at`.
fn columns(sheet: &Sheet<'_>, at: usize) -> Option<(usize, Option<usize>)> {
    let heads: Vec<String> = split(sheet, at)
        .iter()
        .map(|cell| cell.of(sheet.source).trim_matches(['*', '_', ' ']).to_lowercase())
        .collect();
    let one_of = |words: &[&str]| heads.iter().position(|head| words.contains(&head.as_str()));
    let (question, answer) = (one_of(QUESTIONS), one_of(ANSWERS));
    match (question, answer) {
        (Some(question), answer) => {
            Some((question, answer.or_else(|| (question + 1 < heads.len()).then_some(question + 1))))
        }
        (None, answer) => {
            // Without the heads' word for it, the cells must ask.
            let rows = (at + 2..sheet.lines.len())
                .take_while(|at| sheet.lines.get(*at).is_some_and(|line| line.kind == Kind::Row));
            let rows: Vec<Vec<Span>> = rows.map(|at| split(sheet, at)).collect();
            let asks = |column: usize| {
                let marks = rows.iter().filter(|cells| {
                    cells.get(column).is_some_and(|cell| asking(cell.of(sheet.source)) == Asking::Mark)
                });
                marks.count() * 3 >= rows.len() * 2 && rows.len() >= 2
            };
            let question = (0..heads.len().min(2)).find(|column| asks(*column))?;
            Some((question, answer.or((question + 1 < heads.len()).then_some(question + 1))))
        }
    }
}

/// The cells of a row, without their margins.
fn split(sheet: &Sheet<'_>, at: usize) -> Vec<Span> {
    let Some(line) = sheet.lines.get(at) else { return Vec::new() };
    let row = line.body.of(sheet.source);
    let bar = row.starts_with('|');
    let (mut cells, mut from, mut escaped, mut code) = (Vec::new(), (!bar).then_some(0), false, false);
    for (at, c) in row.char_indices() {
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            '`' => code = !code,
            '|' if !escaped => {
                if let Some(from) = from {
                    cells.push(trimmed(sheet.source, Span::new(line.body.start + from, line.body.start + at)));
                }
                from = Some(at + 1);
            }
            _ => {}
        }
        escaped = false;
    }
    if let Some(from) = from.filter(|from| *from < row.trim_end().len()) {
        cells.push(trimmed(sheet.source, Span::new(line.body.start + from, line.body.end)));
    }
    cells
}

pub(super) fn trimmed(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}

/// The summaries that ask rather than label what is folded away; what is folded inside a fold is part of an answer.
pub(super) fn summaries(sheet: &Sheet<'_>, starts: &[Start]) -> Vec<Start> {
    let covered = sheet.covered(starts);
    let (mut found, folds) = (Vec::new(), sheet.folds());
    for (at, line) in sheet.lines.iter().enumerate() {
        let body = line.body.of(sheet.source);
        if line.hidden
            || folds.get(at).is_some_and(|depth| *depth > 1)
            || covered.get(at) == Some(&true)
            || !body.contains("<summary>")
        {
            continue;
        }
        if sheet.mark(at).is_some_and(|mark| mark.opens != super::super::marks::Opens::Nothing) {
            continue;
        }
        let after = body.find("<summary>").map_or(0, |open| open + "<summary>".len());
        let inner = Span::new(line.body.start + after, line.body.end);
        let (at, inner) = if inner.of(sheet.source).trim().is_empty() {
            let Some(next) = sheet.next(at + 1) else { continue };
            let Some(line) = sheet.lines.get(next) else { continue };
            (next, line.body)
        } else {
            (at, inner)
        };
        let len = inner.of(sheet.source).find("</summary>").unwrap_or(inner.len());
        let title = trimmed(sheet.source, Span::new(inner.start, inner.start + len));
        found.push(Start { title: Some(title), ..Start::top(at, Class::Summary) });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{begun, on};
    use super::*;

    #[test]
    fn rows_have_a_question_and_an_answer() {
        let text = "| 问题 | 答案 |\n|---|---|\n| 锁 \\| 栈？ | 排队 |\n| 堆？ |\n";
        let found = on(text, |sheet| cells(sheet, &[]));
        let shown: Vec<_> = found
            .iter()
            .map(|start| [start.title, start.inline].map(|span| span.map_or("", |span| span.of(text))))
            .collect();
        assert_eq!(shown, [["锁 \\| 栈？", "排队"], ["堆？", ""]]);
    }

    #[test]
    fn summaries_ask_unless_they_stand_in_a_fold() {
        let fold = |inner: &str| format!("<details>\n<summary>锁是什么？</summary>\n{inner}\n</details>\n");
        assert_eq!(on(&fold(&fold("排队")), |sheet| begun(&summaries(sheet, &[]))), [2]);
    }
}
