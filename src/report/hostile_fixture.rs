//! The scored document with texts that try to break out of every format.

use super::compose::report;
use super::view::Report;
use super::{Format, Issue, Look, fixture, write};
use crate::problem::Problem;

/// Begins like a formula, and holds what ends, opens or steers something in one format or another.
pub(super) const TEXT: &str =
    "=1+1|a::b%0A,\r\n::error::c<script>alert('x')</script>\"]]>--><!--\u{1b}[31m\u{0}\u{fffe}`*_[x](y){0}\\ @me #1";
/// The same in a path.
pub(super) const PATH: &str = "=笔记/a b,c:%|<i>\n.md";

/// The results of a document whose every text is hostile, in a format.
pub(super) fn written(format: Format) -> String {
    let mut rubric = fixture::rubric();
    for question in &mut rubric.questions {
        for keypoint in &mut question.keypoints {
            TEXT.clone_into(&mut keypoint.point);
            keypoint.hint = Some(TEXT.to_owned());
        }
        for misconception in &mut question.misconceptions {
            TEXT.clone_into(&mut misconception.claim);
            TEXT.clone_into(&mut misconception.correction);
        }
        question.topics = vec![TEXT.to_owned()];
        question.parts.fill(TEXT.to_owned());
    }
    let mut report = Report { path: PATH.to_owned(), ..report(fixture::card(&rubric)) };
    report.questions.truncate(2);
    report.issues = vec![Issue::new(Problem::warning("hostile", PATH, TEXT).help(TEXT), None)];
    for question in &mut report.questions {
        TEXT.clone_into(&mut question.title);
        for keypoint in &mut question.keypoints {
            keypoint.seen.iter_mut().for_each(|(_, quote)| TEXT.clone_into(quote));
            keypoint.evidence.iter_mut().for_each(|evidence| TEXT.clone_into(&mut evidence.quote));
            keypoint.nearest.iter_mut().for_each(|nearest| nearest.terms = vec![TEXT.to_owned()]);
        }
        question.claims.iter_mut().for_each(|claim| TEXT.clone_into(&mut claim.quote));
    }
    let mut out = Vec::new();
    write(&mut out, format, Look::default(), &mut std::iter::once(report), Vec::new()).expect("memory takes it");
    String::from_utf8(out).expect("it is text")
}
