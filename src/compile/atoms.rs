//! What can stand in an answer at a place of its own: the leaves of patterns.

use regex::Regex;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

use super::numbers::Numbers;
use super::words::Words;
use crate::rubric::{self, NegationRule};
use crate::text::fold_text;

/// The atoms of a question. Nearly all are phrases, which the literals tell; of the others each kind has a list of its own,
/// in the order of their numbers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "Words: Deserialize<'de>, Numbers: Deserialize<'de>"))]
pub(crate) struct Atoms {
    /// What holds of each, packed.
    rules: Numbers,
    /// Each as the rubric writes it,
    terms: Words,
    /// and folded; empty where folding changes nothing.
    folded: Words,
    pub numbers: Vec<(usize, Amount)>,
    pub regexes: Vec<(usize, LazyRegex)>,
    pub snippets: Vec<(usize, Snippet)>,
    /// Phrases that do not count inside others, with these.
    pub covered: Vec<(usize, Vec<usize>)>,
}

/// When an atom counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rules {
    pub negation: NegationRule,
    /// Whether only the words as written count.
    pub exact: bool,
    /// Whether misspelt words count.
    pub typos: bool,
    /// Whether homophones count.
    pub homophones: bool,
}

/// A number that is looked for by its value.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Amount {
    pub value: f64,
    /// One of these must stand beside it, where there is any.
    pub units: Vec<String>,
}

/// A piece of code, without its blanks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Snippet {
    pub needle: String,
    pub language: Option<String>,
}

/// A regular expression that is compiled for the first answer in which it can match.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LazyRegex {
    expression: String,
    /// Texts of which one stands wherever it matches; none where it can match without.
    openings: Vec<String>,
    #[serde(skip)]
    compiled: OnceLock<Option<Regex>>,
}

impl Rules {
    /// Those of a phrase without options.
    pub(super) const PLAIN: Self = Self { negation: NegationRule::Forbid, exact: false, typos: true, homophones: true };

    fn packed(self) -> u32 {
        let negation = match self.negation {
            NegationRule::Forbid => 0,
            NegationRule::Require => 1,
            NegationRule::Ignore => 2,
        };
        negation << 3 | u32::from(self.exact) << 2 | u32::from(self.typos) << 1 | u32::from(self.homophones)
    }

    fn unpacked(packed: u32) -> Self {
        let negation = match packed >> 3 {
            0 => NegationRule::Forbid,
            1 => NegationRule::Require,
            _ => NegationRule::Ignore,
        };
        Self { negation, exact: packed & 4 != 0, typos: packed & 2 != 0, homophones: packed & 1 != 0 }
    }
}

impl Atoms {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.rules.len()
    }

    /// When an atom counts.
    pub(crate) fn rules(&self, atom: usize) -> Rules {
        Rules::unpacked(self.rules.get(atom))
    }

    /// An atom as the rubric writes it.
    pub(crate) fn term(&self, atom: usize) -> &str {
        self.terms.get(atom)
    }

    /// The same folded, in bytes, which take less looking at.
    pub(crate) fn folded(&self, atom: usize) -> &[u8] {
        match self.folded.bytes(atom) {
            [] => self.terms.bytes(atom),
            folded => folded,
        }
    }

    /// Whether an atom is written in words, and not as a regular expression.
    pub(crate) fn is_words(&self, atom: usize) -> bool {
        self.regexes.binary_search_by_key(&atom, |(other, _)| *other).is_err()
    }

    /// The unit that a number is first asked for with; empty where there is none.
    pub(crate) fn unit(&self, atom: usize) -> &str {
        let amount = self.numbers.iter().find(|(other, _)| *other == atom);
        amount.and_then(|(_, amount)| amount.units.first()).map_or("", String::as_str)
    }

    /// Adds an atom and returns its number.
    pub(super) fn push(&mut self, term: &str, rules: Rules) -> usize {
        let folded = fold_text(term);
        self.terms.push(term);
        self.folded.push(if folded == term { "" } else { &folded });
        self.rules.push(rules.packed());
        self.len() - 1
    }
}

impl LazyRegex {
    pub(super) fn new(expression: &str) -> Self {
        let openings = rubric::regex_openings(expression).into_iter().map(|opening| fold_text(&opening)).collect();
        Self { expression: expression.to_owned(), openings, compiled: OnceLock::new() }
    }

    /// The expression compiled, for a folded text; `None` where it matches nothing in it. Rubrics are validated before, so
    /// that it compiles.
    pub(crate) fn matching(&self, folded: &str) -> Option<&Regex> {
        let is_open = self.openings.is_empty() || self.openings.iter().any(|opening| folded.contains(opening.as_str()));
        let compiled = || self.compiled.get_or_init(|| rubric::compile_regex(&self.expression).ok()).as_ref();
        is_open.then(compiled).flatten().filter(|regex| regex.is_match(folded))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_come_back_as_they_went() {
        for negation in [NegationRule::Forbid, NegationRule::Require, NegationRule::Ignore] {
            for bits in 0..8 {
                let rules = Rules { negation, exact: bits & 4 > 0, typos: bits & 2 > 0, homophones: bits & 1 > 0 };
                assert_eq!(Rules::unpacked(rules.packed()), rules);
            }
        }
    }
}
