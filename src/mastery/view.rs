//! The view of many answers that every format reads: owned, ordered, and in JSON as it stands.

use super::day::Day;
use crate::agreement::ItemFigures;
use crate::score::{Hundredths, Status};
use serde::Serialize;

/// What somebody, or a group, knows and lacks, as far as their answers tell.
#[derive(Clone, Debug, Serialize)]
pub struct Profile {
    /// Documents with places for answers.
    pub documents: usize,
    /// Questions that no rubric fits.
    pub unmatched: usize,
    /// All answers together.
    pub whole: Measure,
    /// The topics in use as a tree, each before those under it, by name.
    pub topics: Vec<Topic>,
    /// The topics that have questions of their own, the surest weakness first.
    pub weakest: Vec<String>,
    /// By level: junior, middle and senior first, then others by name.
    pub levels: Vec<Group>,
    /// By file, by path.
    pub files: Vec<Group>,
    /// By person, by name.
    pub people: Vec<Group>,
    /// The questions asked, and those of the same topics that were not, in the order of the rubrics.
    pub questions: Vec<QuestionStanding>,
    /// The key points missed most, the surest first.
    pub missed: Vec<Weakness>,
    /// The key points that answers deny, the most often denied first.
    pub contradicted: Vec<Weakness>,
    /// The wrong claims that answers make, the most frequent first.
    pub misconceptions: Vec<Misheld>,
    /// What to practise next, the most needed first.
    pub practise: Vec<Practise>,
    /// How it went, where the past is known.
    pub trend: Option<Trend>,
    /// When questions are due, where the past is known and a day is given to look at it from.
    pub schedule: Option<Schedule>,
}

/// The figures of some answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Questions with a score: answered or left empty.
    pub asked: usize,
    /// Of these, the answered ones.
    pub answered: usize,
    /// The mean coverage, empty answers with their 0 among them, in hundredths of a percent.
    pub coverage: Option<Hundredths>,
    /// The lower end of its 95 % interval (Wilson).
    pub low: Option<Hundredths>,
    /// The upper end.
    pub high: Option<Hundredths>,
}

/// A topic and those under it.
#[derive(Clone, Debug, Serialize)]
pub struct Topic {
    /// Its path, such as `go/runtime`.
    pub path: String,
    /// How many topics it stands under.
    pub depth: usize,
    /// Its answers and those of the topics under it.
    #[serde(flatten)]
    pub measure: Measure,
    /// How many questions the rubrics have under it.
    pub questions: usize,
    /// How many of those were never tried: no document asks them, or all left them empty.
    pub never: usize,
    /// Its coverage at each moment of the trend; `None` where it was not asked then.
    pub trend: Vec<Option<Hundredths>>,
}

/// Answers that have something in common.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// What they have in common: a level, a path, a person's name.
    pub name: String,
    /// Their figures.
    #[serde(flatten)]
    pub measure: Measure,
    /// Key points missed in answers that were written.
    pub missed: usize,
    /// Wrong claims made.
    pub misconceptions: usize,
    /// The topic with questions of its own in which they are surest to be weak.
    pub weakest: Option<String>,
    /// Their coverage at each moment of the trend; `None` where there were none then.
    pub trend: Vec<Option<Hundredths>>,
}

/// A question of the rubrics, and how its answers stand.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionStanding {
    /// Its full id, `rubric/question`.
    pub id: String,
    /// Its title in the rubric.
    pub title: String,
    /// Whom it is asked of.
    pub level: Option<String>,
    /// Its topics.
    pub topics: Vec<String>,
    /// Its figures; all 0 where no document asks it.
    #[serde(flatten)]
    pub measure: Measure,
    /// Where it was asked, in the order of the files.
    pub places: Vec<Place>,
    /// Its key points; none for a question that was never asked.
    pub points: Vec<PointStanding>,
    /// What it tells of those who answer it, where there are several people.
    #[serde(flatten)]
    pub figures: ItemFigures,
}

/// A place where a question was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file.
    pub path: String,
    /// The line of the question, from 1.
    pub line: usize,
    /// Whose answer it is.
    pub person: String,
    /// What became of it.
    pub status: Status,
    /// Its coverage, in hundredths of a percent.
    pub coverage: Option<Hundredths>,
}

/// A key point over the answers that were written to its question.
#[derive(Clone, Debug, Serialize)]
pub struct PointStanding {
    /// Its id.
    pub id: String,
    /// The statement.
    pub point: String,
    /// A nudge towards it.
    pub hint: Option<String>,
    /// Whether it counts towards coverage.
    pub core: bool,
    /// How much it counts.
    pub weight: u32,
    /// Answers written that were asked for it.
    pub answers: usize,
    /// Of these, the ones that do not say it at all, or deny it.
    pub missed: usize,
    /// Of these, the ones that deny it.
    pub contradicted: usize,
    /// The mean share credited, in hundredths of a percent.
    pub credited: Option<Hundredths>,
    /// What it tells of those who answer, where there are several people.
    #[serde(flatten)]
    pub figures: ItemFigures,
}

/// A key point that answers lack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Weakness {
    /// The question's full id.
    pub question: String,
    /// The question's title.
    pub title: String,
    /// The topics of the question.
    pub topics: Vec<String>,
    /// The key point's id.
    pub id: String,
    /// The statement.
    pub point: String,
    /// A nudge towards it.
    pub hint: Option<String>,
    /// How much it counts.
    pub weight: u32,
    /// Answers that lack it, or deny it.
    pub times: usize,
    /// Answers that were asked for it.
    pub of: usize,
    /// The lower end of the 95 % interval of that share (Wilson), by which it is ranked; in hundredths of a percent.
    pub low: Hundredths,
    /// Where.
    pub places: Vec<Place>,
}

/// A wrong claim that answers make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Misheld {
    /// The question's full id.
    pub question: String,
    /// The misconception's id.
    pub id: String,
    /// The wrong claim.
    pub claim: String,
    /// What is right.
    pub correction: String,
    /// Answers that make it.
    pub times: usize,
    /// Answers written to the question.
    pub of: usize,
    /// Where.
    pub places: Vec<Place>,
}

/// A question to practise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Practise {
    /// Its full id.
    pub question: String,
    /// Its title.
    pub title: String,
    /// Why.
    pub reason: Reason,
    /// The mean coverage of its answers so far.
    pub coverage: Option<Hundredths>,
    /// Its weakest topic.
    pub topic: Option<String>,
    /// Nudges towards the key points that its answers lack, the heaviest first.
    pub hints: Vec<String>,
}

/// Why a question should be practised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Its answers lack much.
    Weak,
    /// It was left empty wherever it was asked.
    LeftEmpty,
    /// It belongs to a weak topic and was never asked.
    NeverAsked,
}

/// How the measures went.
#[derive(Clone, Debug, Serialize)]
pub struct Trend {
    /// The moments looked at, the oldest first.
    pub moments: Vec<TrendPoint>,
    /// How many there were; more than were looked at where only some were.
    pub of: usize,
}

/// The measures at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrendPoint {
    /// What the moment goes by: a commit's short hash, a run's number, `now`.
    pub name: String,
    /// Its day, where one is known.
    pub day: Option<Day>,
    /// All answers of the moment.
    #[serde(flatten)]
    pub measure: Measure,
}

/// When questions are due.
#[derive(Clone, Debug, Serialize)]
pub struct Schedule {
    /// The day it is looked at from.
    pub today: Day,
    /// The questions answered before, the one most likely forgotten first.
    pub cards: Vec<Card>,
    /// Key points missed again and again.
    pub leeches: Vec<Leech>,
}

/// A question as a card that comes up for review.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    /// The question's full id.
    pub question: String,
    /// Its title.
    pub title: String,
    /// Whose card it is; empty where people are not told apart.
    pub person: String,
    /// How often it was answered anew.
    pub reviews: usize,
    /// The day of the last time.
    pub last: Day,
    /// The coverage of that answer.
    pub coverage: Hundredths,
    /// The day on which it is due.
    pub due: Day,
    /// The chance that it is remembered today, in hundredths of a percent.
    pub recall: Hundredths,
}

/// A key point that was missed each of the last times its question was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leech {
    /// The question's full id.
    pub question: String,
    /// Whose it is; empty where people are not told apart.
    pub person: String,
    /// The key point's id.
    pub id: String,
    /// The statement.
    pub point: String,
    /// A nudge towards it.
    pub hint: Option<String>,
    /// How many answers in a row missed it.
    pub times: usize,
}
