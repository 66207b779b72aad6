//! The same answers at earlier times.

use super::day::Day;
use super::paper::Paper;

/// What the state goes by that no commit and no run has.
pub const NOW: &str = "now";

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
    /// What it goes by: a commit's short hash, a run's number, [`NOW`].
    pub name: String,
    /// Its day, where one is known.
    pub day: Option<Day>,
    /// Its papers, as places in [`Past::papers`].
    pub papers: Vec<usize>,
}

impl Past {
    /// Adds a moment with papers of its own.
    pub fn add(&mut self, name: &str, day: Option<Day>, papers: impl IntoIterator<Item = Paper>) {
        let first = self.papers.len();
        self.papers.extend(papers);
        let papers = (first..self.papers.len()).collect();
        self.moments.push(Moment { name: name.to_owned(), day, papers });
    }

    /// Adds what is there now, unless that is the last moment still.
    pub fn end_with(&mut self, day: Option<Day>, papers: &[Paper]) {
        let mut now: Vec<&Paper> = papers.iter().collect();
        now.sort_by(|a, b| a.path.cmp(&b.path));
        let last = self.moments.last().map(|last| last.papers.iter().filter_map(|&place| self.papers.get(place)));
        let is_last = last.is_some_and(|last| {
            let mut last: Vec<&Paper> = last.collect();
            last.sort_by(|a, b| a.path.cmp(&b.path));
            last == now
        });
        if is_last {
            return;
        }
        self.of += 1;
        self.add(NOW, day, papers.iter().cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{paper, retry};
    use super::*;

    #[test]
    fn now_is_a_moment_where_something_changed() {
        let (one, two) = (paper("a.md", vec![retry()]), paper("b.md", Vec::new()));
        let mut past = Past::default();
        past.add("1", None, [two.clone(), one.clone()]);
        past.end_with(None, &[one.clone(), two]);
        assert_eq!(past.moments.len(), 1, "the order of files is no change");
        past.end_with(Some(Day(1)), &[one]);
        assert_eq!((past.moments.len(), past.moments[1].name.as_str(), &past.moments[1].papers), (2, NOW, &vec![2]));
    }
}
