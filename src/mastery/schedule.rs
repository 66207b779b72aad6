//! When a question is due again, and what does not stick.
//!
//! A question is a card of a spaced repetition system, and answering it anew is a review. How long it will be remembered is
//! estimated by FSRS with its default parameters: J. Ye, J. Su, Y. Cao, "A stochastic shortest path algorithm for optimizing
//! spaced repetition scheduling", KDD 2022, <https://doi.org/10.1145/3534678.3539081>; the version is that of the library.

use super::day::Day;
use super::paper::{Attempt, Paper};
use super::past::Past;
use super::profile::is_missed;
use super::shelf::{Shelf, points};
use super::view::{Card, Leech, Schedule};
use crate::catalogue::Catalogue;
use crate::score::{Hundredths, Status};
use fsrs::{DEFAULT_PARAMETERS, FSRS, MemoryState, NextStates, current_retrievability};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// From this coverage on, an answer was given with effort (FSRS: hard); below it, it was not known (again).
pub const HARD: Hundredths = Hundredths(4000);
/// From this coverage on, it was known (good).
pub const GOOD: Hundredths = Hundredths(6500);
/// From this coverage on, it was known well (easy).
pub const EASY: Hundredths = Hundredths(9000);

/// A question is due when the chance that it is remembered has fallen to this.
pub const RETENTION: f32 = 0.9;

/// A key point that so many answers in a row missed is a leech, which takes time and does not stick.
pub const LEECH: usize = 3;

/// A question answered anew.
struct Review<'p> {
    day: Day,
    attempt: &'p Attempt,
}

/// When each question that was ever answered is due, seen from `today`. `person` tells whose a paper is; where it always
/// says the same, people are not told apart.
#[must_use]
pub fn schedule(past: &Past, catalogue: &Catalogue, today: Day, person: &dyn Fn(&Paper) -> String) -> Schedule {
    let shelf = Shelf::new(catalogue);
    let scheduler = FSRS::default();
    let (mut cards, mut leeches) = (Vec::new(), Vec::new());
    for ((person, question), reviews) in reviews(past, person) {
        let Some(rubric) = shelf.find(question) else { continue };
        if let Some(card) = card(&scheduler, &reviews, today) {
            cards.push(Card {
                question: question.to_owned(),
                title: rubric.question.title.clone(),
                person: person.clone(),
                ..card
            });
        }
        for point in points(rubric.question).into_iter().filter(|point| point.core) {
            let misses = |review: &&Review<'_>| {
                review.attempt.points.iter().any(|found| found.id == point.id && is_missed(found.verdict))
            };
            let times = reviews.iter().rev().take_while(misses).count();
            if times >= LEECH {
                let (question, hint) = (question.to_owned(), point.hint.map(str::to_owned));
                leeches.push(Leech {
                    question,
                    person: person.clone(),
                    id: point.id,
                    point: point.statement,
                    hint,
                    times,
                });
            }
        }
    }
    cards.sort_by(|a, b| (a.recall, &a.question, &a.person).cmp(&(b.recall, &b.question, &b.person)));
    leeches.sort_by_key(|leech| std::cmp::Reverse(leech.times));
    Schedule { today, cards, leeches }
}

/// The ids of the questions that are due, the one most likely forgotten first, for a sheet of them.
#[must_use]
pub fn due(schedule: &Schedule) -> Vec<String> {
    let mut seen = FxHashSet::default();
    let due = schedule.cards.iter().filter(|card| card.due <= schedule.today && seen.insert(&card.question));
    due.map(|card| card.question.clone()).collect()
}

/// The reviews of each question by each person, in order. Words that stood there before are no new answer, wherever they
/// were moved or copied to.
fn reviews<'p>(past: &'p Past, person: &dyn Fn(&Paper) -> String) -> BTreeMap<(String, &'p str), Vec<Review<'p>>> {
    let mut reviews: BTreeMap<(String, &str), Vec<Review<'_>>> = BTreeMap::new();
    let mut seen_papers = FxHashSet::default();
    let mut seen_answers = FxHashSet::default();
    for moment in &past.moments {
        let Some(day) = moment.day else { continue };
        for &place in moment.papers.iter().filter(|&&place| seen_papers.insert(place)) {
            let Some(paper) = past.papers.get(place) else { continue };
            let person = person(paper);
            for attempt in paper.attempts.iter().filter(|attempt| attempt.status == Status::Answered) {
                let (Some(question), Some(answer)) = (&attempt.question, &attempt.answer) else { continue };
                if seen_answers.insert((person.clone(), question, answer)) {
                    reviews.entry((person.clone(), question)).or_default().push(Review { day, attempt });
                }
            }
        }
    }
    reviews
}

/// The card that reviews make of a question; `None` where there are none.
fn card(scheduler: &FSRS, reviews: &[Review<'_>], today: Day) -> Option<Card> {
    let mut memory: Option<MemoryState> = None;
    let mut interval = 0.0;
    // A rewritten history may have days that go back; time does not.
    let mut last = reviews.first()?.day;
    for review in reviews {
        let day = review.day.max(last);
        let elapsed = u32::try_from(day.since(last)).unwrap_or_default();
        let next = scheduler.next_states(memory, RETENTION, elapsed).ok()?;
        let coverage = Hundredths(review.attempt.coverage.unwrap_or_default());
        let state = rated(next, coverage);
        (memory, interval, last) = (Some(state.memory), state.interval, day);
    }
    let latest = reviews.last()?;
    let elapsed = f32::from(u16::try_from(today.since(last).max(0)).unwrap_or(u16::MAX));
    let recall = current_retrievability(memory?, elapsed, DEFAULT_PARAMETERS[20]);
    Some(Card {
        question: String::new(),
        title: String::new(),
        person: String::new(),
        reviews: reviews.len(),
        last,
        coverage: Hundredths(latest.attempt.coverage.unwrap_or_default()),
        due: last.plus(whole_days(interval)),
        recall: super::tally::hundredths(f64::from(recall)),
    })
}

/// The state after a review with this coverage.
fn rated(next: NextStates, coverage: Hundredths) -> fsrs::ItemState {
    match coverage {
        coverage if coverage >= EASY => next.easy,
        coverage if coverage >= GOOD => next.good,
        coverage if coverage >= HARD => next.hard,
        _ => next.again,
    }
}

/// An interval in whole days, at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "intervals end at a hundred years")]
fn whole_days(interval: f32) -> u32 {
    interval.round().clamp(1.0, 36_500.0) as u32
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::matching::Verdict::{Covered, Missing};

    const TODAY: Day = Day(20_500);

    fn nobody(_: &Paper) -> String {
        String::new()
    }

    #[test]
    fn a_card_comes_up_when_it_is_nearly_forgotten() {
        let catalogue = fixture::catalogue();
        let paper = |answer, reuse| fixture::paper("a.md", vec![fixture::pool(answer, reuse), fixture::retry()]);
        let papers = vec![
            ("2026-01-01", paper("a", Missing)),
            ("2026-01-02", paper("b", Covered)),
            ("2026-01-20", paper("b", Covered)),
        ];
        let found = schedule(&fixture::past(papers), &catalogue, TODAY, &nobody);
        let [card] = found.cards.as_slice() else { panic!("{:?}", found.cards) };
        // The same words again are no review; what was left empty is no card.
        assert_eq!(
            (card.question.as_str(), card.reviews, card.last.to_string().as_str()),
            ("net/pool", 2, "2026-01-02")
        );
        assert_eq!((card.coverage, card.due.to_string().as_str()), (Hundredths(7500), "2026-01-04"));
        assert!(card.recall < Hundredths(9000), "{:?}", card.recall);
        assert_eq!(due(&found), ["net/pool"]);
    }

    #[test]
    fn the_first_rating_is_the_first_stability_of_the_library() {
        // With a retention of 0.9 an interval is the stability, of which the first four parameters are the first.
        let first = |coverage| {
            let next = FSRS::default().next_states(None, RETENTION, 0).expect("the default parameters are sound");
            rated(next, Hundredths(coverage)).interval
        };
        for (coverage, stability) in [3999, 4000, 6500, 9000].into_iter().zip(DEFAULT_PARAMETERS) {
            assert!((first(coverage) - stability).abs() < 1e-3, "{coverage}");
        }
        assert_eq!([0.2, 2.3065, 8.2956, 1e9].map(whole_days), [1, 2, 8, 36_500]);
    }

    #[test]
    fn days_that_go_back_do_no_harm() {
        let catalogue = fixture::catalogue();
        let paper = |answer| fixture::paper("a.md", vec![fixture::pool(answer, Covered)]);
        let papers = vec![("2026-01-09", paper("a")), ("2026-01-02", paper("b"))];
        let found = schedule(&fixture::past(papers), &catalogue, Day(0), &nobody);
        assert_eq!(
            (found.cards[0].last.to_string().as_str(), found.cards[0].recall),
            ("2026-01-09", Hundredths(10_000))
        );
        assert_eq!(due(&found), [""; 0]);
    }

    #[test]
    fn what_is_missed_again_and_again_is_a_leech() {
        let catalogue = fixture::catalogue();
        let papers = |reuse: [_; 4]| {
            let paper =
                |(n, reuse)| ("2026-01-01", fixture::paper("a.md", vec![fixture::pool(&format!("{n}"), reuse)]));
            fixture::past(reuse.into_iter().enumerate().map(paper).collect())
        };
        let leeches = |reuse| {
            let found = schedule(&papers(reuse), &catalogue, TODAY, &nobody).leeches;
            found.into_iter().map(|leech| (leech.id, leech.times)).collect::<Vec<_>>()
        };
        assert_eq!(leeches([Covered, Missing, Missing, Missing]), [("limit".to_owned(), 4), ("reuse".to_owned(), 3)]);
        assert_eq!(leeches([Missing, Missing, Missing, Covered]), [("limit".to_owned(), 4)]);
    }

    #[test]
    fn people_have_cards_of_their_own() {
        let catalogue = fixture::catalogue();
        let paper = |path: &str| fixture::paper(path, vec![fixture::pool("a", Covered)]);
        let papers = vec![("2026-01-01", paper("han.md")), ("2026-01-01", paper("li.md"))];
        let found = schedule(&fixture::past(papers), &catalogue, TODAY, &|paper| paper.path.clone());
        let people: Vec<&str> = found.cards.iter().map(|card| card.person.as_str()).collect();
        assert_eq!(people, ["han.md", "li.md"]);
        assert_eq!(due(&found), ["net/pool"]);
    }
}
