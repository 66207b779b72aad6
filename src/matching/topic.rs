//! Whether an answer keeps to its question: it names what the question is about and makes its points, and does not do so
//! more for a question of another subject.

use rustc_hash::FxHashSet;

use super::evidence::{Finding, Verdict};
use super::search::Leniency;
use super::verdict::Scanned;
use crate::rubric::Tier;

/// From so many sentences and so many words (in half words) on it can be told what an answer speaks of.
const SPEAKING: (usize, usize) = (2, 60);

/// A point that is made counts for so many sentences: who tells a story names its subject seldom.
const POINT: usize = 3;

/// An answer of which fewer than so many of so many sentences keep to its question may be one to another question; so is
/// every answer that was ever found to be one.
const DOUBTED: (usize, usize) = (5, 2);

/// An answer that answers another question earns so many hundredths there; one that earns less speaks of many things.
const ANSWERED: u64 = 33;

/// An answer keeps to another question more if it does by so many to so many.
const MORE: (usize, usize) = (5, 4);

/// How far an answer keeps to a question.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keeping {
    /// Whether the answer holds what the question is about.
    holds: bool,
    /// How many sentences have words of that, or stand under what has, and [`POINT`] for each point made.
    pub kept: usize,
    /// How many sentences there are.
    sentences: usize,
    /// Whether it makes every core point, if only in part.
    complete: bool,
    /// What the core points that it makes earn, in hundredths of what they all would.
    earned: u64,
}

impl Keeping {
    /// Whether so little keeps to the question that others are worth a look. Who names the subject and makes all points has
    /// answered, be they few.
    pub(crate) fn is_in_doubt(self) -> bool {
        let is_answer = self.holds && self.complete;
        !is_answer && self.kept * DOUBTED.1 < self.sentences * DOUBTED.0
    }

    /// Whether the answer answers another question, and keeps to it more than to this one.
    pub(crate) fn is_outdone_by(self, other: Self) -> bool {
        let (more, than) = if self.holds { MORE } else { (1, 1) };
        other.holds && other.earned >= ANSWERED && other.kept * than > self.kept * more
    }
}

impl Scanned<'_> {
    /// How far the answer keeps to the question, of which it makes so many points; `None` where it is too short to tell, and
    /// where the rubric does not say what the question is about.
    pub(crate) fn keeping(&self, findings: &[Finding]) -> Option<Keeping> {
        let sentences = self.answer.sentences.len();
        let speaks = sentences >= SPEAKING.0 && self.answer.density().all >= SPEAKING.1;
        let about = self.program.about.filter(|_| speaks)?;
        // A derived point earns a share of what it is like, made or not.
        let is_made = |finding: &&Finding| matches!(finding.verdict, Verdict::Covered | Verdict::Partial);
        let made = findings.iter().filter(is_made).count();
        let core = || findings.iter().filter(|finding| finding.tier == Tier::Core);
        let complete = core().all(|finding| is_made(&finding));
        let earned: u64 = core().map(|finding| u64::from(finding.share) * u64::from(finding.weight)).sum();
        let earned = earned / core().map(|finding| u64::from(finding.weight)).sum::<u64>().max(1);
        let (holds, named) = self.naming(about);
        Some(Keeping { holds, kept: named + made * POINT, sentences, complete, earned })
    }

    /// Whether the pattern of what the question is about holds in the answer, and how many sentences have words of it, or
    /// stand under what has, be it denied.
    fn naming(&self, about: usize) -> (bool, usize) {
        let anything = Leniency { denied: true, mentioned: true, asked: true, own_words: true };
        let Some(alive) = self.live.tree(about) else { return (false, 0) };
        let holds = self.find_live(alive, anything).is_some_and(|found| found.share == 100);
        let named: FxHashSet<usize> = self.occurrences(alive.atoms()).filter_map(|hit| hit.sentence).collect();
        let keeps =
            |at: &usize| named.contains(at) || self.answer.context(*at).flatten().any(|above| named.contains(&above));
        (holds, (0..self.answer.sentences.len()).filter(keeps).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn keeping(holds: bool, kept: usize, sentences: usize) -> Keeping {
        Keeping { holds, kept, sentences, complete: false, earned: ANSWERED }
    }

    #[test]
    fn another_question_must_be_kept_to_more() {
        let this = keeping(true, 8, 9);
        assert!(this.is_outdone_by(keeping(true, 11, 9)) && !this.is_outdone_by(keeping(true, 10, 9)), "by a quarter");
        assert!(!this.is_outdone_by(keeping(false, 30, 9)), "what it is about must be there");
        let slight = Keeping { earned: ANSWERED - 1, ..keeping(true, 30, 9) };
        assert!(!this.is_outdone_by(slight), "and enough of its points");
        let stranger = keeping(false, 8, 9);
        assert!(stranger.is_outdone_by(keeping(true, 9, 9)) && !stranger.is_outdone_by(keeping(true, 8, 9)), "at all");
    }

    #[test]
    fn who_makes_many_points_is_in_no_doubt() {
        assert!(keeping(true, 12, 5).is_in_doubt() && !keeping(true, 13, 5).is_in_doubt());
        let complete = |holds| Keeping { complete: true, ..keeping(holds, 6, 5) };
        assert!(!complete(true).is_in_doubt() && complete(false).is_in_doubt(), "nor who makes all of them");
    }
}
