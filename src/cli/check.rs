//! `check`: scores the answers and shows the gaps.

use super::Outcome;
use super::args::CheckArgs;
use super::run::{Grader, batches, catalogue, in_order};
use super::settings::Settings;
use super::streams::{Streams, can_show_progress, say};
use crate::problem::{Problem, Severity};
use crate::report::{Issue, Report, Status, Summary, place_all};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io;
use std::mem::ManuallyDrop;

/// With more files than this a run takes long enough to show its progress.
const MANY: usize = 50;

/// Scores the answers under the paths. The outcome is as grave as the gravest thing that happened.
pub(super) fn check(args: &CheckArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let settings = Settings::new(&args.reading, &args.rubrics, &args.paths, streams)?;
    let Some(settings) = settings else { return Ok(Outcome::Failed) };
    let Some(catalogue) = catalogue(&settings.rubrics, streams)? else { return Ok(Outcome::Failed) };
    // The process ends with the command; taking the rubrics down piece by piece would only take time.
    let catalogue = ManuallyDrop::new(catalogue);
    let (inputs, problems) = settings.discover(&args.paths);
    let grader = if args.formats.are_totals() { Grader::verdicts_only(&catalogue) } else { Grader::new(&catalogue) };
    let grader = ManuallyDrop::new(grader);
    let mut gate = Gate::new(args, &settings);
    let bar = progress(inputs.len());
    let work = |input| grader.file(&input, &settings);
    let summary = in_order(batches(&inputs), work, |results| {
        let mut reports = results.flatten().inspect(|report| {
            gate.look_at(report);
            bar.inc(1);
        });
        args.formats.write(streams, args.hints, &mut reports, place_all(problems, &[]))
    })?;
    bar.finish_and_clear();
    let least = if args.formats.is_quiet_on_stdout() { Severity::Error } else { Severity::Warning };
    streams.show(&summary.issues, least)?;
    if summary.documents == 0 {
        if let Some(problem) = no_answers(&summary) {
            streams.show(&[Issue::new(problem, None)], Severity::Error)?;
        }
        return Ok(Outcome::Failed);
    }
    let shortfalls = gate.shortfalls(&summary);
    for line in &shortfalls {
        say(line);
    }
    Ok(match (summary.has_errors(), shortfalls.is_empty()) {
        (true, _) => Outcome::Failed,
        (false, false) => Outcome::Short,
        (false, true) => Outcome::Held,
    })
}

fn progress(files: usize) -> ProgressBar {
    if files <= MANY || !can_show_progress() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{pos}/{len} files {wide_bar}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Why there was nothing to score, if it was not that nothing could be read: that has been said.
pub(super) fn no_answers(summary: &Summary) -> Option<Problem> {
    let message = match summary.references_only {
        _ if summary.without_answers == 0 => return None,
        0 => "no answers found",
        _ => "no answers found: these are reference answers, which are never scored as a candidate's",
    };
    let mut notes = summary.issues.iter().filter(|issue| issue.problem.severity == Severity::Note);
    let path = match (summary.without_answers, notes.next()) {
        (1, Some(only)) => only.problem.path.as_str(),
        _ => "",
    };
    Some(Problem::error("no-answers", path, message).help("`anscov list` shows how files are read"))
}

/// The thresholds of a run, and what fell short of them so far.
struct Gate {
    fail_under: Option<u32>,
    min_question: Option<u32>,
    shortfalls: Vec<String>,
}

impl Gate {
    fn new(args: &CheckArgs, settings: &Settings) -> Self {
        let fail_under = args.fail_under.or(settings.fail_under);
        let min_question = args.min_question.or(settings.min_question);
        Self { fail_under, min_question, shortfalls: Vec::new() }
    }

    /// Notes the questions of a document that fall short.
    fn look_at(&mut self, report: &Report<'_>) {
        if self.fail_under.is_none() && self.min_question.is_none() {
            return;
        }
        for question in &report.questions {
            let at = format!("{}:{}", report.path, question.line);
            let title = &question.title;
            if question.status == Status::Unmatched && question.has_slot {
                self.shortfalls
                    .push(format!("failed: {at}: no rubric is bound to this question, so it cannot pass: {title}"));
            }
            if let (Some(floor), Some(score)) = (self.min_question, &question.score)
                && score.coverage < floor
            {
                let (coverage, floor) = (percent(score.coverage), percent(floor));
                self.shortfalls.push(format!("failed: {at}: coverage {coverage} is below {floor}: {title}"));
            }
        }
    }

    /// One line for each thing that fell short of a threshold.
    fn shortfalls(self, summary: &Summary) -> Vec<String> {
        let mut lines = self.shortfalls;
        match (self.fail_under, summary.coverage()) {
            (Some(floor), Some(coverage)) if coverage < floor => {
                lines.push(format!("failed: coverage {} is below {}", percent(coverage), percent(floor)));
            }
            (Some(_), None) if lines.is_empty() => lines.push("failed: no question was graded".to_owned()),
            _ => {}
        }
        lines
    }
}

/// Hundredths of a percent, with decimals only where there are any.
fn percent(hundredths: u32) -> String {
    match hundredths % 100 {
        0 => format!("{}%", hundredths / 100),
        rest => format!("{}.{rest:02}%", hundredths / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Content, QuestionReport};
    use crate::score::Score;

    fn question(status: Status, coverage: Option<u32>) -> QuestionReport<'static> {
        QuestionReport {
            rubric: None,
            expected: None,
            number: None,
            title: "题".to_owned(),
            line: 3,
            status,
            has_slot: true,
            confidence: 100,
            ambiguous: Vec::new(),
            score: coverage.map(|coverage| Score { coverage, ..Score::default() }),
            keypoints: Vec::new(),
            claims: Vec::new(),
            flags: Vec::new(),
        }
    }

    fn shortfalls(
        fail_under: Option<u32>,
        min_question: Option<u32>,
        questions: Vec<QuestionReport<'_>>,
    ) -> Vec<String> {
        let mut report = Report { path: "a.md".to_owned(), content: Content::Answers, questions, issues: Vec::new() };
        let mut gate = Gate { fail_under, min_question, shortfalls: Vec::new() };
        gate.look_at(&report);
        let mut summary = Summary::default();
        summary.add(&mut report);
        gate.shortfalls(&summary)
    }

    #[test]
    fn empty_answers_count_zero_and_ignored_ones_not() {
        let questions = || {
            vec![
                question(Status::Answered, Some(9000)),
                question(Status::Empty, Some(0)),
                question(Status::Ignored, None),
            ]
        };
        assert_eq!(shortfalls(Some(4500), None, questions()), [""; 0]);
        assert_eq!(shortfalls(Some(4501), None, questions()), ["failed: coverage 45% is below 45.01%"]);
        assert_eq!(shortfalls(None, Some(1), questions()), ["failed: a.md:3: coverage 0% is below 0.01%: 题"]);
    }

    #[test]
    fn zero_is_a_threshold() {
        assert_eq!(shortfalls(Some(0), Some(0), vec![question(Status::Empty, Some(0))]), [""; 0]);
    }

    #[test]
    fn what_was_overlooked_does_not_pass() {
        let unmatched = || vec![question(Status::Answered, Some(10_000)), question(Status::Unmatched, None)];
        let line = "failed: a.md:3: no rubric is bound to this question, so it cannot pass: 题";
        assert_eq!(shortfalls(Some(0), None, unmatched()), [line]);
        assert_eq!(shortfalls(None, Some(0), unmatched()), [line]);
        assert_eq!(shortfalls(None, None, unmatched()), [""; 0]);
        assert_eq!(
            shortfalls(Some(0), None, vec![question(Status::Ignored, None)]),
            ["failed: no question was graded"]
        );
    }
}
