//! The same answers at earlier times.

use super::day::Day;
use super::paper::Paper;

/// Earlier states of the answers, the oldest first. A paper that stayed as it was is held once.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The papers of all moments.
    pub papers: Vec<Paper>,
    /// The moments, in order.
    pub moments: Vec<Moment>,
    /// How many there were to look at; more than were looked at where only some were.
    pub of: usize,
}

/// A state of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What it goes by: a commit's short hash, a run's number, `now`.
    pub name: String,
    /// Its day, where one is known.
    pub day: Option<Day>,
    /// Its papers, as places in [`Past::papers`].
    pub papers: Vec<usize>,
}
