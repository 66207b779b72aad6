//! An answer read for the statements of its question: what it says of their words, sentence by sentence and as a whole.

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexis::{self, Token, Unit, Written};
use super::statement::{Said, Statements};
use crate::matching::answer::Answer;
use crate::source::Span;
use crate::text::is_word;

/// What an answer says of the words of its question's statements.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// The units of each sentence that the statements know, with how surely they stand there, in hundredths.
    pub(super) sentences: Vec<Vec<(Unit, u32, Span)>>,
    pub(super) trigrams: FxHashSet<u32>,
    pub(super) tokens: FxHashSet<Token>,
    pub(super) units: FxHashSet<Unit>,
    pub(super) neighbours: FxHashSet<(Token, Token)>,
    /// How much it says that the question does not: different words, in halves; a pair of Han characters is one half.
    pub(super) fresh: usize,
    /// Whether it denies anything.
    pub(super) denies: bool,
}

impl Reading {
    /// Reads an answer. Sentences that repeat the question are read as well: its words weigh little as it is, and under a
    /// long question they may say something.
    pub(crate) fn new(statements: &Statements, answer: &Answer) -> Self {
        let mut reading = Self::default();
        let text = answer.prose.text.as_str();
        let mut granted = granted(statements, text).into_iter().peekable();
        let mut akin: FxHashMap<&str, Vec<(Token, u32)>> = FxHashMap::default();
        let mut new_words: FxHashSet<&str> = FxHashSet::default();
        for sentence in &answer.sentences {
            let mut said = Vec::new();
            let words: Vec<Written> = statements.lexis.read(text, sentence.span).collect();
            for word in words.iter().filter(|word| !word.is_han() && !word.is_function()) {
                let near = akin.entry(word.text).or_insert_with(|| statements.lexis.akin(word.text));
                said.extend(near.iter().map(|&(token, likeness)| (lexis::stem(token), likeness, word.span)));
                if !word.token.is_known() && new_words.insert(word.text) {
                    reading.trigrams.extend(lexis::trigrams(word.text));
                }
            }
            reading.take(&words, None, &mut said);
            while let Some((span, terms)) = granted.next_if(|(span, _)| span.start < sentence.span.end) {
                for term in terms {
                    let words: Vec<Written> = statements.lexis.read(term, Span::new(0, term.len())).collect();
                    reading.take(&words, Some(span), &mut said);
                }
            }
            reading.sentences.push(said);
        }
        let known = reading.units.iter().filter(|&unit| !statements.asked.contains(unit));
        reading.fresh = new_words.len() * 2 + known.map(|unit| if unit.is_stem() { 2 } else { 1 }).sum::<usize>();
        reading.denies = answer.clauses.iter().any(|clause| !clause.negators.is_empty());
        reading
    }

    /// Takes in words; `at` is where they stand where they do not stand for themselves.
    fn take(&mut self, words: &[Written], at: Option<Span>, said: &mut Vec<(Unit, u32, Span)>) {
        said.extend(lexis::units(words).map(|(unit, span)| (unit, 100, at.unwrap_or(span))));
        self.units.extend(lexis::units(words).map(|(unit, _)| unit));
        self.tokens.extend(words.iter().map(|word| word.token));
        self.neighbours.extend(lexis::neighbours(words));
        let known = words.iter().filter(|word| word.token.is_known() && !word.is_han() && !word.is_function());
        known.for_each(|word| self.trigrams.extend(lexis::trigrams(word.text)));
    }

    /// Whether it says more than a word that the question does not say itself.
    pub(crate) fn adds_words(&self) -> bool {
        self.fresh > 1
    }

    pub(super) fn says(&self, said: Said) -> bool {
        match said {
            Said::Token(token) => self.tokens.contains(&token),
            Said::Unit(unit) => self.units.contains(&unit),
        }
    }
}

/// The synonyms that stand in a stemmed text, in order, with the terms that they stand for.
fn granted<'s>(statements: &'s Statements, text: &str) -> Vec<(Span, &'s [String])> {
    let Some(automaton) = &statements.synonyms else { return Vec::new() };
    let whole = |span: Span| {
        let latin = span.of(text).starts_with(is_word) || span.of(text).ends_with(is_word);
        let before = text.get(..span.start).is_some_and(|before| before.ends_with(is_word));
        let after = text.get(span.end..).is_some_and(|after| after.starts_with(is_word));
        !(latin && (before || after))
    };
    let found = automaton.find_overlapping_iter(text).map(|found| {
        (Span::new(found.start(), found.end()), statements.stands_for[found.pattern().as_usize()].as_slice())
    });
    let mut found: Vec<_> = found.filter(|&(span, _)| whole(span)).collect();
    found.sort_by_key(|&(span, _)| span);
    found
}
