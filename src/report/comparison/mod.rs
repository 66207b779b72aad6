//! Two states of the same answers: which points were gained and lost, question by question.

mod json;
mod text;

pub use json::json as comparison_json;
pub use text::text as comparison_text;

use super::view::{KeyPointReport, QuestionReport, Report};
use crate::matching::Verdict;
use std::collections::BTreeMap;

/// A question before and after.
#[derive(Debug)]
pub struct QuestionChange {
    /// The full id of the rubric's question, `rubric/question`.
    pub rubric: Option<String>,
    /// Its title as written; after the change, where it is still there.
    pub title: String,
    /// How it stood before; `None` where it is new.
    pub before: Option<Standing>,
    /// How it stands after; `None` where it is gone.
    pub after: Option<Standing>,
    /// Key points that more is credited for than before.
    pub gained: Vec<PointChange>,
    /// Key points that less is credited for.
    pub lost: Vec<PointChange>,
}

/// Where a question stands, and how its answer does.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The file.
    pub path: String,
    /// The line it begins at, from 1.
    pub line: usize,
    /// In hundredths of a percent; `None` where it has no score.
    pub coverage: Option<u32>,
}

/// A key point before and after; `None` where the question was not there.
#[derive(Clone, Debug)]
pub struct PointChange {
    /// Its id.
    pub id: String,
    /// The statement.
    pub point: String,
    /// The verdict before.
    pub before: Option<Verdict>,
    /// The verdict after.
    pub after: Option<Verdict>,
}

impl QuestionChange {
    /// Whether nothing that counts is different.
    #[must_use]
    pub fn is_same(&self) -> bool {
        let coverage = |standing: &Option<Standing>| standing.as_ref().map(|standing| standing.coverage);
        self.gained.is_empty() && self.lost.is_empty() && coverage(&self.before) == coverage(&self.after)
    }
}

/// Compares documents before and after, pair by pair; one side is `None` where a file is new or gone. Questions are
/// matched within a pair first, by the rubric's question or else the title, then wherever they moved to.
#[must_use]
pub fn compare(pairs: &[(Option<Report<'_>>, Option<Report<'_>>)]) -> Vec<QuestionChange> {
    let mut left: BTreeMap<Key, Asked<'_, '_>> = BTreeMap::new();
    let mut right = Vec::new();
    for (pair, (before, after)) in pairs.iter().enumerate() {
        left.extend(before.iter().flat_map(|report| asked(pair, report)));
        right.extend(after.iter().flat_map(|report| asked(pair, report)));
    }
    let mut matched: Vec<(Key, Option<Asked<'_, '_>>, Asked<'_, '_>)> = Vec::new();
    for (key, after) in right {
        let before = left.remove(&key);
        matched.push((key, before, after));
    }
    for (key, before, _) in matched.iter_mut().filter(|(_, before, _)| before.is_none()) {
        let elsewhere = left.keys().find(|other| other.name == key.name).cloned();
        *before = elsewhere.and_then(|other| left.remove(&other));
    }
    let mut changes: Vec<QuestionChange> =
        matched.into_iter().map(|(_, before, after)| change(before, Some(after))).collect();
    changes.extend(left.into_values().map(|before| change(Some(before), None)));
    changes
}

/// A question of a pair of documents: `time` tells those apart that a document asks more than once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    pair: usize,
    name: String,
    time: usize,
}

type Asked<'q, 'r> = (&'q str, &'q QuestionReport<'r>);

fn asked<'q, 'r>(pair: usize, report: &'q Report<'r>) -> Vec<(Key, Asked<'q, 'r>)> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let questions = report.questions.iter().map(|question| {
        let name = question.rubric.as_deref().unwrap_or(question.title.trim());
        let time = times.entry(name).and_modify(|time| *time += 1).or_insert(1);
        (Key { pair, name: name.to_owned(), time: *time }, (report.path.as_str(), question))
    });
    questions.collect()
}

fn change(before: Option<Asked<'_, '_>>, after: Option<Asked<'_, '_>>) -> QuestionChange {
    let question =
        |asked: Option<Asked<'_, '_>>| asked.map(|(_, question)| (question.rubric.clone(), question.title.clone()));
    let (rubric, title) = question(after).or_else(|| question(before)).unwrap_or_default();
    let standing = |(path, question): Asked<'_, '_>| Standing {
        path: path.to_owned(),
        line: question.line,
        coverage: question.score.as_ref().map(|score| score.coverage),
    };
    let points = |asked: Option<Asked<'_, '_>>| -> Vec<KeyPointReport> {
        asked.map(|(_, question)| question.keypoints.clone()).unwrap_or_default()
    };
    let (old, new) = (points(before), points(after));
    let of = |points: &[KeyPointReport], id: &str| points.iter().find(|point| point.id == id).cloned();
    let all = new.iter().chain(old.iter().filter(|point| of(&new, &point.id).is_none()));
    let (mut gained, mut lost) = (Vec::new(), Vec::new());
    for point in all.filter(|point| !point.ignored) {
        let (was, is) = (of(&old, &point.id), of(&new, &point.id));
        let share = |point: &Option<KeyPointReport>| point.as_ref().map_or(0, |point| point.share);
        let changed = match share(&is).cmp(&share(&was)) {
            std::cmp::Ordering::Greater => &mut gained,
            std::cmp::Ordering::Less => &mut lost,
            std::cmp::Ordering::Equal => continue,
        };
        let verdict = |point: Option<KeyPointReport>| point.map(|point| point.verdict);
        let (id, statement) = (point.id.clone(), point.point.clone());
        changed.push(PointChange { id, point: statement, before: verdict(was), after: verdict(is) });
    }
    QuestionChange { rubric, title, before: before.map(standing), after: after.map(standing), gained, lost }
}
