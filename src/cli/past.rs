//! Where the past is known from: the commits of a repository, or a log of runs.

use super::commits::{Commits, commits};
use super::settings::Settings;
use super::survey::Survey;
use crate::catalogue::Catalogue;
use crate::history::{Cache, Run, recorded};
use crate::mastery::{self, Day, Paper};
use crate::messages::Message;
use crate::problem::{Problem, Severity};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// The past before it is graded.
pub(super) struct Past {
    from: From,
    /// What was graded before, with the rubrics of today.
    pub(super) cache: Cache,
}

/// Where the past is known from.
enum From {
    Commits(Commits),
    Runs(Vec<Run>),
}

/// The past that a survey asks for, with what is to be said of it; `None` where it asks for none, or there is none.
pub(super) fn past(
    survey: &Survey<'_>,
    paths: &[PathBuf],
    settings: &Settings,
    catalogue: &Catalogue,
) -> Result<(Option<Past>, Vec<Problem>), Problem> {
    let edition = settings.edition(catalogue);
    if let Some(path) = survey.past.recorded.as_deref().or(survey.record) {
        // The first run begins the log.
        let is_new = survey.record.is_some() && !path.exists();
        let (runs, problems) = if is_new { (Vec::new(), Vec::new()) } else { recorded(path)? };
        return Ok((Some(Past { from: From::Runs(runs), cache: Cache::open(None, edition) }), problems));
    }
    if survey.past.since.is_none() && !survey.due {
        return Ok((None, Vec::new()));
    }
    let (commits, problems) = match commits(survey.past, paths, settings) {
        Err(problem) if problem.code == "no-commits" => {
            let problem = Problem { severity: Severity::Warning, ..problem };
            return Ok((None, vec![problem.help(Message::new("no-past-help"))]));
        }
        Err(problem) if problem.code == "no-repository" && survey.past.since.is_none() => {
            return Err(problem.help(Message::new("no-repository-log-help")));
        }
        found => found?,
    };
    let cache = Cache::open(commits.folder(), edition);
    Ok((Some(Past { from: From::Commits(commits), cache }), problems))
}

impl Past {
    /// Grades the past up to now, and tells the day that now is. What is left out is among the problems.
    pub(super) fn finish(
        self,
        survey: &Survey<'_>,
        papers: &[Paper],
        settings: &Settings,
        catalogue: &Catalogue,
        problems: &mut Vec<Problem>,
    ) -> (mastery::Past, Day) {
        let today = Day::of_time(now(survey.past.now));
        let mut past = match self.from {
            From::Runs(runs) => of_runs(runs, survey.past.states),
            From::Commits(commits) => commits.grade(self.cache, settings, catalogue, problems),
        };
        // A result has a day only where somebody asked for one: tomorrow it is the same.
        past.end_with((survey.due || survey.record.is_some()).then_some(today), papers);
        (past, today)
    }
}

/// The time that counts as now, in seconds since 1970: what was said, or `SOURCE_DATE_EPOCH`, or the clock.
///
/// <https://reproducible-builds.org/docs/source-date-epoch/>
pub(super) fn now(said: Option<i64>) -> i64 {
    let set = || std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok();
    let clock =
        || SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|time| i64::try_from(time.as_secs()).ok());
    said.or_else(set).or_else(clock).unwrap_or_default()
}

/// The latest of the runs, each a moment.
fn of_runs(runs: Vec<Run>, most: usize) -> mastery::Past {
    let of = runs.len();
    let mut past = mastery::Past { of, ..mastery::Past::default() };
    for (at, run) in runs.into_iter().enumerate().skip(of.saturating_sub(most)) {
        past.add(&format!("run {}", at + 1), Some(Day::of_time(run.time)), run.papers);
    }
    past
}
