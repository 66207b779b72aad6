//! The results as remarks at places: what several formats show, each in its own way.

use super::failure::Failure;
use super::fingerprint::{Fingerprint, Fingerprints};
use super::form::Form;
use super::issue::Issue;
use super::nearest::lacking_in_words;
use super::place::Place;
use super::summary::Summary;
use super::view::{ClaimReport, KeyPointReport, QuestionReport, Report, Status};
use crate::matching::Verdict;
use crate::problem::Severity;
use crate::rubric::Tier;
use std::borrow::Cow;
use std::io::{self, Write};

/// A remark about a place: a gap, a wrong claim, a question that could not be graded, or a problem of the run.
#[derive(Debug)]
pub(super) struct Annotation<'a> {
    /// What it was held against.
    pub(super) rule: Rule<'a>,
    /// How grave it is.
    pub(super) severity: Severity,
    /// The file; empty where it is about none.
    pub(super) path: &'a str,
    /// Where in the file, if at one place.
    pub(super) place: Option<Place>,
    /// What it is about: the question, or the kind of problem.
    pub(super) title: &'a str,
    /// What is the matter.
    pub(super) message: String,
    /// Its name for as long as it is about the same.
    pub(super) fingerprint: Fingerprint,
}

impl Annotation<'_> {
    /// Title and message, where there is room for one text only.
    pub(super) fn text(&self) -> String {
        format!("{}: {}", self.title, self.message)
    }
}

/// What an annotation was held against.
#[derive(Debug)]
pub(super) struct Rule<'a> {
    /// `rubric/question/keypoint`, the same with a misconception's id, or the code of a problem.
    pub(super) id: Cow<'a, str>,
    /// The statement that is expected, or the claim that is wrong.
    pub(super) text: &'a str,
    /// The hint towards it, or the correction.
    pub(super) help: Option<&'a str>,
    /// The topics of its question.
    pub(super) topics: &'a [String],
}

/// Questions that could not be graded point by point, as rules.
const NOT_ANSWERED: (&str, &str) = ("not-answered", "Every question is answered");
const NO_RUBRIC: (&str, &str) = ("no-rubric", "Every question has a rubric");

/// A form that shows annotations, one by one.
pub(super) trait Annotate {
    /// Whether hints take the place of the missing points.
    fn hints(&self) -> bool;

    /// Shows an annotation.
    fn annotate(&mut self, out: &mut dyn Write, annotation: &Annotation<'_>) -> io::Result<()>;

    /// Shows a gate that failed, where there is a place for what is no remark about an answer.
    fn gate(&mut self, _out: &mut dyn Write, _failure: &Failure) -> io::Result<()> {
        Ok(())
    }

    /// Ends the results.
    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()>;
}

/// The problems of the run come first, those of a document follow its gaps.
impl<A: Annotate> Form for A {
    fn begin(&mut self, out: &mut dyn Write, issues: &[Issue]) -> io::Result<()> {
        let mut names = Fingerprints::default();
        issues.iter().try_for_each(|issue| self.annotate(out, &of_issue(issue, &mut names)))
    }

    fn conclude(&mut self, out: &mut dyn Write, issues: &[Issue], failures: &[Failure]) -> io::Result<()> {
        Form::begin(self, out, issues)?;
        failures.iter().try_for_each(|failure| self.gate(out, failure))
    }

    fn document(&mut self, out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
        annotations(report, self.hints()).iter().try_for_each(|annotation| self.annotate(out, annotation))
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        Annotate::end(self, out, summary)
    }
}

/// What there is to remark on a document, in the order of its questions; what is wrong with it as a whole comes last.
fn annotations<'a>(report: &'a Report<'_>, hints: bool) -> Vec<Annotation<'a>> {
    let mut names = Fingerprints::default();
    let mut all = Vec::new();
    for question in &report.questions {
        of_question(&report.path, question, hints, &mut names, &mut all);
    }
    all.extend(report.issues.iter().map(|issue| of_issue(issue, &mut names)));
    all
}

fn of_question<'a>(
    path: &'a str,
    question: &'a QuestionReport<'_>,
    hints: bool,
    names: &mut Fingerprints,
    all: &mut Vec<Annotation<'a>>,
) {
    let topics = question.expected.map(|expected| expected.topics.as_slice()).unwrap_or_default();
    let here = Place::line(question.line);
    let title = question.title.as_str();
    let mut whole = |(id, text): (&'static str, &'static str), message: &str| {
        let fingerprint = names.next(&[path, id, question.rubric.as_deref().unwrap_or(title)]);
        let rule = Rule { id: id.into(), text, help: None, topics: &[] };
        let message = message.to_owned();
        all.push(Annotation {
            rule,
            severity: Severity::Warning,
            path,
            place: Some(here),
            title,
            message,
            fingerprint,
        });
    };
    match question.status {
        Status::Empty => return whole(NOT_ANSWERED, "not answered"),
        Status::Placeholder => return whole(NOT_ANSWERED, "not answered: only the placeholder is there"),
        Status::Unmatched if question.ambiguous.is_empty() => return whole(NO_RUBRIC, "no rubric fits this question"),
        // That a question is ambiguous is a problem of its document, and remarked on as such.
        Status::Unmatched | Status::Ignored => return,
        Status::Answered => {}
    }
    let rubric = question.rubric.as_deref().unwrap_or_default();
    let id = |id: &str| Cow::Owned(format!("{rubric}/{id}"));
    let core = question.keypoints.iter().filter(|keypoint| keypoint.tier == Tier::Core && !keypoint.ignored);
    for keypoint in core {
        let Some((place, message)) = gap(keypoint, hints) else { continue };
        let rule = Rule { id: id(&keypoint.id), text: &keypoint.point, help: keypoint.hint.as_deref(), topics };
        let fingerprint = names.next(&[path, "gap", &rule.id]);
        let place = Some(place.unwrap_or(here));
        all.push(Annotation { rule, severity: Severity::Warning, path, place, title, message, fingerprint });
    }
    for ClaimReport { misconception: wrong, place, .. } in &question.claims {
        let rule = Rule { id: id(&wrong.id), text: &wrong.claim, help: Some(&wrong.correction), topics };
        let fingerprint = names.next(&[path, "claim", &rule.id]);
        let message = format!("{} → {}", wrong.claim, wrong.correction);
        let place = Some(*place);
        all.push(Annotation { rule, severity: Severity::Error, path, place, title, message, fingerprint });
    }
}

/// What an answer lacks of a key point, and where that shows; nowhere in particular when it is missing.
fn gap(keypoint: &KeyPointReport, hints: bool) -> Option<(Option<Place>, String)> {
    let place = keypoint.seen.as_ref().map(|(place, _)| *place);
    let nearest = keypoint.nearest.as_ref();
    match keypoint.verdict {
        Verdict::Covered => None,
        Verdict::Missing => {
            let hint = keypoint.hint.as_ref().filter(|_| hints);
            Some((None, format!("missing: {}", hint.unwrap_or(&keypoint.point))))
        }
        Verdict::Contradicted => Some((place, format!("contradicted: {}", keypoint.point))),
        Verdict::Partial => {
            let lacks = nearest.map(|nearest| format!(" ({})", lacking_in_words(nearest))).unwrap_or_default();
            Some((place.or(nearest.map(|nearest| nearest.place)), format!("in part: {}{lacks}", keypoint.point)))
        }
    }
}

fn of_issue<'a>(issue: &'a Issue, names: &mut Fingerprints) -> Annotation<'a> {
    let problem = &issue.problem;
    let help = problem.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    Annotation {
        rule: Rule { id: problem.code.into(), text: problem.code, help: None, topics: &[] },
        severity: problem.severity,
        path: &problem.path,
        place: issue.place,
        title: problem.code,
        message: format!("{}{help}", problem.message),
        fingerprint: names.next(&[&problem.path, problem.code, &problem.message]),
    }
}
