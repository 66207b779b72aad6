//! Alternatives of one key point that by themselves cover another of the same question.

use aho_corasick::AhoCorasick;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

use super::super::format::{KeyPoint, Question};
use super::super::locate::At;
use super::super::pattern::Pattern;
use super::super::phrase::{PhrasePart, only_part, opened, phrase_parts};
use super::Lint;
use super::alternatives::{is_negated, stem_key};
use crate::messages::Message;
use crate::text::fold_text;

/// So many parts of patterns are looked at for a question, so that no rubric takes time by the square of its size.
const MOST_PARTS: usize = 1 << 22;

/// So many phrases inside one are looked at.
const MOST_PLACES: usize = 1024;

impl<'r> Lint<'r> {
    /// Advises of alternatives that cover a neighbouring key point too: whoever says one such thing earns twice.
    pub(super) fn neighbours(&mut self, at: &At<'_, 'r>, question: &'r Question) {
        let mut table = Table::new(self.words);
        let rules = question.keypoints.iter().map(|keypoint| Some(table.rule(keypoint.matches.as_ref()?)));
        let rules: Vec<Option<Rule>> = rules.collect();
        // Who cannot build an automaton has more phrases than anyone could have written.
        let Ok(automaton) = AhoCorasick::new(&table.keys) else { return };
        let keypoints = &question.keypoints;
        let mut neighbours = Neighbours { keypoints, rules, automaton, stemmer: table.stemmer, parts: MOST_PARTS };
        let at_all = at.key("keypoints");
        for (own, keypoint) in keypoints.iter().enumerate() {
            let Some(pattern) = &keypoint.matches else { continue };
            let at = at_all.index(own);
            self.alternatives_of(&at.key("match"), pattern, own, &mut neighbours);
        }
    }

    fn alternatives_of(&mut self, at: &At<'_, 'r>, pattern: &'r Pattern, own: usize, all: &mut Neighbours<'r>) {
        if matches!(pattern, Pattern::Not(_)) {
            return;
        }
        if let Pattern::Phrase(phrase) = pattern
            && let Some(PhrasePart::Text(text)) = only_part(phrase)
        {
            for other in all.covered_by(text, own) {
                let message = Message::new("neighbour-covered").with("text", text).with("keypoint", &other.id);
                self.advise(at, "covers-neighbour", message, Message::new("neighbour-covered-help"));
            }
        }
        for (n, member) in pattern.members().iter().enumerate() {
            self.alternatives_of(&at.member(n), member, own, all);
        }
    }
}

/// The key points of a question, ready to be held against a phrase.
struct Neighbours<'r> {
    keypoints: &'r [KeyPoint],
    /// One a key point; `None` where it has no pattern.
    rules: Vec<Option<Rule>>,
    automaton: AhoCorasick,
    stemmer: Stemmer,
    /// How many more parts may be looked at.
    parts: usize,
}

/// A pattern over numbered phrases.
enum Rule {
    Phrase(usize),
    Any(Vec<Rule>),
    All(Vec<Rule>),
    Seq(Vec<Rule>),
    Some(usize, Vec<Rule>),
    Not(Box<Rule>),
    /// Numbers, code and regular expressions: no phrase makes them hold, as far as is looked at here.
    Other,
}

/// The phrases of a question's patterns, by number.
struct Table<'r> {
    stemmer: Stemmer,
    words: Option<&'r BTreeMap<String, Vec<Pattern>>>,
    numbers: FxHashMap<String, usize>,
    keys: Vec<String>,
}

/// Where phrases stand in a text, by number: start and end in bytes.
type Places = FxHashMap<usize, Vec<(usize, usize)>>;

impl<'r> Neighbours<'r> {
    /// The key points, `own` aside, that a phrase by itself covers.
    fn covered_by(&mut self, text: &str, own: usize) -> Vec<&'r KeyPoint> {
        let key = stem_key(&fold_text(text), &self.stemmer);
        let mut places = Places::default();
        for found in self.automaton.find_overlapping_iter(&key).take(MOST_PLACES) {
            if !is_negated(&key, found.start(), found.end()) {
                places.entry(found.pattern().as_usize()).or_default().push((found.start(), found.end()));
            }
        }
        let mut covered = Vec::new();
        for (n, rule) in self.rules.iter().enumerate().filter(|(n, _)| *n != own) {
            let Some(rule) = rule else { continue };
            if end(rule, &places, 0, &mut self.parts).is_some() {
                covered.push(&self.keypoints[n]);
            }
        }
        covered
    }
}

/// Where the first proof of a rule ends that begins at `from` or after; `None` where there is none.
fn end(rule: &Rule, places: &Places, from: usize, parts: &mut usize) -> Option<usize> {
    *parts = parts.checked_sub(1)?;
    match rule {
        Rule::Phrase(number) => {
            let after = places.get(number)?.iter().filter(|(start, _)| *start >= from);
            after.map(|(_, end)| *end).min()
        }
        Rule::Any(members) => members.iter().filter_map(|member| end(member, places, from, parts)).min(),
        Rule::All(members) => {
            let mut last = from;
            for member in members {
                last = last.max(end(member, places, from, parts)?);
            }
            Some(last)
        }
        Rule::Seq(members) => {
            let mut last = from;
            for member in members {
                last = end(member, places, last, parts)?;
            }
            Some(last)
        }
        Rule::Some(least, members) => {
            let mut ends: Vec<usize> = members.iter().filter_map(|member| end(member, places, from, parts)).collect();
            ends.sort_unstable();
            ends.get(least.checked_sub(1)?).copied()
        }
        Rule::Not(member) => end(member, places, 0, parts).is_none().then_some(from),
        Rule::Other => None,
    }
}

impl<'r> Table<'r> {
    fn new(words: Option<&'r BTreeMap<String, Vec<Pattern>>>) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        Self { stemmer, words, numbers: FxHashMap::default(), keys: Vec::new() }
    }

    fn rule(&mut self, pattern: &Pattern) -> Rule {
        match pattern {
            Pattern::Phrase(phrase) => self.phrase(phrase),
            Pattern::Any(members) => Rule::Any(self.rules(members)),
            Pattern::All(members, _) | Pattern::Near(members, _) => Rule::All(self.rules(members)),
            Pattern::Seq(members, _) => Rule::Seq(self.rules(members)),
            Pattern::Some(least, members, _) => Rule::Some(*least, self.rules(members)),
            Pattern::Not(member) => Rule::Not(Box::new(self.rule(member))),
            Pattern::Tuned(tuned) if tuned.not_in.is_empty() => self.one_phrase(&tuned.phrase),
            Pattern::Tuned(_) | Pattern::Regex(_) | Pattern::Number(..) | Pattern::Code(..) => Rule::Other,
        }
    }

    fn rules(&mut self, members: &[Pattern]) -> Vec<Rule> {
        members.iter().map(|member| self.rule(member)).collect()
    }

    fn phrase(&mut self, phrase: &str) -> Rule {
        let parts = phrase_parts(phrase).map(|part| match part {
            PhrasePart::Text(text) => self.text(text, false),
            PhrasePart::Prefix(text) => self.text(text, true),
            PhrasePart::Set(name) => {
                // Members of a set are phrases; a set inside one would not be valid.
                let words = self.words.and_then(|words| words.get(name)).map(Vec::as_slice).unwrap_or_default();
                let texts = words.iter().filter_map(|word| match word {
                    Pattern::Phrase(phrase) => Some(phrase.as_str()),
                    Pattern::Tuned(tuned) => Some(tuned.phrase.as_str()),
                    _ => None,
                });
                Rule::Any(texts.map(|text| self.one_phrase(text)).collect())
            }
        });
        Rule::Seq(parts.collect())
    }

    fn one_phrase(&mut self, phrase: &str) -> Rule {
        let (text, open) = opened(phrase);
        self.text(text, open)
    }

    fn text(&mut self, text: &str, open: bool) -> Rule {
        let mut key = stem_key(&fold_text(text), &self.stemmer);
        if open {
            key.truncate(key.trim_end().len());
        }
        let next = self.keys.len();
        let number = *self.numbers.entry(key).or_insert_with_key(|key| {
            self.keys.push(key.clone());
            next
        });
        Rule::Phrase(number)
    }
}
