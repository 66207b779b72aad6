//! What the commands have in common: rubrics, and the stages over many inputs at once.

use super::Outcome;
use super::select::{Before, Item};
use super::settings::Settings;
use super::streams::Streams;
use crate::bind::{Binder, Binding, Bound, bind};
use crate::catalogue::Catalogue;
use crate::change::{Change, Posed, change, posed};
use crate::discover::Input;
use crate::git::Texts;
use crate::mastery::{Paper, paper};
use crate::matching::{Matchers, match_answers};
use crate::messages::Message;
use crate::parse::Document;
use crate::problem::{Problem, Severity};
use crate::read::read;
use crate::report::{Issue, Report, report, unreadable};
use crate::score::{Scorecard, score};
use crate::source::Source;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

/// How many files are read before their results are written: enough to keep all processors busy, few enough that their
/// results fit in a few megabytes.
pub(super) const BATCH: usize = 32;

/// The rubrics of a run, compiled as they are needed.
pub(super) struct Grader<'r> {
    binder: Binder<'r>,
    matchers: Matchers<'r>,
    texts: bool,
}

impl<'r> Grader<'r> {
    pub(super) fn new(catalogue: &'r Catalogue) -> Self {
        Self { binder: Binder::new(catalogue), matchers: Matchers::new(catalogue), texts: false }
    }

    /// For verdicts alone, without the nearest misses.
    pub(super) fn verdicts_only(catalogue: &'r Catalogue) -> Self {
        Self { matchers: Matchers::verdicts_only(catalogue), ..Self::new(catalogue) }
    }

    /// With the texts of the documents in their reports, for a form that shows them.
    pub(super) fn with_texts(self) -> Self {
        Self { texts: true, ..self }
    }

    /// All stages over one file.
    pub(super) fn file(&self, input: &Input, settings: &Settings) -> Report<'r> {
        match read(input) {
            Ok(source) => self.under(settings.parse(source), settings),
            Err(problem) => unreadable(problem),
        }
    }

    /// All stages over one file, and what measures over many answers need of them.
    pub(super) fn file_and_paper(&self, input: &Input, settings: &Settings) -> (Report<'r>, Option<Paper>) {
        match read(input) {
            Ok(source) => {
                let card = self.card(settings.parse(source), settings);
                let paper = paper(&card);
                (self.report(card), paper)
            }
            Err(problem) => (unreadable(problem), None),
        }
    }

    /// All stages over one file, for the questions that have changed, where only those count: `None` where there are none.
    /// What became of the others is told too.
    pub(super) fn item(&self, item: &Item, texts: &Texts, settings: &Settings) -> (Option<Report<'r>>, Change) {
        let before = || match item.before {
            Before::Any | Before::New => None,
            // Whatever its name was, what holds for the file of today is what it is held against.
            Before::Was(place) => {
                texts.take(place).map(|source| settings.parse(Source::new(item.input.name(), source.text)))
            }
        };
        let now = || read(&item.input).map(|source| self.suppressed(settings.parse(source), settings));
        if matches!(item.before, Before::Any) {
            return (Some(self.file(&item.input, settings)), Change::default());
        }
        let (before, now) = rayon::join(before, now);
        let mut bound = match now {
            Ok(bound) => bound,
            Err(problem) => return (Some(unreadable(problem)), Change::default()),
        };
        let is_new = before.is_none();
        // What was asked then is mostly what is asked now, and has just been bound.
        let before = before.map(|document| posed(&self.suppressed(document, settings))).unwrap_or_default();
        let now = posed(&bound);
        let lines: Vec<usize> = now.iter().map(|question| question.line).collect();
        let change = change(before, now);
        let touched = lines.into_iter().zip(&change.touched).filter(|(_, touched)| **touched);
        let lines: Vec<usize> = touched.map(|(line, _)| line).collect();
        if lines.is_empty() && !is_new {
            return (None, change);
        }
        let source = &bound.document.source;
        for (question, binding) in bound.document.questions.iter().zip(&mut bound.bindings) {
            // What is not shown is not looked into.
            if !lines.contains(&source.line_at(question.heading.start)) {
                *binding = Binding::default();
            }
        }
        let mut report = self.bound(bound);
        report.questions.retain(|question| lines.contains(&question.line));
        (Some(report), change)
    }

    /// The questions of a text, and what was written to them.
    pub(super) fn posed(&self, source: Source, settings: &Settings) -> Vec<Posed> {
        posed(&self.suppressed(settings.parse(source), settings))
    }

    /// The stages from binding on, without what settings ignore.
    pub(super) fn under(&self, document: Document, settings: &Settings) -> Report<'r> {
        self.report(self.card(document, settings))
    }

    /// The stages from binding on, and what measures over many answers need of them.
    pub(super) fn paper(&self, document: Document, settings: &Settings) -> Option<Paper> {
        paper(&self.card(document, settings))
    }

    fn card(&self, document: Document, settings: &Settings) -> Scorecard<'r> {
        score(match_answers(self.suppressed(document, settings), &self.matchers))
    }

    fn suppressed(&self, document: Document, settings: &Settings) -> Bound<'r> {
        let mut bound = bind(document, &self.binder);
        settings.config.suppress(&mut bound);
        bound
    }

    fn bound(&self, bound: Bound<'r>) -> Report<'r> {
        self.report(score(match_answers(bound, &self.matchers)))
    }

    /// The stages from binding on.
    pub(super) fn document(&self, document: Document) -> Report<'r> {
        self.bound(bind(document, &self.binder))
    }

    /// What is shown of a document, with its text where that is wanted.
    fn report(&self, card: Scorecard<'r>) -> Report<'r> {
        let report = report(card);
        Report { source: report.source.filter(|_| self.texts), ..report }
    }
}

/// The stages up to binding.
pub(super) fn bound<'r>(input: &Input, binder: &Binder<'r>, settings: &Settings) -> Result<Bound<'r>, Problem> {
    read(input).map(|source| bind(settings.parse(source), binder))
}

/// The rubrics to use; `None` where one cannot be read, which is said.
pub(super) fn catalogue(rubrics: &[PathBuf], streams: &mut Streams) -> io::Result<Option<Catalogue>> {
    if rubrics.is_empty() {
        return Ok(Some(Catalogue::shipped()));
    }
    let (catalogue, problems) = Catalogue::with(rubrics);
    let failed = problems.iter().any(|problem| problem.severity == Severity::Error);
    streams.show(&placed(problems), Severity::Warning)?;
    Ok((!failed).then_some(catalogue))
}

/// That no rubric has the `noun` of this name, with the one among `known` that was probably meant.
pub(super) fn unknown(noun: &'static str, name: &str, known: impl Iterator<Item = String>) -> Problem {
    let (code, message, list) = match noun {
        "topic" => {
            ("unknown-topic", Message::new("topic-unknown").with("name", name), Message::new("report-shows-topics"))
        }
        _ => (
            "unknown-question",
            Message::new("question-unknown").with("name", name),
            Message::new("rubric-show-lists-all"),
        ),
    };
    let problem = Problem::error(code, "", message);
    let nearest = known.max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
    problem.help(match nearest {
        Some(nearest) => Message::new("nearest-name").with("nearest", nearest).with("list", list),
        None => Message::new("no-rubric-loaded"),
    })
}

/// Problems of files whose text is gone, with their lines: for these few, the files are read again.
pub(super) fn placed(problems: Vec<Problem>) -> Vec<Issue> {
    let mut last = None;
    let mut place = |problem: Problem| {
        if problem.span.is_some() && last.as_ref().is_none_or(|(path, _)| *path != problem.path) {
            last = Some((problem.path.clone(), read(&Input::File(Path::new(&problem.path).to_owned())).ok()));
        }
        let source = last.as_ref().filter(|(path, _)| *path == problem.path).and_then(|(_, source)| source.as_ref());
        Issue::new(problem, source)
    };
    problems.into_iter().map(&mut place).collect()
}

/// Says what stands in the way of a run.
pub(super) fn fail(problems: Vec<Problem>, streams: &mut Streams) -> io::Result<Outcome> {
    streams.show(&placed(problems), Severity::Error)?;
    Ok(Outcome::Failed)
}

/// Works on batches of items in parallel and hands the results to `take` in the order of the items. While one batch is
/// taken, the next is worked on; there are never more than three.
pub(super) fn in_order<T: Send, R: Send, X>(
    batches: impl Iterator<Item = Vec<T>> + Send,
    work: impl Fn(T) -> R + Sync,
    take: impl FnOnce(&mut dyn Iterator<Item = Vec<R>>) -> X,
) -> X {
    let mut batches = batches;
    let work_on = |batch: Vec<T>| -> Vec<R> {
        // The thread pool is not worth starting for one item.
        match batch.len() {
            0 | 1 => batch.into_iter().map(&work).collect(),
            _ => batch.into_par_iter().map(&work).collect(),
        }
    };
    // A single batch, where it is known to be one, needs no second thread either.
    if batches.size_hint().1 == Some(1) {
        return take(&mut batches.next().map(work_on).into_iter());
    }
    let (send, receive) = mpsc::sync_channel(1);
    thread::scope(|scope| {
        scope.spawn(|| {
            let send = send;
            for batch in batches {
                if send.send(work_on(batch)).is_err() {
                    return; // Nobody reads any more.
                }
            }
        });
        take(&mut receive.into_iter())
    })
}

/// The items in batches.
pub(super) fn batches<T: Clone + Send + Sync>(items: &[T]) -> impl Iterator<Item = Vec<T>> + Send {
    items.chunks(BATCH).map(<[T]>::to_vec)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        let doubled: Vec<usize> = in_order(batches(&items), |n| n * 2, |results| results.flatten().collect());
        assert!(doubled.iter().copied().eq((0..1000).map(|n| n * 2)));
    }

    #[test]
    fn work_stops_when_nobody_reads_any_more() {
        let endless = std::iter::repeat_with(|| vec![1, 2, 3]);
        let first = in_order(endless, |n| n, |results| results.next());
        assert_eq!(first, Some(vec![1, 2, 3]));
    }
}
