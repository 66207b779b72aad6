//! Binds the questions of a document to rubrics: by directive, id, title or alias, then by likeness.

use rustc_hash::{FxHashMap, FxHashSet};
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

/// Binds every question of a document. Follow-ups and the candidate's own questions (反问) are bound only by directive.
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
    /// The units that it is about, by number.
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
const LEAST: u32 = 50;

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
            for &unit in &question.about {
                spread[unit as usize] += 1;
            }
            read.push((place, question.wordings, question.about));
        }
        let weights: Vec<u32> =
            says.iter().zip(&spread).map(|(&says, &spread)| weight(says, spread, read.len())).collect();
        let weighed = |known: Vec<u32>| Units { weight: known.iter().map(|&unit| weights[unit as usize]).sum(), known };
        let candidate = |(place, wordings, about): (usize, Vec<Vec<u32>>, Vec<u32>)| Candidate {
            place,
            wordings: wordings.into_iter().map(weighed).collect(),
            about,
        };
        let candidates = read.into_iter().map(candidate).collect();
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
        if question.kind != QuestionKind::Question {
            return Binding::default();
        }
        let prompt = question.prompt.iter().map(|extract| extract.text.as_str());
        let prompt: Vec<&str> = prompt.chain(question.parts.iter().map(|part| part.text.as_str())).collect();
        let asked = format!("{}\n{}", question.title, prompt.join("\n"));
        // A lock that a panic has poisoned is merely not used any more.
        if let Some(known) = self.known.read().ok().and_then(|known| known.get(&asked).cloned()) {
            return known;
        }
        let binding = self.by_text(&question.title, prompt.into_iter());
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
        let asked = self.weigh(units([title].into_iter().chain(prompt)));
        let title = self.weigh(units([title]));
        let mut sets = Asked {
            in_title: vec![false; self.weights.len()],
            in_all: vec![false; self.weights.len()],
            title: &title,
            all: &asked,
        };
        for &unit in &title.known {
            sets.in_title[unit as usize] = true;
        }
        for &unit in &asked.known {
            sets.in_all[unit as usize] = true;
        }
        let likeness = self.candidates.iter().enumerate().map(|(at, candidate)| (self.likeness(candidate, &sets), at));
        self.choose(likeness.filter(|&(likeness, _)| likeness >= LEAST).collect())
    }

    /// How like a candidate is to a title and a prompt, in hundredths: the title is held against every wording, and all
    /// that is asked against all that the candidate is about. The rarer a unit, the more it says.
    fn likeness(&self, candidate: &Candidate, asked: &Asked) -> u32 {
        let shared = |units: &[u32], set: &[bool]| {
            units.iter().filter(|&&unit| set[unit as usize]).map(|&unit| self.weights[unit as usize]).sum::<u32>()
        };
        // Twice what the two share over what they hold (Dice).
        let like_title = |wording: &Units| {
            200 * shared(&wording.known, &asked.in_title) / (wording.weight + asked.title.weight).max(1)
        };
        let in_asked = |wording: &Units| 100 * shared(&wording.known, &asked.in_all) / wording.weight.max(1);
        let by_wording = candidate.wordings.iter().map(like_title).max().unwrap_or(0);
        let in_asked = candidate.wordings.iter().map(in_asked).max().unwrap_or(0);
        let in_all = 100 * shared(&candidate.about, &asked.in_all) / asked.all.weight.max(1);
        by_wording.max((2 * in_asked + in_all) / 3).min(SUREST)
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

/// A title, and all that is asked under it.
struct Asked<'u> {
    title: &'u Units,
    all: &'u Units,
    in_title: Vec<bool>,
    in_all: Vec<bool>,
}

/// What a unit says that `spread` of so many candidates know: the more share it, the less; one that none knows says that
/// something else is asked.
fn weight(says: u8, spread: usize, candidates: usize) -> u32 {
    if says == 0 {
        return 3;
    }
    u32::from(says)
        * match spread * 100 / candidates.max(1) {
            _ if spread <= 1 => 12,
            0..=5 => 10,
            6..=15 => 7,
            16..=30 => 4,
            _ => 2,
        }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
