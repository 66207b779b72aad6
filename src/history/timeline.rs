//! Which version of which file stood there when.

use crate::git::{Log, Side, Stamp};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The states of some files, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Every version of a file that stands in any of the states, once.
    pub versions: Vec<Side>,
    /// The states.
    pub states: Vec<State>,
    /// How many there were; more where only some were taken.
    pub of: usize,
}

/// The files after a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The commit.
    pub stamp: Stamp,
    /// The files, by path, as places in [`Timeline::versions`].
    pub files: Vec<usize>,
}

/// The states that a log went through, of the files that are `wanted`: no more than `most` (but the last in any case),
/// evenly spread, with the first and the last among them. Commits that changed none of the files are no states of their own.
#[must_use]
pub fn timeline(log: Log, most: usize, wanted: &dyn Fn(&Path) -> bool) -> Timeline {
    let mut files: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut steps = log.steps;
    for step in &mut steps {
        step.changed.retain(|moved| moved.from.iter().chain(&moved.to).any(|side| wanted(&side.path)));
    }
    steps.retain(|step| !step.changed.is_empty());
    let base = log.base.map(|(stamp, sides)| {
        let sides: Vec<Side> = sides.into_iter().filter(|side| wanted(&side.path)).collect();
        (stamp, sides)
    });
    let base = base.filter(|(_, sides)| !sides.is_empty());
    let of = steps.len() + usize::from(base.is_some());
    let taken = |at: usize| is_taken(at, of, most.max(1));
    let mut timeline = Timeline { of, ..Timeline::default() };
    let mut places: FxHashMap<Side, usize> = FxHashMap::default();
    let mut at = 0;
    let mut state = |stamp: Stamp, files: &BTreeMap<PathBuf, String>| {
        if taken(at) {
            let versions = files.iter().map(|(path, blob)| {
                let side = Side { path: path.clone(), blob: blob.clone() };
                *places.entry(side).or_insert_with_key(|side| {
                    timeline.versions.push(side.clone());
                    timeline.versions.len() - 1
                })
            });
            let files = versions.collect();
            timeline.states.push(State { stamp, files });
        }
        at += 1;
    };
    if let Some((stamp, sides)) = base {
        files.extend(sides.into_iter().map(|side| (side.path, side.blob)));
        state(stamp, &files);
    }
    for step in steps {
        for moved in step.changed {
            if let Some(from) = moved.from {
                files.remove(&from.path);
            }
            if let Some(to) = moved.to.filter(|to| wanted(&to.path)) {
                files.insert(to.path, to.blob);
            }
        }
        state(step.stamp, &files);
    }
    timeline
}

/// Whether the state at this place, of so many, is among those taken.
fn is_taken(at: usize, of: usize, most: usize) -> bool {
    // The last place of each of `most` even stretches, and the first of all.
    of <= most || at == 0 && most > 1 || at + 1 == of || (at + 1) * (most - 1) / of > at * (most - 1) / of
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::{Moved, Step};

    fn side(path: &str, blob: &str) -> Side {
        Side { path: path.into(), blob: blob.to_owned() }
    }

    fn step(name: &str, changed: Vec<(Option<Side>, Option<Side>)>) -> Step {
        let stamp = Stamp { name: name.to_owned(), day: "2026-01-01".to_owned() };
        Step { stamp, changed: changed.into_iter().map(|(from, to)| Moved { from, to }).collect() }
    }

    fn shown(timeline: &Timeline) -> Vec<String> {
        let shown = |state: &State| {
            let files = state.files.iter().map(|&file| {
                let side = &timeline.versions[file];
                format!(" {}={}", side.path.display(), side.blob)
            });
            state.stamp.name.clone() + &files.collect::<String>()
        };
        timeline.states.iter().map(shown).collect()
    }

    #[test]
    fn states_follow_from_changes() {
        let base = vec![side("a.md", "1"), side("x.txt", "9")];
        let steps = vec![
            step("b", vec![(None, Some(side("b.md", "2")))]),
            step("c", vec![(Some(side("x.txt", "9")), Some(side("x.txt", "8")))]),
            step("d", vec![(Some(side("a.md", "1")), None), (None, Some(side("c.md", "1")))]),
            step("e", vec![(None, Some(side("a.md", "1")))]),
        ];
        let stamp = Stamp { name: "a".to_owned(), day: String::new() };
        let log = Log { base: Some((stamp, base)), steps };
        let found = timeline(log, 100, &|path| path.extension().is_some_and(|extension| extension == "md"));
        assert_eq!(shown(&found), ["a a.md=1", "b a.md=1 b.md=2", "d b.md=2 c.md=1", "e a.md=1 b.md=2 c.md=1"]);
        assert_eq!((found.versions.len(), found.of), (3, 4));
    }

    #[test]
    fn of_many_states_some_are_taken_and_always_the_ends() {
        let steps =
            || (0..1000).map(|n| step(&n.to_string(), vec![(None, Some(side("a.md", &n.to_string())))])).collect();
        let take = |most| timeline(Log { base: None, steps: steps() }, most, &|_| true);
        for most in [2, 3, 7, 100, 999] {
            let found = take(most);
            assert_eq!((found.states.len(), found.of), (most, 1000));
            assert_eq!((found.states[0].stamp.name.as_str(), found.states[most - 1].stamp.name.as_str()), ("0", "999"));
            assert_eq!(found.versions.len(), most, "what no state has is not graded");
        }
        assert_eq!(shown(&take(1)), ["999 a.md=999"]);
        assert_eq!(take(1000).states.len(), 1000);
    }
}
