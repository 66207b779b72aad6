//! The results as remarks at places: what several formats show, each in its own way.

use super::failure::Failure;
use super::fingerprint::{Fingerprint, Fingerprints};
use super::form::Form;
use super::issue::Issue;
use super::layout::Look;
use super::named;
use super::nearest::lacking_in_words;
use super::place::Place;
use super::summary::Summary;
use super::view::{ClaimReport, KeyPointReport, QuestionReport, Report, Status};
use crate::matching::Verdict;
use crate::messages::{Language, Message, words};
use crate::problem::Severity;
use crate::rubric::Tier;
use std::borrow::Cow;
use std::io::{self, Write};

/// A remark about a place: a gap, a wrong claim, an answer that is flagged, a question that could not be graded, or a problem of the run.
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
    pub(super) text: Cow<'a, str>,
    /// The hint towards it, or the correction.
    pub(super) help: Option<&'a str>,
    /// The topics of its question.
    pub(super) topics: &'a [String],
}

/// Questions that could not be graded point by point, as rules: their ids, and the messages that say what is expected.
const NOT_ANSWERED: (&str, &str) = ("not-answered", "every-question-answered");
const NO_RUBRIC: (&str, &str) = ("no-rubric", "every-question-has-rubric");

/// What is odd about an answer as a whole, as a rule.
const FLAGGED: (&str, &str) = ("flag", "every-answer-its-own");

/// A form that shows annotations, one by one.
pub(super) trait Annotate {
    /// How results are shown.
    fn look(&self) -> Look;

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
        let (mut names, language) = (Fingerprints::default(), self.look().language);
        issues.iter().try_for_each(|issue| self.annotate(out, &of_issue(issue, language, &mut names)))
    }

    fn conclude(&mut self, out: &mut dyn Write, issues: &[Issue], failures: &[Failure]) -> io::Result<()> {
        Form::begin(self, out, issues)?;
        failures.iter().try_for_each(|failure| self.gate(out, failure))
    }

    fn document(&mut self, out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
        annotations(report, self.look()).iter().try_for_each(|annotation| self.annotate(out, annotation))
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        Annotate::end(self, out, summary)
    }
}

/// What there is to remark on a document, in the order of its questions; what is wrong with it as a whole comes last.
fn annotations<'a>(report: &'a Report<'_>, look: Look) -> Vec<Annotation<'a>> {
    let mut names = Fingerprints::default();
    let mut all = Vec::new();
    for question in &report.questions {
        of_question(&report.path, question, look, &mut names, &mut all);
    }
    all.extend(report.issues.iter().map(|issue| of_issue(issue, look.language, &mut names)));
    all
}

fn of_question<'a>(
    path: &'a str,
    question: &'a QuestionReport<'_>,
    look: Look,
    names: &mut Fingerprints,
    all: &mut Vec<Annotation<'a>>,
) {
    let language = look.language;
    let topics = question.expected.map(|expected| expected.topics.as_slice()).unwrap_or_default();
    let here = Place::line(question.line);
    let title = question.title.as_str();
    let mut whole = |(id, expected): (&'static str, &'static str), message: Message| {
        let fingerprint = names.next(&[path, id, question.rubric.as_deref().unwrap_or(title)]);
        let rule = Rule { id: id.into(), text: words(language, expected).into(), help: None, topics: &[] };
        let message = message.text(language);
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
        Status::Empty => return whole(NOT_ANSWERED, Message::new("question-not-answered")),
        Status::Placeholder => return whole(NOT_ANSWERED, Message::new("question-only-placeholder")),
        Status::Unmatched if question.ambiguous.is_empty() => {
            return whole(NO_RUBRIC, Message::new("question-without-rubric"));
        }
        // That a question is ambiguous is a problem of its document, and remarked on as such.
        Status::Unmatched | Status::Ignored => return,
        Status::Answered => {
            for flag in named::flags(question) {
                whole(FLAGGED, Message::new("explain-flag").with("flag", flag));
            }
        }
    }
    let rubric = question.rubric.as_deref().unwrap_or_default();
    let id = |id: &str| Cow::Owned(format!("{rubric}/{id}"));
    let core = question.keypoints.iter().filter(|keypoint| keypoint.tier == Tier::Core && !keypoint.ignored);
    for keypoint in core {
        let Some((place, message)) = gap(keypoint, look) else { continue };
        let message = message.text(language);
        let rule =
            Rule { id: id(&keypoint.id), text: keypoint.point.as_str().into(), help: keypoint.hint.as_deref(), topics };
        let fingerprint = names.next(&[path, "gap", &rule.id]);
        let place = Some(place.unwrap_or(here));
        all.push(Annotation { rule, severity: Severity::Warning, path, place, title, message, fingerprint });
    }
    for ClaimReport { misconception: wrong, place, .. } in &question.claims {
        let rule = Rule { id: id(&wrong.id), text: wrong.claim.as_str().into(), help: Some(&wrong.correction), topics };
        let fingerprint = names.next(&[path, "claim", &rule.id]);
        let message = format!("{} → {}", wrong.claim, wrong.correction);
        let place = Some(*place);
        all.push(Annotation { rule, severity: Severity::Error, path, place, title, message, fingerprint });
    }
}

/// What an answer lacks of a key point, and where that shows; nowhere in particular when it is missing.
fn gap(keypoint: &KeyPointReport, look: Look) -> Option<(Option<Place>, Message)> {
    let place = keypoint.seen.as_ref().map(|(place, _)| *place);
    let nearest = keypoint.nearest.as_ref();
    let verdict = shortfall(keypoint.verdict);
    let gap = |point: &String| Message::new("gap").with("verdict", verdict.clone()).with("point", point);
    match (keypoint.verdict, nearest) {
        (Verdict::Covered, _) => None,
        (Verdict::Missing, _) => {
            let hint = keypoint.hint.as_ref().filter(|_| look.hints);
            Some((None, gap(hint.unwrap_or(&keypoint.point))))
        }
        (Verdict::Partial, Some(nearest)) => {
            let lack = lacking_in_words(look.language, nearest);
            let gap = Message::new("gap-lacking").with("gap", gap(&keypoint.point)).with("lack", lack);
            Some((place.or(Some(nearest.place)), gap))
        }
        (Verdict::Partial | Verdict::Contradicted, _) => Some((place, gap(&keypoint.point))),
    }
}

/// How a key point falls short, as a remark begins.
pub(super) fn shortfall(verdict: Verdict) -> Message {
    match verdict {
        Verdict::Partial => Message::new("point-in-part"),
        other => named::verdict(other),
    }
}

fn of_issue<'a>(issue: &'a Issue, language: Language, names: &mut Fingerprints) -> Annotation<'a> {
    let problem = &issue.problem;
    let help = problem.help.as_ref().map(|help| format!("\n{}", help.text(language))).unwrap_or_default();
    Annotation {
        rule: Rule { id: problem.code.into(), text: problem.code.into(), help: None, topics: &[] },
        severity: problem.severity,
        path: &problem.path,
        place: issue.place,
        title: problem.code,
        message: format!("{}{help}", problem.message.text(language)),
        fingerprint: names.next(&[&problem.path, problem.code, &problem.message.text(Language::English)]),
    }
}
