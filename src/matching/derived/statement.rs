//! Statements taken apart, once for all answers to their question.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::lexis::{self, Lexis, Token, Unit, Written};
use super::opposites::OPPOSITES;
use crate::matching::negation;
use crate::rubric::Synonyms;
use crate::source::Span;
use crate::text::{self, is_han};

/// What a word weighs that the question says itself, in hundredths of what it would weigh otherwise.
const ASKED: f64 = 25.0;

/// What a Latin word weighs, and a pair of Han characters that is a common word,
const WORD: f64 = 100.0;

/// and any other pair: many of them only straddle two words.
const HAN_PAIR: f64 = 50.0;

/// The statements of one question.
#[derive(Debug, Default)]
pub(crate) struct Statements {
    all: Vec<Statement>,
    pub(super) lexis: Lexis,
    /// What the question says itself.
    pub(super) asked: FxHashSet<Unit>,
    /// Synonyms of terms in the statements, stemmed, and the terms that each stands for.
    pub(super) synonyms: Option<AhoCorasick>,
    pub(super) stands_for: Vec<Vec<String>>,
}

/// A statement as the matcher looks for it.
#[derive(Debug)]
pub(super) struct Statement {
    /// Its informative words and pairs of characters, each once, in its order.
    pub(super) units: Vec<Weighted>,
    pub(super) index: FxHashMap<Unit, usize>,
    /// What its units weigh together.
    pub(super) total: u64,
    /// Its Latin words as runs of three letters, each word with its weight.
    pub(super) spellings: Vec<(u32, Vec<u32>)>,
    /// Its informative Han characters with their weights.
    pub(super) characters: Vec<(Token, u32)>,
    /// Its neighbouring words with their weights.
    pub(super) neighbours: Vec<((Token, Token), u32)>,
    /// Words that it says, and the opposites that it does not say.
    pub(super) opposites: Vec<(Said, Said)>,
    /// Whether it says that something is not so.
    pub(super) denies: bool,
}

/// A unit with its weight, and as the statement writes it.
#[derive(Debug)]
pub(super) struct Weighted {
    pub(super) weight: u32,
    pub(super) term: String,
}

/// A word of the table of opposites: a stem or character, or a word of two characters.
#[derive(Clone, Copy, Debug)]
pub(super) enum Said {
    Token(Token),
    Unit(Unit),
}

impl Statements {
    /// Takes the statements of the question that is titled `title` apart. Where one of them suffices, they are `paraphrases`.
    pub(crate) fn new(statements: &[String], title: &str, paraphrases: bool, synonyms: &Synonyms) -> Self {
        let mut out = Self::default();
        if statements.is_empty() {
            return out;
        }
        let stemmed: Vec<String> = statements.iter().map(|statement| text::stem_text(statement)).collect();
        let title = text::stem_text(title);
        let opposites: Vec<[String; 2]> =
            OPPOSITES.iter().map(|(one, other)| [text::stem_text(one), text::stem_text(other)]).collect();
        for text in stemmed.iter().chain([&title]).chain(opposites.iter().flatten()) {
            out.lexis.learn(text);
        }
        let title = Words::of(&out.lexis, &title).words;
        let asked: FxHashSet<Token> = title.iter().map(|word| word.token).collect();
        out.asked = lexis::units(&title).map(|(unit, _)| unit).collect();
        let all: Vec<Words> = stemmed.iter().map(|statement| Words::of(&out.lexis, statement)).collect();
        let mut counts: FxHashMap<Unit, u32> = FxHashMap::default();
        for words in &all {
            let units: FxHashSet<Unit> = lexis::units(&words.words).map(|(unit, _)| unit).collect();
            for unit in units {
                *counts.entry(unit).or_default() += 1;
            }
        }
        let weigh = Weigh { asked: &asked, units: &out.asked, counts: &counts, statements: all.len(), paraphrases };
        out.all = all.iter().map(|words| Statement::new(words, &weigh, &opposites, &out.lexis)).collect();
        out.learn_synonyms(statements, synonyms);
        out
    }

    pub(super) fn get(&self, at: usize) -> Option<&Statement> {
        self.all.get(at)
    }

    /// How many derived key points the question has.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether the question has no derived key point.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The stems that answers may misspell.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let mut words: Vec<&str> = self
            .all
            .iter()
            .flat_map(|statement| &statement.units)
            .map(|unit| unit.term.as_str())
            .filter(|term| term.is_ascii())
            .collect();
        words.sort_unstable();
        words.dedup();
        words.into_iter()
    }

    fn learn_synonyms(&mut self, statements: &[String], synonyms: &Synonyms) {
        let mut ways: Vec<String> = Vec::new();
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        for statement in statements {
            let folded = text::fold_text(statement);
            for inside in synonyms.inside(&folded) {
                let term = text::stem_text(folded.get(inside.range).unwrap_or_default());
                for synonym in inside.synonyms {
                    let way = text::stem_text(synonym);
                    if way.is_empty() || way == term {
                        continue;
                    }
                    let at = *known.entry(way).or_insert_with_key(|way| {
                        ways.push(way.clone());
                        self.stands_for.push(Vec::new());
                        ways.len() - 1
                    });
                    if !self.stands_for[at].contains(&term) {
                        self.stands_for[at].push(term.clone());
                    }
                }
            }
        }
        if !ways.is_empty() {
            self.synonyms = AhoCorasick::builder().kind(Some(AhoCorasickKind::NoncontiguousNFA)).build(&ways).ok();
        }
    }
}

/// A stemmed text and its words.
struct Words<'t> {
    text: &'t str,
    words: Vec<Written<'t>>,
}

impl<'t> Words<'t> {
    fn of(lexis: &Lexis, text: &'t str) -> Self {
        Self { text, words: lexis.read(text, Span::new(0, text.len())).collect() }
    }

    fn says(&self, said: Said) -> bool {
        match said {
            Said::Token(token) => self.words.iter().any(|word| word.token == token),
            Said::Unit(unit) => lexis::units(&self.words).any(|(said, _)| said == unit),
        }
    }
}

/// What weighs how much: words of many statements of the question tell them apart less than words of one. Of paraphrases
/// none is to be told from the others, and each word weighs the same.
struct Weigh<'q> {
    /// The question's words and characters, and its units.
    asked: &'q FxHashSet<Token>,
    units: &'q FxHashSet<Unit>,
    counts: &'q FxHashMap<Unit, u32>,
    statements: usize,
    paraphrases: bool,
}

impl Weigh<'_> {
    /// The weight of a unit that is written so.
    fn unit(&self, unit: Unit, term: &str) -> u32 {
        let count = f64::from(self.counts.get(&unit).copied().unwrap_or(0));
        let statements = f64::from(u32::try_from(self.statements).unwrap_or(u32::MAX));
        let rarity = if self.paraphrases { 1.0 } else { (1.0 + (statements + 1.0) / (count + 0.5)).ln() };
        let asked = if self.units.contains(&unit) { ASKED / 100.0 } else { 1.0 };
        let is_word = !term.starts_with(is_han) || text::is_chinese(term);
        whole(rarity * asked * if is_word { WORD } else { HAN_PAIR })
    }

    /// What a word counts in hundredths, whether it is rare or not.
    fn asked(&self, word: &Written) -> f64 {
        if self.asked.contains(&word.token) { ASKED } else { 100.0 }
    }
}

impl Statement {
    fn new(words: &Words, weigh: &Weigh, opposites: &[[String; 2]], lexis: &Lexis) -> Self {
        let mut units = Vec::new();
        let mut index = FxHashMap::default();
        for (unit, span) in lexis::units(&words.words) {
            index.entry(unit).or_insert_with(|| {
                let term = span.of(words.text).to_owned();
                units.push(Weighted { weight: weigh.unit(unit, &term), term });
                units.len() - 1
            });
        }
        let total = units.iter().map(|unit| u64::from(unit.weight)).sum();
        let mut seen = FxHashSet::default();
        let informative = words.words.iter().filter(|word| !word.is_function() && seen.insert(word.token)).copied();
        let (han, latin): (Vec<Written>, Vec<Written>) = informative.partition(Written::is_han);
        let spellings = latin.iter().map(|word| {
            let trigrams: Vec<u32> = lexis::trigrams(word.text).collect();
            let length = f64::from(u32::try_from(trigrams.len()).unwrap_or(u32::MAX));
            (whole(f64::from(weigh.unit(lexis::stem(word.token), word.text)) * length.sqrt()), trigrams)
        });
        let mut seen = FxHashSet::default();
        let neighbours = words.words.windows(2).filter(|pair| pair[1].joined).filter_map(|pair| {
            let key = (pair[0].token, pair[1].token);
            seen.insert(key).then(|| (key, whole(weigh.asked(&pair[0]) + weigh.asked(&pair[1]))))
        });
        let (neighbours, spellings) = (neighbours.collect(), spellings.collect());
        let opposites = opposites.iter().flat_map(|[one, other]| [(one, other), (other, one)]);
        let opposites = opposites.map(|(one, other)| (said(lexis, one), said(lexis, other)));
        Self {
            units,
            index,
            total,
            spellings,
            characters: han.iter().map(|word| (word.token, whole(weigh.asked(word)))).collect(),
            neighbours,
            opposites: opposites.filter(|&(one, other)| words.says(one) && !words.says(other)).collect(),
            denies: denies(words.text),
        }
    }
}

fn said(lexis: &Lexis, word: &str) -> Said {
    let words = Words::of(lexis, word);
    let unit = lexis::units(&words.words).next();
    match (words.words.as_slice(), unit) {
        ([_, _], Some((unit, _))) => Said::Unit(unit),
        _ => Said::Token(lexis.token(word)),
    }
}

/// Whether a stemmed text says that something is not so.
pub(super) fn denies(stemmed: &str) -> bool {
    let marks = negation::marks(stemmed);
    !negation::negators(stemmed, Span::new(0, stemmed.len()), &marks).is_empty()
}

/// Weights are whole numbers, so that sums of them are the same everywhere.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "weights are a few hundreds")]
fn whole(weight: f64) -> u32 {
    weight.round().max(1.0) as u32
}
