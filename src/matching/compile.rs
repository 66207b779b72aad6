//! Patterns made ready to run: phrases become literals of one automaton, the rest a tree over numbered atoms.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::Regex;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

use super::code;
use super::evidence::Method;
use super::misspelt::Vocabulary;
use super::variants;
use crate::rubric::{self, NegationRule, Pattern, PhrasePart, Scope, Synonyms, TunedPhrase, phrase_parts};
use crate::text;

/// A pattern over the atoms of its [`Program`].
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Atom(usize),
    Any(Vec<Node>),
    All(Vec<Node>, Scope),
    Some(usize, Vec<Node>, Scope),
    Seq(Vec<Node>, Scope),
    Near(Vec<Node>, usize),
    Not(Box<Node>),
}

/// What can stand in an answer at a place of its own.
#[derive(Debug)]
pub(crate) struct Atom {
    /// As the rubric writes it.
    pub term: String,
    /// The same, folded.
    pub folded: String,
    /// What it is.
    pub kind: AtomKind,
}

#[derive(Debug)]
pub(crate) enum AtomKind {
    Phrase {
        negation: NegationRule,
        /// Whether only the words as written count.
        exact: bool,
        /// Whether misspelt words count.
        typos: bool,
        /// Whether homophones count.
        homophones: bool,
        /// Atoms in whose occurrences it does not count.
        not_in: Vec<usize>,
    },
    Number {
        value: f64,
        units: Vec<String>,
    },
    Regex(Regex),
    Code {
        needle: String,
        language: Option<String>,
    },
}

/// What a literal of the automaton stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Literal {
    pub atom: usize,
    pub method: Method,
    /// Whether a Latin word may go on after it (`preempt*`).
    pub open: bool,
}

/// The patterns of one question, compiled together.
#[derive(Debug, Default)]
pub(crate) struct Program {
    pub atoms: Vec<Atom>,
    /// By the automaton's pattern number.
    pub literals: Vec<Vec<Literal>>,
    pub automaton: Option<AhoCorasick>,
    pub vocabulary: Vocabulary,
}

/// Collects patterns into a [`Program`].
pub(crate) struct Compiler<'s> {
    synonyms: &'s Synonyms,
    words: &'s BTreeMap<String, Vec<Pattern>>,
    program: Program,
    phrases: FxHashMap<String, usize>,
    literals: FxHashMap<String, usize>,
    texts: Vec<String>,
}

impl<'s> Compiler<'s> {
    /// Starts with the synonyms and the word sets of a rubric.
    pub(crate) fn new(synonyms: &'s Synonyms, words: &'s BTreeMap<String, Vec<Pattern>>) -> Self {
        Self {
            synonyms,
            words,
            program: Program::default(),
            phrases: FxHashMap::default(),
            literals: FxHashMap::default(),
            texts: Vec::new(),
        }
    }

    /// Builds the automaton over all phrases taken in.
    pub(crate) fn finish(mut self) -> Program {
        if !self.texts.is_empty() {
            // A run binds few rubrics, so building must be cheap; the larger automata pay only over many megabytes.
            let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::NoncontiguousNFA)).build(&self.texts);
            self.program.automaton = automaton.ok();
        }
        self.program
    }

    /// Takes in a word that answers may misspell and that no pattern has.
    pub(crate) fn learn(&mut self, word: &str) {
        self.program.vocabulary.learn(word);
    }

    /// Takes in a pattern. Rubrics are validated before, so what cannot be compiled here never holds.
    pub(crate) fn pattern(&mut self, pattern: &Pattern) -> Node {
        match pattern {
            Pattern::Phrase(phrase) => self.phrase(phrase),
            Pattern::Any(members) => Node::Any(self.patterns(members)),
            Pattern::All(members, scope) => Node::All(self.patterns(members), *scope),
            Pattern::Some(least, members, scope) => Node::Some(*least, self.patterns(members), *scope),
            Pattern::Seq(members, scope) => Node::Seq(self.patterns(members), *scope),
            Pattern::Near(members, words) => Node::Near(self.patterns(members), *words),
            Pattern::Not(member) => Node::Not(Box::new(self.pattern(member))),
            Pattern::Regex(expression) => match rubric::compile_regex(expression) {
                Ok(regex) => self.atom(expression, AtomKind::Regex(regex)),
                Err(_) => Node::Any(Vec::new()),
            },
            Pattern::Number(value, units) => {
                let units = units.iter().map(|unit| text::stem_text(unit)).collect();
                self.atom(&value.to_string(), AtomKind::Number { value: *value, units })
            }
            Pattern::Code(needle, language) => {
                let kind = AtomKind::Code {
                    needle: code::squeeze_text(needle),
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
        let kind = AtomKind::Phrase {
            negation: NegationRule::Forbid,
            exact: false,
            typos: true,
            homophones: true,
            not_in: Vec::new(),
        };
        let node = self.atom(&term, kind);
        let atom = self.program.atoms.len() - 1;
        self.phrases.insert(term, atom);
        self.spell(phrase, open, atom, Some(self.synonyms));
        node
    }

    fn tuned(&mut self, tuned: &TunedPhrase) -> Node {
        let not_in = tuned.not_in.iter().map(|longer| {
            let kind = AtomKind::Phrase {
                negation: NegationRule::Ignore,
                exact: false,
                typos: false,
                homophones: false,
                not_in: Vec::new(),
            };
            self.atom(longer, kind);
            let atom = self.program.atoms.len() - 1;
            self.spell(longer, false, atom, None);
            atom
        });
        let not_in = not_in.collect();
        let kind = AtomKind::Phrase {
            negation: tuned.negation,
            exact: tuned.exact,
            typos: !tuned.exact && tuned.typos != Some(0),
            homophones: !tuned.exact && tuned.homophones != Some(false),
            not_in,
        };
        let node = self.atom(&tuned.phrase, kind);
        let atom = self.program.atoms.len() - 1;
        self.spell(&tuned.phrase, false, atom, if tuned.exact { None } else { Some(self.synonyms) });
        node
    }

    fn atom(&mut self, term: &str, kind: AtomKind) -> Node {
        self.program.atoms.push(Atom { term: term.to_owned(), folded: text::fold_text(term), kind });
        Node::Atom(self.program.atoms.len() - 1)
    }

    /// Gives the automaton every way to write a phrase; without synonyms only the phrase itself, to the letter.
    fn spell(&mut self, phrase: &str, open: bool, atom: usize, synonyms: Option<&Synonyms>) {
        for variant in variants::of(phrase, open, synonyms) {
            if synonyms.is_some() {
                self.program.vocabulary.learn(&variant.text);
            }
            let texts = &mut self.texts;
            let literals = &mut self.program.literals;
            let number = *self.literals.entry(variant.text).or_insert_with_key(|text| {
                texts.push(text.clone());
                literals.push(Vec::new());
                texts.len() - 1
            });
            self.program.literals[number].push(Literal { atom, method: variant.method, open });
        }
    }
}
