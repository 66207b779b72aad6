//! Binds the questions of a document to rubrics: by directive, id, title or alias, then by likeness.

use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::RwLock;

use crate::catalogue::{Catalogue, RubricRef};
use crate::compile::{Worded, Words, says, squeeze, units};
use crate::parse::{self, Document, QuestionKind};
use crate::problem::Problem;

/// A document whose questions know their rubrics.
#[derive(Debug)]
pub struct Bound<'r> {
    /// The document.
    pub document: Document,
    /// One binding a question of the document.
    pub bindings: Vec<Binding<'r>>,
}

/// How a question was bound, and to what.
#[derive(Clone, Debug, Default)]
pub struct Binding<'r> {
    /// The rubric and its question; `None` where nothing is like enough, or two are equally so.
    pub rubric: Option<RubricRef<'r>>,
    /// How sure it is: 100 for a directive, an id or a title, less for likeness, 0 where unbound. In hundredths.
    pub confidence: u8,
    /// Where two or more came equally near: their ids.
    pub ambiguous: Vec<String>,
}

/// Binds every question of a document. The candidate's own questions (反问) are bound only by directive.
#[must_use]
pub fn bind<'r>(mut document: Document, binder: &Binder<'r>) -> Bound<'r> {
    let mut bindings = Vec::with_capacity(document.questions.len());
    for question in &document.questions {
        let binding = binder.bind(question);
        if let Some((id, span)) = &question.directives.question
            && binding.rubric.is_none()
        {
            let problem =
                Problem::error("unknown-question", &document.source.path, format!("no rubric has the question `{id}`"));
            document.problems.push(problem.at(*span).help("`anscov rubric show` lists the questions"));
        }
        document.problems.extend(ambiguity(question, &binding, &document.source.path));
        bindings.push(binding);
    }
    Bound { document, bindings }
}

/// What is said where several rubrics come equally near.
pub(crate) fn ambiguity(question: &parse::Question, binding: &Binding, path: &str) -> Option<Problem> {
    let [first, ..] = binding.ambiguous.as_slice() else { return None };
    let message = format!("several rubrics fit this question equally well: {}", binding.ambiguous.join(", "));
    let help = format!("name the right one under the heading: <!-- anscov: question={first} -->");
    Some(Problem::warning("ambiguous-question", path, message).at(question.heading).help(help))
}

/// The questions of a catalogue, ready to be compared with those of documents.
#[derive(Debug)]
pub struct Binder<'r> {
    catalogue: &'r Catalogue,
    candidates: Vec<Candidate>,
    /// Squeezed titles and aliases, with the places of their candidates.
    titles: FxHashMap<String, Vec<usize>>,
    /// The units that the shipped candidates know, numbered in order,
    shipped: Words,
    /// and with the numbers that follow those that only others know.
    others: FxHashMap<String, u32>,
    /// What each unit weighs, by number.
    weights: Vec<u32>,
    /// Bindings by what was asked: the sheets of a folder ask the same questions again and again.
    known: RwLock<FxHashMap<String, Binding<'r>>>,
}

#[derive(Debug)]
struct Candidate {
    /// Its place in the catalogue.
    place: usize,
    /// The units of the title and of each alias.
    wordings: Vec<Units>,
    /// The units of all its wordings, by number,
    named: Vec<u32>,
    /// and those of its parts and key points as well.
    about: Vec<u32>,
}

/// What a wording says: its units by number, those that no candidate knows only by their weight.
#[derive(Debug, Default)]
struct Units {
    known: Vec<u32>,
    /// The weight of all of them.
    weight: u32,
}

/// The least likeness, in hundredths, that binds. Below, questions about a part of a rubric, or beside it, come as near as
/// those that ask for it in other words.
const LEAST: u32 = 45;

/// The least confidence that binds a follow-up.
const LEAST_FOLLOW_UP: u8 = 55;

/// A wording of at least this weight, five pairs of characters, that stands whole in a longer question counts for so many
/// hundredths.
const LEAST_TOLD: u32 = 500;
const TOLD: u32 = 85;

/// Two candidates less than this apart, in hundredths, are equally near.
const TIE: u32 = 4;

/// So many bindings are kept, at the most.
const MOST_KNOWN: usize = 4096;

/// What likeness can reach: only a directive, an id or a title is certain.
const SUREST: u32 = 95;

impl<'r> Binder<'r> {
    /// Takes in the questions of a catalogue.
    #[must_use]
    pub fn new(catalogue: &'r Catalogue) -> Self {
        let [(shipped, shipped_places), (own, own_places)] = catalogue.wordings();
        let mut says = shipped.says;
        let mut others = FxHashMap::default();
        let own_numbers: Vec<u32> = own
            .units
            .iter()
            .zip(&own.says)
            .map(|(unit, &said)| {
                let mut new = || {
                    says.push(said);
                    others.insert(unit.to_owned(), number(says.len() - 1));
                    number(says.len() - 1)
                };
                shipped.units.find(unit).map_or_else(&mut new, number)
            })
            .collect();
        let renumbered = |units: Vec<u32>| units.into_iter().map(|unit| own_numbers[unit as usize]).collect();
        let own_questions = own.questions.into_iter().map(|question| Worded {
            wordings: question.wordings.into_iter().map(renumbered).collect(),
            about: renumbered(question.about),
            ..question
        });
        let questions = shipped.questions.into_iter().zip(shipped_places).chain(own_questions.zip(own_places));
        let mut titles: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut spread = vec![0; says.len()];
        let mut read = Vec::new();
        for (question, place) in questions {
            let Some(place) = place else { continue };
            for title in question.titles {
                let known = titles.entry(title).or_default();
                if !known.contains(&read.len()) {
                    known.push(read.len());
                }
            }
            let named: BTreeSet<u32> = question.wordings.iter().flatten().copied().collect();
            for &unit in &named {
                spread[unit as usize] += 1;
            }
            read.push((place, question.wordings, named, question.about));
        }
        let weights: Vec<u32> =
            says.iter().zip(&spread).map(|(&says, &spread)| weight(says, spread, read.len())).collect();
        let weighed = |known: Vec<u32>| Units { weight: known.iter().map(|&unit| weights[unit as usize]).sum(), known };
        let candidates = read.into_iter().map(|(place, wordings, named, about)| Candidate {
            place,
            wordings: wordings.into_iter().map(weighed).collect(),
            named: named.into_iter().collect(),
            about,
        });
        let candidates = candidates.collect();
        Self { catalogue, candidates, titles, shipped: shipped.units, others, weights, known: RwLock::default() }
    }

    fn weigh(&self, units: FxHashSet<String>) -> Units {
        let mut out = Units::default();
        for unit in units {
            let number = self.shipped.find(&unit).map(number).or_else(|| self.others.get(&unit).copied());
            if let Some(number) = number {
                out.known.push(number);
                out.weight += self.weights[number as usize];
            } else {
                out.weight += weight(says(&unit), 0, self.candidates.len());
            }
        }
        out
    }

    /// Binds a question of a document.
    #[must_use]
    pub fn bind(&self, question: &parse::Question) -> Binding<'r> {
        if let Some((id, _)) = &question.directives.question {
            return self.by_name(id).unwrap_or_default();
        }
        if question.kind == QuestionKind::Reverse {
            return Binding::default();
        }
        let prompt = question.prompt.iter().map(|extract| extract.text.as_str());
        let prompt: Vec<&str> = prompt.chain(question.parts.iter().map(|part| part.text.as_str())).collect();
        let asked = format!("{}\n{}", question.title, prompt.join("\n"));
        // A lock that a panic has poisoned is merely not used any more.
        if let Some(known) = self.known.read().ok().and_then(|known| known.get(&asked).cloned()) {
            return known;
        }
        let mut binding = self.by_text(&question.title, prompt.into_iter());
        // A follow-up often goes by a few words that only its parent explains.
        if question.kind == QuestionKind::FollowUp && binding.confidence < LEAST_FOLLOW_UP {
            binding = Binding::default();
        }
        if let Ok(mut known) = self.known.write()
            && known.len() < MOST_KNOWN
        {
            known.insert(asked, binding.clone());
        }
        binding
    }

    /// Binds an id (`rubric/question`, or `question` where that is unique).
    #[must_use]
    pub fn by_name(&self, id: &str) -> Option<Binding<'r>> {
        Some(Binding { rubric: Some(self.catalogue.find(id)?), confidence: 100, ambiguous: Vec::new() })
    }

    /// Binds a title, then what is said in asking.
    #[must_use]
    pub fn by_text<'t>(&self, title: &'t str, prompt: impl Iterator<Item = &'t str>) -> Binding<'r> {
        if let Some(binding) = self.by_name(title.trim()) {
            return binding;
        }
        if let Some(known) = self.titles.get(&squeeze(title)) {
            let exact = known.iter().map(|&at| (100, at)).collect();
            return self.choose(exact);
        }
        // A title may ask several things, of which the first is the question, and a prompt may say more than it asks.
        let first = title.split_inclusive(['？', '?']).next().unwrap_or_default();
        let whole = units([title].into_iter().chain(prompt));
        let asked = [units([first]), units([title]), whole].map(|units| self.asked(units));
        let likeness =
            self.candidates.iter().enumerate().map(|(at, candidate)| {
                (asked.iter().map(|asked| self.likeness(candidate, asked)).max().unwrap_or(0), at)
            });
        self.choose(likeness.filter(|&(likeness, _)| likeness >= LEAST).collect())
    }

    fn asked(&self, units: FxHashSet<String>) -> Asked {
        let units = self.weigh(units);
        let mut set = vec![false; self.weights.len()];
        for &unit in &units.known {
            set[unit as usize] = true;
        }
        Asked { weight: units.weight.max(1), set }
    }

    /// How like a candidate is to what is asked, in hundredths: how much of both one wording shares with it (Dice), and
    /// how much of what is asked stands in any wording, and in what the candidate is about. The rarer a unit, the more it
    /// says.
    fn likeness(&self, candidate: &Candidate, asked: &Asked) -> u32 {
        let shared = |units: &[u32]| {
            units.iter().filter(|&&unit| asked.set[unit as usize]).map(|&unit| self.weights[unit as usize]).sum::<u32>()
        };
        let dice = |wording: &Units| 200 * shared(&wording.known) / (wording.weight + asked.weight);
        let best = candidate.wordings.iter().map(dice).max().unwrap_or(0);
        let [named, about] = [&candidate.named, &candidate.about].map(|units| 100 * shared(units) / asked.weight);
        // Who tells a whole story around the question still says all of a wording.
        let told = candidate.wordings.iter().filter(|wording| wording.weight >= LEAST_TOLD);
        let told = told.map(|wording| 100 * shared(&wording.known) / wording.weight).max().unwrap_or(0);
        ((2 * best + named + about) / 4).max((2 * told + about) * TOLD / 300).min(SUREST)
    }

    fn choose(&self, mut likeness: Vec<(u32, usize)>) -> Binding<'r> {
        likeness.sort_by_key(|&(likeness, at)| (std::cmp::Reverse(likeness), at));
        let Some(&(best, at)) = likeness.first() else { return Binding::default() };
        let tied: Vec<String> = likeness
            .iter()
            .take_while(|&&(likeness, _)| best - likeness < TIE)
            .map(|&(_, at)| self.catalogue.id(self.candidates[at].place))
            .collect();
        if tied.len() > 1 {
            return Binding { rubric: None, confidence: 0, ambiguous: tied };
        }
        Binding {
            rubric: self.catalogue.question(self.candidates[at].place),
            confidence: u8::try_from(best).unwrap_or(100),
            ambiguous: Vec::new(),
        }
    }
}

/// What is asked.
struct Asked {
    /// What its units weigh together, at least 1.
    weight: u32,
    /// Whether it has a unit, by number.
    set: Vec<bool>,
}

/// What a unit says that stands in the wordings of `spread` of so many candidates, in hundredths of what a pair of
/// characters says that stands in none: the more share it, the less (inverse document frequency).
fn weight(says: u8, spread: usize, candidates: usize) -> u32 {
    let most = match says {
        0 => return 15,
        1 => 100.0,
        _ => 160.0,
    };
    #[expect(clippy::cast_precision_loss, reason = "rubrics are few")]
    let (spread, candidates) = (spread as f64, candidates as f64);
    let rarity = ((candidates + 1.0) / (spread + 0.5)).ln() / (candidates + 1.0).ln();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred")]
    let weight = (most * rarity).round().clamp(1.0, 1000.0) as u32;
    weight
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
