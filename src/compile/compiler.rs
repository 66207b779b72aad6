//! Compiles a question's patterns: phrases become literals, the rest a tree over numbered atoms.

use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

use super::atoms::{Amount, Atoms, LazyRegex, Rules, Snippet};
use super::known::Known;
use super::literals::{Literal, Literals};
use super::numbers::number;
use super::patterns::{Node, Patterns, Tree};
use super::program::{ClaimPatterns, PointPatterns, Program};
use super::variants;
use super::vocabulary::Vocabulary;
use crate::rubric::{NegationRule, Pattern, PhrasePart, Question, Scope, Synonyms, TunedPhrase, opened, phrase_parts};
use crate::text;

/// Compiles the patterns of a question, with the word sets and the synonyms of its rubric. `also` are words that answers
/// may misspell and that no pattern has: those of its derived key points.
pub(crate) fn compile<'w>(
    question: &Question,
    words: &BTreeMap<String, Vec<Pattern>>,
    synonyms: &Synonyms,
    also: impl Iterator<Item = &'w str>,
) -> Program {
    let mut compiler = Compiler::new(synonyms, words);
    let mut patterns = Patterns::default();
    let mut pattern = |pattern| patterns.push(&compiler.pattern(pattern));
    let points = question.keypoints.iter().map(|keypoint| {
        let full = pattern(keypoint.matches.as_ref()?);
        Some(PointPatterns { full, partial: keypoint.partial.as_ref().map(&mut pattern) })
    });
    let points = points.collect();
    let claims = question.misconceptions.iter().map(|misconception| ClaimPatterns {
        claim: pattern(&misconception.matches),
        unless: misconception.unless.as_ref().map(&mut pattern),
    });
    let claims = claims.collect();
    let about = question.about.as_ref().map(&mut pattern);
    compiler.vocabulary.extend(also.map(str::to_owned));
    Program {
        patterns: patterns.indexed(compiler.atoms.len()),
        literals: Literals::new(&compiler.literals),
        vocabulary: Vocabulary::new(compiler.vocabulary.iter().map(String::as_str)),
        known: Known::new(question),
        atoms: compiler.atoms,
        points,
        claims,
        about,
    }
}

/// Takes patterns in, one after the other.
struct Compiler<'s> {
    synonyms: &'s Synonyms,
    words: &'s BTreeMap<String, Vec<Pattern>>,
    atoms: Atoms,
    literals: BTreeMap<String, Vec<Literal>>,
    /// Phrases, stemmed, whose words answers may misspell.
    vocabulary: BTreeSet<String>,
    /// The atoms of phrases without options.
    phrases: FxHashMap<String, usize>,
}

impl<'s> Compiler<'s> {
    fn new(synonyms: &'s Synonyms, words: &'s BTreeMap<String, Vec<Pattern>>) -> Self {
        Self {
            synonyms,
            words,
            atoms: Atoms::default(),
            literals: BTreeMap::new(),
            vocabulary: BTreeSet::new(),
            phrases: FxHashMap::default(),
        }
    }

    /// Takes in a pattern. Rubrics are validated before.
    fn pattern(&mut self, pattern: &Pattern) -> Tree {
        match pattern {
            Pattern::Phrase(phrase) => self.phrase(phrase),
            Pattern::Any(members) => self.tree(Node::Any, members),
            Pattern::All(members, scope) => self.tree(Node::All(*scope), members),
            Pattern::Some(least, members, scope) => self.tree(Node::Some(*least, *scope), members),
            Pattern::Seq(members, scope) => self.tree(Node::Seq(*scope), members),
            Pattern::Near(members, words) => self.tree(Node::Near(*words), members),
            Pattern::Not(member) => Tree::new(Node::Not, vec![self.pattern(member)]),
            Pattern::Regex(expression) => {
                let atom = self.atoms.push(expression, Rules::PLAIN);
                self.atoms.regexes.push((atom, LazyRegex::new(expression)));
                Tree::atom(atom)
            }
            Pattern::Number(value, units) => {
                let atom = self.atoms.push(&value.to_string(), Rules::PLAIN);
                let units = units.iter().map(|unit| text::stem_text(unit)).collect();
                self.atoms.numbers.push((atom, Amount { value: *value, units }));
                Tree::atom(atom)
            }
            Pattern::Code(needle, language) => {
                let atom = self.atoms.push(needle, Rules { negation: NegationRule::Ignore, ..Rules::PLAIN });
                let snippet = Snippet {
                    needle: text::squeeze_code(needle),
                    language: language.as_deref().map(str::to_lowercase),
                };
                self.atoms.snippets.push((atom, snippet));
                Tree::atom(atom)
            }
            Pattern::Tuned(tuned) => self.tuned(tuned),
        }
    }

    fn tree(&mut self, node: Node, members: &[Pattern]) -> Tree {
        Tree::new(node, members.iter().map(|member| self.pattern(member)).collect())
    }

    fn phrase(&mut self, phrase: &str) -> Tree {
        let words = self.words;
        let mut parts: Vec<Tree> = phrase_parts(phrase)
            .map(|part| match part {
                PhrasePart::Set(name) => self.tree(Node::Any, words.get(name).map_or(&[][..], Vec::as_slice)),
                PhrasePart::Text(text) => self.text(text, false),
                PhrasePart::Prefix(text) => self.text(text, true),
            })
            .collect();
        match parts.pop() {
            Some(only) if parts.is_empty() => only,
            Some(last) => {
                parts.push(last);
                Tree::new(Node::Seq(Scope::Sentences(1)), parts)
            }
            None => Tree::new(Node::Any, parts),
        }
    }

    /// A phrase without marks; `open` where a Latin word may go on after it.
    fn text(&mut self, phrase: &str, open: bool) -> Tree {
        let term = if open { format!("{phrase}*") } else { phrase.to_owned() };
        if let Some(&atom) = self.phrases.get(&term) {
            return Tree::atom(atom);
        }
        let atom = self.atoms.push(&term, Rules::PLAIN);
        self.phrases.insert(term, atom);
        self.spell(phrase, open, atom, Some(self.synonyms));
        Tree::atom(atom)
    }

    fn tuned(&mut self, tuned: &TunedPhrase) -> Tree {
        let longer = Rules { negation: NegationRule::Ignore, exact: false, typos: false, homophones: false };
        let not_in: Vec<usize> = tuned
            .not_in
            .iter()
            .map(|phrase| {
                let atom = self.atoms.push(phrase, longer);
                let (phrase, open) = opened(phrase);
                self.spell(phrase, open, atom, None);
                atom
            })
            .collect();
        let rules = Rules {
            negation: tuned.negation,
            exact: tuned.exact,
            typos: !tuned.exact && tuned.typos != Some(0),
            homophones: !tuned.exact && tuned.homophones != Some(false),
        };
        let atom = self.atoms.push(&tuned.phrase, rules);
        if !not_in.is_empty() {
            self.atoms.covered.push((atom, not_in));
        }
        let (phrase, open) = opened(&tuned.phrase);
        self.spell(phrase, open, atom, if tuned.exact { None } else { Some(self.synonyms) });
        Tree::atom(atom)
    }

    /// Gives the automaton every way to write a phrase; without synonyms only the phrase itself, to the letter.
    fn spell(&mut self, phrase: &str, open: bool, atom: usize, synonyms: Option<&Synonyms>) {
        for variant in variants::of(phrase, open, synonyms) {
            let literal = Literal { atom: number(atom), synonym: variant.synonym, open };
            if synonyms.is_some() && !self.vocabulary.contains(&variant.text) {
                self.vocabulary.insert(variant.text.clone());
            }
            self.literals.entry(variant.text).or_default().push(literal);
        }
    }
}
