//! Where a review may stand: under the answer, and outside of whatever encloses it.

use crate::source::{Source, Span};

/// The ends of lines that a review may stand below, the best first: an answer begins with the stretch `first` and ends with
/// `answer`.
pub(super) fn places(source: &Source, first: Span, answer: Span) -> Vec<usize> {
    let last = source.line_at(answer.end.saturating_sub(1).max(answer.start));
    let below = enclosed(source, source.line_at(first.start), last);
    let whole = end_of_rows(source, last);
    let paragraph = (last..=source.line_count()).find(|line| source.line(line + 1).trim().is_empty()).unwrap_or(last);
    let mut places: Vec<usize> = Vec::new();
    for line in [whole, below, Some(last), Some(paragraph)].into_iter().flatten() {
        let end = source.line_span(line).end;
        if !places.contains(&end) {
            places.push(end);
        }
    }
    places
}

/// The line that closes the fence, or the pair of comments, in which the lines `first` to `last` are all there is.
fn enclosed(source: &Source, first: usize, last: usize) -> Option<usize> {
    let written = |line: &usize| !source.line(*line).trim().is_empty();
    let above = (1..first).rev().find(written)?;
    let below = (last + 1..=source.line_count()).find(written)?;
    let (opens, closes) = (source.line(above).trim(), source.line(below).trim());
    let fence = [("```", '`'), ("~~~", '~')].into_iter().any(|(mark, c)| {
        opens.starts_with(mark) && closes.starts_with(mark) && closes.trim_start_matches(c).is_empty()
    });
    let is_comment = |line: &str| line.starts_with("<!--") && line.ends_with("-->");
    (fence || is_comment(opens) && is_comment(closes)).then_some(below)
}

/// The last line of the table, or of the options to tick, that line `number` belongs to.
fn end_of_rows(source: &Source, number: usize) -> Option<usize> {
    const ROWS: [&str; 4] = ["|", "- [", "* [", "+ ["];
    let mark = ROWS.into_iter().find(|mark| source.line(number).trim_start().starts_with(mark))?;
    let is_row = |line: &usize| source.line(*line).trim_start().starts_with(mark);
    (number..=source.line_count()).take_while(is_row).last()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line that a review of the answer comes below.
    fn below(text: &str, answer: &str) -> usize {
        let source = Source::new("a.md", text);
        let start = text.find(answer).expect("it is there");
        let answer = Span::new(start, start + answer.len());
        source.line_at(places(&source, answer, answer)[0])
    }

    #[test]
    fn a_review_stands_outside_of_what_encloses_the_answer() {
        let cases = [
            ("答：一\n二\n\n三", "一\n二", 2),
            ("```\n一\n\n```\n二", "一", 4),
            ("~~~go\n一\n~~~\n", "一", 3),
            ("<!-- 开始 -->\n一\n<!-- 结束 -->\n", "一", 3),
            ("一\n```go\nf()\n```\n二", "一", 1),
            ("| 问 | 答 |\n|---|---|\n| 甲 | 一 |\n| 乙 | 二 |\n三", "一", 4),
            ("- [x] 一\n- [ ] 二\n三", "一", 2),
        ];
        for (text, answer, line) in cases {
            assert_eq!(below(text, answer), line, "{text}");
        }
    }
}
