//! An answer cut into lines and pieces, so that what counted in it can be marked.

use super::super::view::{QuestionReport, Report};
use crate::matching::Verdict;
use crate::source::Span;
use std::borrow::Cow;

/// The bytes of one answer that are shown. Whole books and lines without end are left to the file.
const LONGEST: usize = 60_000;

/// An answer's text.
#[derive(Default)]
pub(super) struct Answer<'a> {
    pub(super) lines: Vec<Line<'a>>,
    /// How many bytes of it are left out.
    pub(super) left_out: usize,
}

/// A line of an answer.
pub(super) struct Line<'a> {
    /// Its number in the file.
    pub(super) number: usize,
    /// Whether it stands in a fence.
    pub(super) code: bool,
    pub(super) pieces: Vec<Piece<'a>>,
}

/// A stretch of a line that counted for the same points throughout.
pub(super) struct Piece<'a> {
    pub(super) text: Cow<'a, str>,
    /// What it counted as; empty where it counted for nothing.
    pub(super) class: &'static str,
    /// The places of those points among the question's.
    pub(super) points: String,
}

/// A place that counted. Where several share words, the last of `class` in [`CLASSES`] colours them.
struct Mark {
    span: Span,
    class: usize,
    point: Option<usize>,
}

const CLASSES: [&str; 4] = ["partial", "covered", "contradicted", "wrong"];

/// The answer to a question, where the report has its text.
pub(super) fn answer<'a>(report: &'a Report<'_>, question: &QuestionReport<'_>) -> Answer<'a> {
    let marks = marks(question);
    let mut shown = Answer::default();
    let mut room = LONGEST;
    let Some(source) = &report.source else { return shown };
    for &span in &question.answer {
        let whole = span.of(&source.text);
        let end = (0..=room.min(whole.len())).rev().find(|end| whole.is_char_boundary(*end)).unwrap_or_default();
        let text = whole.get(..end).unwrap_or_default();
        room -= text.len();
        shown.left_out += whole.len() - text.len();
        let mut start = span.start;
        let mut code = false;
        for line in text.split_inclusive('\n') {
            let end = start + line.trim_end_matches(['\n', '\r']).len();
            let fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
            code ^= fence;
            let pieces = pieces(&source.text, Span::new(start, end), &marks);
            shown.lines.push(Line { number: source.line_at(start), code: code || fence, pieces });
            start += line.len();
        }
    }
    shown
}

fn marks(question: &QuestionReport<'_>) -> Vec<Mark> {
    let class = |verdict| match verdict {
        Verdict::Covered => Some(1),
        Verdict::Partial => Some(0),
        Verdict::Contradicted => Some(2),
        Verdict::Missing => None,
    };
    let points = question.keypoints.iter().enumerate().filter(|(_, keypoint)| !keypoint.ignored);
    let points = points.filter_map(|(at, keypoint)| Some((at, class(keypoint.verdict)?, keypoint)));
    let evidence = points.flat_map(|(at, class, keypoint)| {
        keypoint.evidence.iter().map(move |evidence| Mark { span: evidence.span, class, point: Some(at) })
    });
    let wrong = question.claims.iter().map(|claim| Mark { span: claim.span, class: 3, point: None });
    let mut marks: Vec<Mark> = evidence.chain(wrong).collect();
    marks.sort_by_key(|mark| (mark.span, mark.class, mark.point));
    marks
}

/// A line cut wherever a mark begins or ends.
fn pieces<'a>(text: &'a str, line: Span, marks: &[Mark]) -> Vec<Piece<'a>> {
    let here: Vec<&Mark> = marks.iter().filter(|mark| mark.span.overlaps(line)).collect();
    let mut cuts: Vec<usize> = here.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    cuts.retain(|cut| line.start < *cut && *cut < line.end);
    cuts.extend([line.start, line.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let stretches = cuts.iter().zip(cuts.iter().skip(1)).map(|(start, end)| Span::new(*start, *end));
    stretches.map(|span| piece(span.of(text), here.iter().filter(|mark| mark.span.overlaps(span)))).collect()
}

/// A text without the control characters, which have no place in a page; tabs have.
fn printable(text: &str) -> Cow<'_, str> {
    let unprintable = |c: char| c.is_control() && c != '\t';
    if text.contains(unprintable) { Cow::Owned(text.replace(unprintable, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

fn piece<'a, 'm>(text: &'a str, marks: impl Iterator<Item = &'m &'m Mark>) -> Piece<'a> {
    let (mut class, mut points) = (None, Vec::new());
    for mark in marks {
        class = class.max(Some(mark.class));
        points.extend(mark.point);
    }
    points.sort_unstable();
    points.dedup();
    let points: Vec<String> = points.iter().map(ToString::to_string).collect();
    let class = class.and_then(|class| CLASSES.get(class)).copied().unwrap_or_default();
    Piece { text: printable(text), class, points: points.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::super::super::{compose::report, fixture};
    use super::*;
    use crate::source::Source;

    fn shown(answer: &Answer<'_>) -> String {
        let piece = |piece: &Piece<'_>| match (piece.class, piece.points.as_str()) {
            ("", _) => piece.text.to_string(),
            (class, points) => format!("[{class} {points}|{}]", piece.text),
        };
        let line = |line: &Line<'_>| format!("{} {}\n", line.number, line.pieces.iter().map(piece).collect::<String>());
        answer.lines.iter().map(line).collect()
    }

    #[test]
    fn what_counted_is_marked_where_it_stands() {
        let rubric = fixture::rubric();
        let report = report(fixture::card(&rubric));
        insta::assert_snapshot!(shown(&answer(&report, &report.questions[0])), @r"
        5 连接池把[covered 0|建好的连接]留着[covered 0|反复用]，省下每次握手的时间。
        6 池子满了，新来的请求就[partial 1|等着]。
        7 超时[contradicted 2|不会归还连接]。
        8 [wrong |连接越多越快]，所以设得很大。
        9 每隔一会儿发个 ping，[covered 5|坏的就丢掉]。
        ");
    }

    #[test]
    fn marks_that_share_words_are_cut_where_they_begin_and_end() {
        let mark = |start, end, class, point| Mark { span: Span::new(start, end), class, point };
        let marks = [mark(0, 4, 1, Some(2)), mark(2, 6, 0, Some(0)), mark(5, 20, 3, None)];
        let pieces = pieces("abcdefgh", Span::new(0, 8), &marks);
        let shown: Vec<_> = pieces.iter().map(|piece| (&*piece.text, piece.class, piece.points.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("ab", "covered", "2"),
                ("cd", "covered", "0 2"),
                ("e", "partial", "0"),
                ("f", "wrong", "0"),
                ("gh", "wrong", "")
            ]
        );
    }

    #[test]
    fn a_line_without_end_is_cut_and_the_rest_counted() {
        let rubric = fixture::rubric();
        let mut report = report(fixture::card(&rubric));
        report.source = Some(Source::new("a.md", "长".repeat(400_000)));
        report.questions[0].answer = vec![Span::new(0, 1_200_000)];
        let answer = answer(&report, &report.questions[0]);
        assert_eq!(answer.left_out, 1_200_000 - LONGEST);
        assert_eq!(answer.lines.len(), 1);
    }
}
