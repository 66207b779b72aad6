//! Papers measured against the questions of a catalogue.

use super::items;
use super::paper::{Attempt, Paper};
use super::points::{contradicted, misheld, missed, standings};
use super::practise::practise;
use super::shelf::Shelf;
use super::tally::Tally;
use super::topics::{leaves, topics, weakest_first};
use super::view::{Group, Place, Profile, QuestionStanding};
use crate::agreement::ItemFigures;
use crate::catalogue::{Catalogue, RubricRef};
use crate::matching::Verdict;
use crate::rubric::Question;
use crate::score::{Hundredths, Status};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// A paper, and whose it is.
#[derive(Clone, Debug)]
pub struct Sitting<'p> {
    /// Who wrote it.
    pub person: String,
    /// The paper.
    pub paper: &'p Paper,
}

/// A question of the rubrics with all that was answered to it.
pub(super) struct Asked<'r, 'p> {
    pub(super) rubric: RubricRef<'r>,
    pub(super) answers: Vec<Answer<'p>>,
}

/// An answer, or the place where one was left out.
#[derive(Clone, Copy)]
pub(super) struct Answer<'p> {
    pub(super) person: &'p str,
    pub(super) path: &'p str,
    pub(super) attempt: &'p Attempt,
}

impl<'p> Asked<'_, 'p> {
    /// The answers that were written.
    pub(super) fn written(&self) -> impl Iterator<Item = &Answer<'p>> {
        self.answers.iter().filter(|answer| answer.attempt.status == Status::Answered)
    }

    pub(super) fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.answers.iter().for_each(|answer| tally.add(answer.attempt));
        tally
    }
}

impl From<&Answer<'_>> for Place {
    fn from(answer: &Answer<'_>) -> Self {
        Self {
            path: answer.path.to_owned(),
            line: answer.attempt.line,
            person: answer.person.to_owned(),
            status: answer.attempt.status,
            coverage: answer.attempt.coverage.map(Hundredths),
        }
    }
}

/// Measures papers against the questions of a catalogue.
#[must_use]
pub fn profile(sittings: &[Sitting<'_>], catalogue: &Catalogue) -> Profile {
    let shelf = Shelf::new(catalogue);
    let asked = asked(sittings, &shelf);
    let mut whole = Tally::default();
    for question in &asked {
        whole.join(question.tally());
    }
    let topics = topics(&asked, &shelf);
    let weakest = weakest_first(&topics, &leaves(&asked));
    let attempts = || sittings.iter().flat_map(|sitting| &sitting.paper.attempts);
    let mut questions = questions(&asked, &weakest, &shelf);
    items::over_people(&mut questions, &asked);
    let mut profile = Profile {
        documents: sittings.len(),
        unmatched: attempts().filter(|attempt| attempt.status == Status::Unmatched).count(),
        whole: whole.measure(),
        levels: groups(&asked, |asked, _| level_of(asked.rubric.question)),
        files: groups(&asked, |_, answer| answer.path.to_owned()),
        people: groups(&asked, |_, answer| answer.person.to_owned()),
        missed: missed(&asked),
        contradicted: contradicted(&asked),
        misconceptions: misheld(&asked),
        practise: Vec::new(),
        questions,
        topics,
        weakest,
        trend: None,
        schedule: None,
    };
    profile.levels.sort_by_key(|level| LEVELS.iter().position(|known| *known == level.name).unwrap_or(LEVELS.len()));
    profile.practise = practise(&profile);
    profile
}

/// Whom a question is asked of.
pub(super) fn level_of(question: &Question) -> String {
    question.level.clone().unwrap_or_else(|| "-".to_owned())
}

/// The levels in their order; others follow by name.
const LEVELS: [&str; 3] = ["junior", "middle", "senior"];

/// The questions that papers ask, in the order of the catalogue.
fn asked<'r, 'p>(sittings: &'p [Sitting<'_>], shelf: &Shelf<'r>) -> Vec<Asked<'r, 'p>> {
    let mut asked: BTreeMap<usize, Asked<'r, 'p>> = BTreeMap::new();
    for sitting in sittings {
        for attempt in &sitting.paper.attempts {
            let rubric = attempt.question.as_ref().filter(|_| attempt.coverage.is_some()).and_then(|id| shelf.find(id));
            let Some(rubric) = rubric else { continue };
            let answer = Answer { person: &sitting.person, path: &sitting.paper.path, attempt };
            let question = asked.entry(rubric.place).or_insert_with(|| Asked { rubric, answers: Vec::new() });
            question.answers.push(answer);
        }
    }
    asked.into_values().collect()
}

/// The questions that were asked, and those of the same topics that were not.
fn questions(asked: &[Asked<'_, '_>], topics: &[String], shelf: &Shelf<'_>) -> Vec<QuestionStanding> {
    let known: FxHashSet<&str> = topics.iter().map(String::as_str).collect();
    let mut asked = asked.iter().peekable();
    let in_use = |rubric: &RubricRef<'_>| rubric.question.topics.iter().any(|topic| known.contains(topic.as_str()));
    let standing = |rubric: RubricRef<'_>| {
        let answers = asked.next_if(|asked| asked.rubric.place == rubric.place);
        (answers.is_some() || in_use(&rubric)).then(|| standing(rubric, answers))
    };
    shelf.all().filter_map(standing).collect()
}

fn standing(rubric: RubricRef<'_>, asked: Option<&Asked<'_, '_>>) -> QuestionStanding {
    QuestionStanding {
        id: rubric.id(),
        title: rubric.question.title.clone(),
        level: rubric.question.level.clone(),
        topics: rubric.question.topics.clone(),
        measure: asked.map(Asked::tally).unwrap_or_default().measure(),
        places: asked.map(|asked| asked.answers.iter().map(Place::from).collect()).unwrap_or_default(),
        points: asked.map(standings).unwrap_or_default(),
        figures: ItemFigures::default(),
    }
}

/// What is added up of a group.
#[derive(Default)]
struct Sum<'r> {
    whole: Tally,
    topics: BTreeMap<&'r str, Tally>,
    missed: usize,
    misconceptions: usize,
}

/// The answers by what they have in common, by its name.
fn groups<'r>(asked: &[Asked<'r, '_>], key: impl Fn(&Asked<'r, '_>, &Answer<'_>) -> String) -> Vec<Group> {
    let mut sums: BTreeMap<String, Sum<'r>> = BTreeMap::new();
    for question in asked {
        let core: FxHashSet<String> = super::shelf::points(question.rubric.question)
            .into_iter()
            .filter(|point| point.core)
            .map(|point| point.id)
            .collect();
        for answer in &question.answers {
            let sum = sums.entry(key(question, answer)).or_default();
            sum.whole.add(answer.attempt);
            for topic in &question.rubric.question.topics {
                sum.topics.entry(topic).or_default().add(answer.attempt);
            }
            if answer.attempt.status == Status::Answered {
                let missed =
                    answer.attempt.points.iter().filter(|point| is_missed(point.verdict) && core.contains(&point.id));
                sum.missed += missed.count();
                sum.misconceptions += answer.attempt.misconceptions.len();
            }
        }
    }
    let group = |(name, sum): (String, Sum<'_>)| {
        let high = |tally: &Tally| tally.measure().high;
        let weakest = sum.topics.iter().min_by_key(|(topic, tally)| (high(tally), *topic));
        Group {
            name,
            measure: sum.whole.measure(),
            missed: sum.missed,
            misconceptions: sum.misconceptions,
            weakest: weakest.map(|(topic, _)| (*topic).to_owned()),
            trend: Vec::new(),
        }
    };
    sums.into_iter().map(group).collect()
}

/// Whether an answer of this verdict says nothing of a key point.
pub(super) fn is_missed(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Missing | Verdict::Contradicted)
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::mastery::{Reason, weakest};

    /// Two people: one knows what a pool is for, the other denies it and leaves a question empty.
    fn papers() -> Vec<Paper> {
        let known = fixture::pool("a", Verdict::Covered);
        let denied = fixture::pool("b", Verdict::Contradicted);
        vec![
            fixture::paper("han/1.md", vec![known]),
            fixture::paper("li/1.md", vec![denied, fixture::retry(), fixture::unmatched()]),
        ]
    }

    #[test]
    fn a_profile_has_topics_as_a_tree() {
        let (papers, catalogue) = (papers(), fixture::catalogue());
        let found = profile(&fixture::sittings(&papers), &catalogue);
        let topics = found.topics.iter().map(|topic| {
            let Hundredths(coverage) = topic.measure.coverage.unwrap_or_default();
            format!(
                "{} {} {coverage} of {}, {} of {} never",
                topic.depth, topic.path, topic.measure.asked, topic.never, topic.questions
            )
        });
        let topics: Vec<String> = topics.collect();
        assert_eq!(
            topics,
            [
                "0 net 2500 of 3, 2 of 3 never",
                "1 net/client 2500 of 3, 2 of 3 never",
                "2 net/client/retry 0 of 1, 1 of 1 never",
                "1 net/load 0 of 1, 1 of 1 never",
            ]
        );
        // Two of three questions say more than one, however bad.
        assert_eq!(found.weakest, ["net/client", "net/client/retry", "net/load"]);
        assert_eq!((found.documents, found.unmatched, found.whole.asked, found.whole.answered), (2, 1, 3, 2));
    }

    #[test]
    fn a_profile_has_groups() {
        let (papers, catalogue) = (papers(), fixture::catalogue());
        let found = profile(&fixture::sittings(&papers), &catalogue);
        let shown = |groups: &[Group]| -> Vec<(String, usize, u32, usize, usize)> {
            let group = |group: &Group| {
                let Hundredths(coverage) = group.measure.coverage.unwrap_or_default();
                (group.name.clone(), group.measure.asked, coverage, group.missed, group.misconceptions)
            };
            groups.iter().map(group).collect()
        };
        assert_eq!(shown(&found.people), [("han".to_owned(), 1, 7500, 1, 0), ("li".to_owned(), 2, 0, 2, 1)]);
        assert_eq!(shown(&found.levels), [("junior".to_owned(), 1, 0, 0, 0), ("senior".to_owned(), 2, 3750, 3, 1)]);
        assert_eq!(found.files.len(), 2);
        assert_eq!(found.people[0].weakest.as_deref(), Some("net/client"));
    }

    #[test]
    fn points_are_ranked_by_what_is_sure() {
        let (papers, catalogue) = (papers(), fixture::catalogue());
        let found = profile(&fixture::sittings(&papers), &catalogue);
        let shown: Vec<(&str, usize, usize, u32)> =
            found.missed.iter().map(|weak| (weak.id.as_str(), weak.times, weak.of, weak.low.0)).collect();
        // Empty answers miss everything and say nothing of it; bonus points are no gaps. Of 2 in 2: 1 / (1 + z² / 2).
        assert_eq!(shown, [("limit", 2, 2, 3424), ("reuse", 1, 2, 945)]);
        let denied = &found.contradicted[0].places;
        assert_eq!((denied.len(), denied[0].path.as_str(), denied[0].line), (1, "li/1.md", 3));
        let held = &found.misconceptions[0];
        assert_eq!((held.correction.as_str(), held.times, held.of), ("不是越多越快", 1, 2));
    }

    #[test]
    fn what_comes_next_is_what_is_surely_weak_then_what_was_never_asked() {
        let (papers, catalogue) = (papers(), fixture::catalogue());
        let found = profile(&fixture::sittings(&papers), &catalogue);
        let next: Vec<(&str, Reason)> =
            found.practise.iter().map(|next| (next.question.as_str(), next.reason)).collect();
        assert_eq!(
            next,
            [("net/retry", Reason::LeftEmpty), ("net/pool", Reason::Weak), ("net/timeout", Reason::NeverAsked),]
        );
        assert_eq!(found.practise[1].hints, ["连接用完之后呢？", "最多几个？"]);
        assert_eq!(weakest(&found, 2), ["net/retry", "net/pool"]);
    }

    #[test]
    fn items_are_measured_over_people() {
        let (papers, catalogue) = (papers(), fixture::catalogue());
        let found = profile(&fixture::sittings(&papers), &catalogue);
        let pool = &found.questions[0];
        // One of the two was asked nothing else, so that there is no rest to hold the other's score against.
        assert_eq!(pool.figures, ItemFigures { difficulty: Some(0.375), discrimination: None });
        assert_eq!(pool.points[0].figures.difficulty, Some(0.5));
        assert_eq!(pool.points[2].figures, ItemFigures { difficulty: Some(0.0), discrimination: None });
        let alone = profile(&fixture::sittings(&papers[..1]), &catalogue);
        assert_eq!(alone.questions[0].points[0].figures, ItemFigures::default());
    }

    #[test]
    fn nothing_is_no_coverage() {
        let found = profile(&[], &fixture::catalogue());
        assert_eq!((found.whole.coverage, found.topics.len(), found.practise.len()), (None, 0, 0));
    }
}
