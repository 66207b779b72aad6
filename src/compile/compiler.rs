//! Compiles a question's patterns: phrases become literals, the rest a tree over numbered atoms.

use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

use super::known::Known;
use super::literals::{Literal, Literals};
use super::numbers::number;
use super::program::{Atom, ClaimNodes, LazyRegex, Node, PointNodes, Program};
use super::variants;
use super::vocabulary::Vocabulary;
use crate::rubric::{NegationRule, Pattern, PhrasePart, Question, Scope, Synonyms, TunedPhrase, phrase_parts};
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
    let points = question.keypoints.iter().map(|keypoint| {
        let full = compiler.pattern(keypoint.matches.as_ref()?);
        Some(PointNodes { full, partial: keypoint.partial.as_ref().map(|partial| compiler.pattern(partial)) })
    });
    let points = points.collect();
    let claims = question.misconceptions.iter().map(|misconception| ClaimNodes {
        claim: compiler.pattern(&misconception.matches),
        unless: misconception.unless.as_ref().map(|unless| compiler.pattern(unless)),
    });
    let claims = claims.collect();
    let about = question.about.as_ref().map(|about| compiler.pattern(about));
    compiler.vocabulary.extend(also.map(str::to_owned));
    let program = Program {
        literals: Literals::new(&compiler.literals),
        vocabulary: Vocabulary::new(compiler.vocabulary.iter().map(String::as_str)),
        known: Known::new(question),
        points,
        claims,
        about,
        ..Program::default()
    };
    program.with_atoms(compiler.atoms)
}

/// Takes patterns in, one after the other.
struct Compiler<'s> {
    synonyms: &'s Synonyms,
    words: &'s BTreeMap<String, Vec<Pattern>>,
    atoms: Vec<(String, Atom)>,
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
            atoms: Vec::new(),
            literals: BTreeMap::new(),
            vocabulary: BTreeSet::new(),
            phrases: FxHashMap::default(),
        }
    }

    /// Takes in a pattern. Rubrics are validated before.
    fn pattern(&mut self, pattern: &Pattern) -> Node {
        match pattern {
            Pattern::Phrase(phrase) => self.phrase(phrase),
            Pattern::Any(members) => Node::Any(self.patterns(members)),
            Pattern::All(members, scope) => Node::All(self.patterns(members), *scope),
            Pattern::Some(least, members, scope) => Node::Some(*least, self.patterns(members), *scope),
            Pattern::Seq(members, scope) => Node::Seq(self.patterns(members), *scope),
            Pattern::Near(members, words) => Node::Near(self.patterns(members), *words),
            Pattern::Not(member) => Node::Not(Box::new(self.pattern(member))),
            Pattern::Regex(expression) => self.atom(expression, Atom::Regex(LazyRegex::new(expression))),
            Pattern::Number(value, units) => {
                let units = units.iter().map(|unit| text::stem_text(unit)).collect();
                self.atom(&value.to_string(), Atom::Number { value: *value, units })
            }
            Pattern::Code(needle, language) => {
                let kind = Atom::Code {
                    needle: text::squeeze_code(needle),
                    language: language.as_deref().map(str::to_lowercase),
                };
                self.atom(needle, kind)
            }
            Pattern::Tuned(tuned) => self.tuned(tuned),
        }
    }

    fn patterns(&mut self, members: &[Pattern]) -> Vec<Node> {
        members.iter().map(|member| self.pattern(member)).collect()
    }

    fn phrase(&mut self, phrase: &str) -> Node {
        let words = self.words;
        let mut parts: Vec<Node> = phrase_parts(phrase)
            .map(|part| match part {
                PhrasePart::Set(name) => {
                    Node::Any(words.get(name).into_iter().flatten().map(|word| self.pattern(word)).collect())
                }
                PhrasePart::Text(text) => self.text(text, false),
                PhrasePart::Prefix(text) => self.text(text, true),
            })
            .collect();
        match parts.pop() {
            Some(only) if parts.is_empty() => only,
            Some(last) => {
                parts.push(last);
                Node::Seq(parts, Scope::Sentences(1))
            }
            None => Node::Any(parts),
        }
    }

    /// A phrase without marks; `open` where a Latin word may go on after it.
    fn text(&mut self, phrase: &str, open: bool) -> Node {
        let term = if open { format!("{phrase}*") } else { phrase.to_owned() };
        if let Some(&atom) = self.phrases.get(&term) {
            return Node::Atom(atom);
        }
        let kind = Atom::Phrase {
            negation: NegationRule::Forbid,
            exact: false,
            typos: true,
            homophones: true,
            not_in: Vec::new(),
        };
        let node = self.atom(&term, kind);
        let atom = self.atoms.len() - 1;
        self.phrases.insert(term, atom);
        self.spell(phrase, open, atom, Some(self.synonyms));
        node
    }

    fn tuned(&mut self, tuned: &TunedPhrase) -> Node {
        let not_in = tuned.not_in.iter().map(|longer| {
            let kind = Atom::Phrase {
                negation: NegationRule::Ignore,
                exact: false,
                typos: false,
                homophones: false,
                not_in: Vec::new(),
            };
            self.atom(longer, kind);
            let atom = self.atoms.len() - 1;
            self.spell(longer, false, atom, None);
            atom
        });
        let not_in = not_in.collect();
        let kind = Atom::Phrase {
            negation: tuned.negation,
            exact: tuned.exact,
            typos: !tuned.exact && tuned.typos != Some(0),
            homophones: !tuned.exact && tuned.homophones != Some(false),
            not_in,
        };
        let node = self.atom(&tuned.phrase, kind);
        let atom = self.atoms.len() - 1;
        self.spell(&tuned.phrase, false, atom, if tuned.exact { None } else { Some(self.synonyms) });
        node
    }

    fn atom(&mut self, term: &str, kind: Atom) -> Node {
        self.atoms.push((term.to_owned(), kind));
        Node::Atom(self.atoms.len() - 1)
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
