//! Derived key points: statements in plain words, matched by likeness.
//!
//! What a statement says and an answer does not repeat word for word is compared on three levels: its informative words,
//! in the best window of consecutive sentences; their letters, which forgives derivation and spelling; and its pairs of
//! neighbouring words, which keep the order. [`likeness`] weighs the three; docs/SCORING.md says where the constants come
//! from.

mod denial;
mod lexis;
mod likeness;
mod opposites;
mod reading;
mod statement;
mod window;

pub use likeness::Likeness;
pub(crate) use reading::Reading;
pub(crate) use statement::Statements;

use rustc_hash::FxHashSet;

use super::answer::Answer;
use super::evidence::{Hit, Lack, Method, Nearest, Verdict};
use super::verdict::Judgement;
use crate::source::Span;
use crate::text::is_han;
use statement::Statement;
use window::Window;

/// The share, in hundredths, from which a statement counts as covered.
const COVERED: u8 = 65;

/// The share from which it counts as partly covered.
const PARTIAL: u8 = 50;

/// The answer contradicts no statement of which it says less than this share of the words under a negation,
const CONTRADICTED: f64 = 0.6;

/// and none of fewer words or pairs of characters than these: of so few it cannot be told what is denied.
const SHORTEST_CONTRADICTED: usize = 3;

/// Judges an answer against a question's statement number `at`.
pub(crate) fn judge(statements: &Statements, at: usize, reading: &Reading, answer: &Answer) -> Judgement {
    let missing = Judgement { verdict: Verdict::Missing, share: 0, hits: Vec::new(), nearest: None };
    let Some(statement) = statements.get(at) else { return missing };
    let Some(window) = window::best(statement, reading) else { return missing };
    let likeness = Likeness::of(statement, &window, reading, answer);
    let share = likeness.share();
    let sentences = answer.sentences.get(window.first..=window.last).unwrap_or_default();
    let span = sentences.iter().map(|sentence| answer.source(sentence.span)).reduce(Span::join).unwrap_or_default();
    let nearest = |lack, terms| Some(Nearest { span, lack, terms });
    let long_enough = statement.units.len() >= SHORTEST_CONTRADICTED;
    if likeness.denied && likeness.words >= CONTRADICTED && long_enough {
        let nearest = nearest(Lack::Negation, Vec::new());
        return Judgement {
            verdict: Verdict::Contradicted,
            hits: hits(statement, &window, answer),
            nearest,
            ..missing
        };
    }
    let lacking = || nearest(Lack::Terms, lacking(statement, &window));
    match share {
        COVERED.. => {
            Judgement { verdict: Verdict::Covered, share, hits: hits(statement, &window, answer), nearest: None }
        }
        PARTIAL.. => {
            Judgement { verdict: Verdict::Partial, share, hits: hits(statement, &window, answer), nearest: lacking() }
        }
        // What is too little to be called partial still ranks one answer above another.
        _ => Judgement { share, nearest: lacking(), ..missing },
    }
}

/// How like the statement number `at` an answer is; `None` where it has none of its words.
pub(crate) fn likeness(statements: &Statements, at: usize, reading: &Reading, answer: &Answer) -> Option<Likeness> {
    let statement = statements.get(at)?;
    Some(Likeness::of(statement, &window::best(statement, reading)?, reading, answer))
}

/// The places of the window that speak for the statement; pairs of characters that overlap are one place.
fn hits(statement: &Statement, window: &Window, answer: &Answer) -> Vec<Hit> {
    let mut found: Vec<(Span, &str)> =
        window.found.iter().map(|found| (found.span, statement.units[found.unit].term.as_str())).collect();
    found.sort_unstable();
    let mut merged: Vec<(Span, String)> = Vec::new();
    for (span, term) in found {
        match merged.last_mut() {
            Some((before, written)) if span.start < before.end => {
                if span.end > before.end {
                    written.extend(term.chars().last());
                    *before = before.join(span);
                }
            }
            _ => merged.push((span, term.to_owned())),
        }
    }
    let hit = |(span, term)| Hit { span: answer.source(span), method: Method::Similar, term };
    merged.into_iter().map(hit).collect()
}

/// So many of the words that are lacking are named.
const NAMED: usize = 3;

/// The weightiest of the statement's words that the window lacks.
fn lacking(statement: &Statement, window: &Window) -> Vec<String> {
    let found: FxHashSet<usize> = window.found.iter().map(|found| found.unit).collect();
    let mut lacking: Vec<usize> = (0..statement.units.len()).filter(|at| !found.contains(at)).collect();
    lacking.sort_by_key(|&at| std::cmp::Reverse(statement.units[at].weight));
    lacking.truncate(NAMED);
    lacking.sort_unstable();
    let mut terms: Vec<String> = Vec::new();
    let mut last = None;
    for at in lacking {
        let term = &statement.units[at].term;
        match terms.last_mut() {
            // Pairs of characters that follow one another are one word.
            Some(before)
                if last == Some(at.wrapping_sub(1))
                    && term.starts_with(is_han)
                    && before.chars().last() == term.chars().next() =>
            {
                before.extend(term.chars().skip(1));
            }
            _ => terms.push(term.clone()),
        }
        last = Some(at);
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::Vocabulary;
    use crate::matching::asked::Asked;
    use crate::parse::{Passage, PassageKind};
    use crate::rubric::{Lexicon, Synonyms};
    use crate::text::Extract;

    fn judged(statement: &str, answer: &str) -> Judgement {
        let asked = Asked::new(["讲讲消息队列"]);
        let synonyms =
            Synonyms::new(&Lexicon { terms: vec![vec!["位移".into(), "offset".into()]], ..Lexicon::default() });
        let statements = Statements::new(&[statement.to_owned()], "讲讲消息队列", false, &synonyms);
        let vocabulary = Vocabulary::new(statements.words());
        let passages = [Passage { kind: PassageKind::Text, extract: Extract::copied(answer, 0), parent: None }];
        let answer = Answer::read([&passages[..]].into_iter(), &vocabulary, &asked);
        judge(&statements, 0, &Reading::new(&statements, &answer), &answer)
    }

    const COMMIT: &str = "消费者处理完消息之后再提交位移";
    const LOG: &str = "The broker keeps an ordered log per partition";

    #[test]
    fn likeness_in_either_language() {
        for (statement, answer, verdict) in [
            (COMMIT, "我们是处理完这条消息后，消费者才提交位移的", Verdict::Covered),
            (COMMIT, "消费者处理完消息，再提交 offset", Verdict::Covered),
            (COMMIT, "生产者用压缩省带宽", Verdict::Missing),
            (LOG, "each partition is an ordered log kept by the broker", Verdict::Covered),
            (LOG, "each partitoin is an ordred log, the brokers keep it", Verdict::Covered),
            (LOG, "the broker does not keep an ordered log per partition", Verdict::Contradicted),
            (LOG, "consumers join groups", Verdict::Missing),
        ] {
            assert_eq!(judged(statement, answer).verdict, verdict, "{answer}");
        }
    }

    #[test]
    fn what_is_nearer_earns_more() {
        let share = |answer| judged(LOG, answer).share;
        let [whole, most, some, none] = [
            share("The broker keeps an ordered log per partition."),
            share("Brokers keep a log."),
            share("There is a log."),
            share("Consumers join groups."),
        ];
        assert!(whole > most && most > some && some > none, "{whole} {most} {some} {none}");
        assert!(whole >= 90 && none < 20, "{whole} {none}");
    }

    #[test]
    fn the_opposite_earns_less() {
        let share = |answer| judged("读取速度快，占用内存高", answer).share;
        assert!(share("读取速度快，占用内存高") > share("读取速度慢，占用内存高"));
        let share = |answer| judged("the gate is open while the pump runs", answer).share;
        assert!(share("the gate is open") > share("the gate is closed"));
    }

    #[test]
    fn evidence_and_what_is_lacking() {
        let partial = judged(COMMIT, "先提交位移");
        assert!(partial.share < 70 && partial.share > 10, "{}", partial.share);
        let nearest = partial.nearest.expect("the sentence comes near");
        assert_eq!(nearest.lack, Lack::Terms);
        assert!(nearest.terms.iter().all(|term| COMMIT.contains(term.as_str())), "{:?}", nearest.terms);
        let covered = judged(COMMIT, "处理完消息之后再提交位移");
        assert!(covered.hits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{:?}", covered.hits);
    }
}
