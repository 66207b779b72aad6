//! Alternatives of a list that others make superfluous.

use aho_corasick::AhoCorasick;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::super::lexicon::is_han;
use super::super::locate::At;
use super::super::pattern::Pattern;
use super::super::phrase::{PhrasePart, only_part};
use super::Lint;
use crate::messages::Message;
use crate::text::fold_text;

/// What turns a phrase into its opposite: 不加锁 is not a case of 加锁, although it holds it.
const NEGATORS: [&str; 13] =
    ["不", "没", "无", "非", "未", "别", "勿", "否", " not ", " no ", " never ", " without ", " cannot "];

/// How many alternatives inside one are looked at, so that no list takes time by the square of its length.
const MOST_TRIES: usize = 64;

impl<'r> Lint<'r> {
    /// Warns of alternatives that say what another of the list has said.
    pub(super) fn alternatives(&mut self, at: &At<'_, 'r>, members: &[Pattern]) {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut first: FxHashMap<String, usize> = FxHashMap::default();
        let mut stems: Vec<(usize, String)> = Vec::new();
        for (n, member) in members.iter().enumerate() {
            let same = exact_key(member);
            if let Some(earlier) = first.get(&same) {
                let message = Message::new("alternative-twice").with("number", (earlier + 1).to_string());
                let help = Message::new("alternative-twice-help");
                self.found(&at.member(n), "duplicate-alternative", message, Some(help));
                continue;
            }
            first.insert(same, n);
            if let Some(text) = plain_text(member) {
                stems.push((n, stem_key(&fold_text(text), &stemmer)));
            }
        }
        // Who cannot build an automaton has more phrases than anyone could have written.
        let Ok(automaton) = AhoCorasick::new(stems.iter().map(|(_, key)| key)) else { return };
        for (which, (n, key)) in stems.iter().enumerate() {
            let subsuming = automaton.find_overlapping_iter(key).take(MOST_TRIES).find(|found| {
                let other = found.pattern().as_usize();
                let same = found.len() == key.len();
                if same { other < which } else { !is_negated(key, found.start(), found.end()) }
            });
            if let Some(found) = subsuming {
                let other = members.get(stems[found.pattern().as_usize()].0).and_then(plain_text).unwrap_or_default();
                let message = Message::new("alternative-unneeded").with("other", other);
                let help = Message::new("alternative-unneeded-help");
                self.found(&at.member(*n), "unreachable-alternative", message, Some(help));
            }
        }
    }
}

/// Whether what stands around a part of a key, from `start` to `end`, may turn it into its opposite.
pub(super) fn is_negated(key: &str, start: usize, end: usize) -> bool {
    let rest = [key.get(..start), key.get(end..)];
    NEGATORS.iter().any(|no| rest.iter().flatten().any(|rest| padded(rest).contains(no)))
}

/// Equal for members that are written alike.
pub(super) fn exact_key(member: &Pattern) -> String {
    match plain_text(member) {
        Some(text) => fold_text(text),
        None => serde_json::to_string(member).unwrap_or_default(),
    }
}

/// The text of a phrase without marks and options.
fn plain_text(member: &Pattern) -> Option<&str> {
    match member {
        Pattern::Phrase(phrase) => only_part(phrase).and_then(|part| match part {
            PhrasePart::Text(text) => Some(text),
            _ => None,
        }),
        _ => None,
    }
}

/// A key that holds another's key just where a text that matches the phrase also matches the other: Han text as it stands,
/// without spaces, Latin words as their stems, each between spaces.
pub(super) fn stem_key(folded: &str, stemmer: &Stemmer) -> String {
    let mut key = String::new();
    let mut rest = folded;
    while let Some(first) = rest.chars().next() {
        let same_kind = |c: char| !c.is_whitespace() && !is_han(c);
        let len = if same_kind(first) { rest.find(|c| !same_kind(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (piece, after) = rest.split_at(len);
        rest = after;
        if is_han(first) {
            key.push(first);
        } else if same_kind(first) {
            if !key.ends_with(' ') {
                key.push(' ');
            }
            key.push_str(&stemmer.stem(piece));
            key.push(' ');
        }
    }
    key
}

/// A piece of a key, with the spaces that it may share with the piece beside it.
fn padded(piece: &str) -> String {
    format!(" {piece} ")
}
