//! Derived key points: statements in plain words, matched by likeness.
//!
//! A statement's informative words (stems of Latin words; Han words as the segmenter cuts them, with the pairs of
//! characters inside the longer ones) are looked for in the best window of consecutive sentences of the answer. The share
//! of their weight that is found there decides: see [`COVERED`] and [`PARTIAL`].

use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;

use super::answer::{Answer, Standing};
use super::asked::Asked;
use super::evidence::{Hit, Lack, Method, Nearest, Verdict};
use super::verdict::Judgement;
use crate::source::Span;
use crate::text;

/// The share of a statement's weight, in hundredths, from which it counts as covered.
const COVERED: u32 = 60;

/// The share from which it counts as partly covered.
const PARTIAL: u32 = 38;

/// A statement may be spread over so many consecutive sentences.
const WINDOW: usize = 3;

/// What a word earns that the question says itself, against 100 for one of the statement's own.
const ASKED: u32 = 20;

/// A statement as the matcher looks for it.
#[derive(Debug)]
pub(crate) struct Statement {
    /// Its informative units with their weights.
    units: Vec<(String, u32)>,
    total: u32,
    /// Whether it says that something is not so.
    denies: bool,
}

impl Statement {
    /// Takes a statement apart.
    pub(crate) fn new(statement: &str, asked: &Asked) -> Self {
        let stemmed = text::stem_text(statement);
        let mut units: Vec<(String, u32)> = Vec::new();
        let mut seen = FxHashSet::default();
        for (unit, weight) in units_of(&stemmed) {
            if seen.insert(unit.clone()) {
                let weight = if asked.says(&unit) { weight * ASKED / 100 } else { weight };
                units.push((unit, weight.max(1)));
            }
        }
        let total = units.iter().map(|(_, weight)| weight).sum();
        Self { units, total, denies: denies(&stemmed) }
    }
}

/// Judges an answer against a statement.
pub(crate) fn judge(statement: &Statement, answer: &Answer) -> Judgement {
    let missing = Judgement { verdict: Verdict::Missing, share: 0, hits: Vec::new(), nearest: None };
    let Some(best) = best_window(statement, answer).filter(|best| best.weight > 0) else { return missing };
    let share = best.weight * 100 / statement.total.max(1);
    let hits: Vec<Hit> = best
        .hits
        .iter()
        .map(|(unit, span)| Hit {
            span: answer.source(*span),
            method: Method::Similar,
            term: statement.units[*unit].0.clone(),
        })
        .collect();
    let sentences = answer.sentences.get(best.first..=best.last).unwrap_or_default();
    let span = sentences.iter().map(|sentence| answer.source(sentence.span)).reduce(Span::join).unwrap_or_default();
    let found: FxHashSet<usize> = best.hits.iter().map(|(unit, _)| *unit).collect();
    let mut lacking: Vec<&(String, u32)> =
        (0..statement.units.len()).filter(|unit| !found.contains(unit)).map(|unit| &statement.units[unit]).collect();
    lacking.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    let terms = lacking.into_iter().take(3).map(|(unit, _)| unit.clone()).collect();
    let nearest = |lack, terms| Some(Nearest { span, lack, terms });
    let denied = sentences.iter().any(|sentence| denies(sentence.span.of(&answer.prose.text)));
    if share >= COVERED && denied != statement.denies && sentences.len() == 1 {
        return Judgement {
            verdict: Verdict::Contradicted,
            share: 0,
            hits,
            nearest: nearest(Lack::Negation, Vec::new()),
        };
    }
    // Below the mark for covered the share itself is what is earned, so that near misses rank by nearness.
    match share {
        COVERED.. => Judgement { verdict: Verdict::Covered, share: 100, hits, nearest: None },
        PARTIAL.. => Judgement {
            verdict: Verdict::Partial,
            share: u8::try_from(share).unwrap_or(100),
            hits,
            nearest: nearest(Lack::Terms, terms),
        },
        _ => Judgement { nearest: nearest(Lack::Terms, terms), ..missing },
    }
}

struct Best {
    weight: u32,
    first: usize,
    last: usize,
    hits: Vec<(usize, Span)>,
}

/// The window of at most [`WINDOW`] sentences in which most of the statement's weight stands, the shortest first.
fn best_window(statement: &Statement, answer: &Answer) -> Option<Best> {
    let index: FxHashMap<&str, usize> =
        statement.units.iter().enumerate().map(|(at, (unit, _))| (unit.as_str(), at)).collect();
    let mut recent: VecDeque<(usize, Vec<(usize, Span)>)> = VecDeque::new();
    let mut best: Option<Best> = None;
    for (at, sentence) in answer.sentences.iter().enumerate() {
        if sentence.standing == Standing::Echo {
            continue;
        }
        recent.push_back((at, hits(&index, sentence.span, &answer.prose.text)));
        if recent.len() > WINDOW {
            recent.pop_front();
        }
        let mut seen = FxHashSet::default();
        let mut weight = 0;
        let mut taken = Vec::new();
        for (first, found) in recent.iter().rev() {
            for (unit, span) in found {
                if seen.insert(*unit) {
                    weight += statement.units[*unit].1;
                    taken.push((*unit, *span));
                }
            }
            if best.as_ref().is_none_or(|best| weight > best.weight) {
                let mut hits = taken.clone();
                hits.sort_by_key(|(_, span)| *span);
                best = Some(Best { weight, first: *first, last: at, hits });
            }
        }
    }
    best
}

/// The statement's units that stand in a sentence.
fn hits(index: &FxHashMap<&str, usize>, sentence: Span, text: &str) -> Vec<(usize, Span)> {
    let mut out = Vec::new();
    let body = sentence.of(text);
    let mut before: Option<(usize, char)> = None;
    let mut word: Option<usize> = None;
    for (at, c) in body.char_indices().chain([(body.len(), ' ')]) {
        if text::is_word(c) {
            word.get_or_insert(at);
        } else if let Some(start) = word.take()
            && let Some(&unit) = body.get(start..at).and_then(|word| index.get(word))
        {
            out.push((unit, Span::new(sentence.start + start, sentence.start + at)));
        }
        if text::is_han(c) {
            if let Some((start, _)) = before {
                let pair = body.get(start..at + c.len_utf8()).unwrap_or_default();
                if let Some(&unit) = index.get(pair) {
                    out.push((unit, Span::new(sentence.start + start, sentence.start + at + c.len_utf8())));
                }
            }
            before = Some((at, c));
        } else {
            before = None;
        }
    }
    out
}

/// Words of a stemmed text with their weights: longer Latin words and pairs of Han characters weigh the same; words that
/// carry only grammar nothing.
fn units_of(stemmed: &str) -> impl Iterator<Item = (String, u32)> {
    let mut out = Vec::new();
    let mut run: Vec<char> = Vec::new();
    let mut word = String::new();
    for c in stemmed.chars().chain([' ']) {
        if text::is_han(c) {
            run.push(c);
        } else {
            for pair in run.windows(2) {
                let unit: String = pair.iter().collect();
                if text::density(&unit).function == 0 {
                    out.push((unit, 50));
                }
            }
            run.clear();
        }
        if text::is_word(c) {
            word.push(c);
        } else if !word.is_empty() {
            if text::density(&word).function == 0 {
                out.push((std::mem::take(&mut word), 100));
            }
            word.clear();
        }
    }
    out.into_iter()
}

fn denies(stemmed: &str) -> bool {
    let marks = super::negation::marks(stemmed);
    !super::negation::negators(stemmed, Span::new(0, stemmed.len()), &marks).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::misspelt::Vocabulary;
    use crate::parse::{Passage, PassageKind};
    use crate::text::Extract;

    fn verdict(statement: &str, answer: &str) -> Verdict {
        let asked = Asked::new(["讲讲消息队列"]);
        let passages = [Passage { kind: PassageKind::Text, extract: Extract::copied(answer, 0), parent: None }];
        let answer = Answer::read([&passages[..]].into_iter(), &Vocabulary::default(), &asked);
        judge(&Statement::new(statement, &asked), &answer).verdict
    }

    #[test]
    fn likeness_in_either_language() {
        assert_eq!(
            verdict("消费者处理完消息之后再提交位移", "我们是处理完这条消息后，消费者才提交位移的"),
            Verdict::Covered
        );
        assert_eq!(verdict("消费者处理完消息之后再提交位移", "生产者用压缩省带宽"), Verdict::Missing);
        assert_eq!(
            verdict(
                "The broker keeps an ordered log per partition",
                "each partition is an ordered log kept by the broker"
            ),
            Verdict::Covered
        );
        assert_eq!(
            verdict(
                "The broker keeps an ordered log per partition",
                "the broker does not keep an ordered log per partition"
            ),
            Verdict::Contradicted
        );
    }
}
