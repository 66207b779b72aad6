//! Which questions of a document a change touches.

use crate::git::Lines;
use crate::parse::{Document, Question, Role};
use crate::source::Span;

/// Whether each question of `document` is touched by a change of `lines`: of its heading, of its directives, or of what
/// the candidate wrote under it. What others wrote there, such as a reference answer or a comment, is no change of the answer.
#[must_use]
pub fn touched(document: &Document, lines: &Lines) -> Vec<bool> {
    let questions = &document.questions;
    let Lines::Some(ranges) = lines else { return vec![true; questions.len()] };
    let text = document.source.text.as_bytes();
    // Lines as git counts them: only a line feed ends one.
    let ends: Vec<usize> = memchr::memchr_iter(b'\n', text).collect();
    let line_at = |offset: usize| ends.partition_point(|end| *end < offset) + 1;
    let last_line = ends.len() + 1;
    let starts: Vec<usize> = questions.iter().map(|question| line_at(beginning(question))).collect();
    let extents = starts.iter().enumerate().map(|(at, &start)| {
        let next = starts.get(at + 1).map_or(last_line, |next| next.saturating_sub(1));
        (start, next.max(start))
    });
    let others = |question: &Question| -> Vec<(usize, usize)> {
        let spans = question.slots.iter().filter(|slot| slot.role != Role::Candidate).filter_map(|slot| slot.span);
        spans.map(|span| (line_at(span.start), line_at(last_byte(span)))).collect()
    };
    let touched = questions.iter().zip(extents).map(|(question, (start, end))| {
        let others = others(question);
        let is_own = |line: usize| !others.iter().any(|(first, last)| (*first..=*last).contains(&line));
        let mut within = ranges.iter().map(|(first, last)| (*first.max(&start), *last.min(&end)));
        within.any(|(first, last)| (first..=last).any(is_own))
    });
    touched.collect()
}

/// Where a question begins: at its heading, or at a directive above it.
fn beginning(question: &Question) -> usize {
    let said = &question.directives;
    let ignored = said.ignored_keypoints.iter().filter_map(|ignored| ignored.span);
    let spans = ignored.chain(said.ignore).chain(said.question.as_ref().map(|(_, span)| *span));
    spans.map(|span| span.start).chain([question.heading.start]).min().unwrap_or_default()
}

fn last_byte(span: Span) -> usize {
    span.end.saturating_sub(1).max(span.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Labels, parse};
    use crate::source::Source;

    const TEXT: &str = "# 一轮\n\n### 1. 甲\n\n**我的回答**：a\nb\n\n**参考答案**：c\nd\n\n<!-- anscov: ignore x -->\n### 2. 乙\n\n**我的回答**：\n\n**参考答案**：e\n";

    #[test]
    fn a_question_is_touched_in_its_own_words_only() {
        let document = parse(Source::new("a.md", TEXT), &Labels::default());
        let by = |lines: &[(usize, usize)]| touched(&document, &Lines::Some(lines.to_vec()));
        assert_eq!(by(&[(1, 1)]), [false, false]);
        assert_eq!(by(&[(3, 3)]), [true, false]);
        assert_eq!(by(&[(6, 6)]), [true, false]);
        assert_eq!(by(&[(8, 9)]), [false, false], "a reference answer");
        assert_eq!(by(&[(6, 9)]), [true, false]);
        assert_eq!(by(&[(11, 11)]), [false, true], "a directive above the heading");
        assert_eq!(by(&[(14, 14)]), [false, true], "an empty answer");
        assert_eq!(by(&[(1, 200)]), [true, true]);
        assert_eq!(by(&[]), [false, false]);
        assert_eq!(touched(&document, &Lines::All), [true, true]);
    }
}
