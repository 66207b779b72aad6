//! What many answers say together: which topics are mastered, which are weak, whether it gets better, and what to practise
//! next.
//!
//! A [`Paper`] is what is kept of a graded document. [`profile()`] measures papers against the questions of a catalogue;
//! with a [`Past`] it also has the [`trend`](trend()) and, by the spacing of reviews, the [`schedule`](schedule()).
//!
//! "Mastery" is the word of cognitive diagnosis for what a learner is held to know of a skill: J. de la Torre, "DINA model
//! and parameter estimation", Journal of Educational and Behavioral Statistics 34 (2009), 115–130. Nothing is estimated
//! here but how far a mean can be trusted: see [`wilson`](crate::agreement::wilson).

mod day;
mod items;
mod paper;
mod past;
mod person;
mod points;
mod practise;
mod profile;
mod schedule;
mod shelf;
mod tally;
mod topics;
mod trend;
mod view;

#[cfg(test)]
pub(crate) mod fixture;

pub use day::Day;
pub use paper::{Attempt, Paper, PointResult, paper};
pub use past::{Moment, NOW, Past};
pub use person::person;
pub use practise::weakest;
pub use profile::{Sitting, profile};
pub use schedule::{EASY, GOOD, HARD, LEECH, RETENTION, due, schedule};
pub use trend::trend;
pub use view::{
    Card, Group, Leech, Measure, Misheld, Place, PointStanding, Practise, Profile, QuestionStanding, Reason, Schedule,
    Topic, Trend, TrendPoint, Weakness,
};
