//! Binds the questions of a document to rubrics: by directive, id, title or alias, then by likeness.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::RwLock;

use crate::parse::{self, Document, QuestionKind};
use crate::problem::Problem;
use crate::rubric::{Catalogue, RubricRef};
use crate::text::{density, fold_text, is_han, is_word, stem_text};

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
    candidates: Vec<Candidate<'r>>,
    /// Squeezed titles and aliases.
    titles: FxHashMap<String, Vec<usize>>,
    /// The units that candidates know, with their numbers.
    numbers: FxHashMap<String, usize>,
    /// What each unit weighs, by number.
    weights: Vec<u32>,
    /// Bindings by what was asked: the sheets of a folder ask the same questions again and again.
    known: RwLock<FxHashMap<String, Binding<'r>>>,
}

#[derive(Debug)]
struct Candidate<'r> {
    rubric: RubricRef<'r>,
    /// The units of the title and of each alias.
    wordings: Vec<Units>,
    /// Whether it is about a unit, by the unit's number.
    about: Vec<bool>,
}

/// What a wording says: its units by number, those that no candidate knows only by their weight.
#[derive(Debug, Default)]
struct Units {
    known: Vec<usize>,
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
        let mut binder = Self {
            catalogue,
            candidates: Vec::new(),
            titles: FxHashMap::default(),
            numbers: FxHashMap::default(),
            weights: Vec::new(),
            known: RwLock::default(),
        };
        let mut spread: Vec<usize> = Vec::new();
        let mut read = Vec::new();
        for (at, rubric) in catalogue.questions().enumerate() {
            let question = rubric.question;
            let wordings: Vec<&String> = [&question.title].into_iter().chain(&question.aliases).collect();
            for title in &wordings {
                let known = binder.titles.entry(squeeze(title)).or_default();
                if !known.contains(&at) {
                    known.push(at);
                }
            }
            let points = question.keypoints.iter().map(|keypoint| &keypoint.point);
            let about = units(wordings.iter().copied().chain(&question.parts).chain(points).map(String::as_str));
            let about: Vec<usize> = about.into_iter().map(|unit| binder.number(unit)).collect();
            spread.resize(binder.numbers.len(), 0);
            for &unit in &about {
                spread[unit] += 1;
            }
            let wordings: Vec<FxHashSet<String>> = wordings.iter().map(|wording| units([wording.as_str()])).collect();
            read.push((rubric, wordings, about));
        }
        binder.weights = vec![0; spread.len()];
        for (unit, &number) in &binder.numbers {
            binder.weights[number] = weight(unit, spread[number], read.len());
        }
        for (rubric, wordings, known) in read {
            let mut about = vec![false; spread.len()];
            for unit in known {
                about[unit] = true;
            }
            let wordings = wordings.into_iter().map(|wording| binder.weigh(wording)).collect();
            binder.candidates.push(Candidate { rubric, wordings, about });
        }
        binder
    }

    fn number(&mut self, unit: String) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(unit).or_insert(next)
    }

    fn weigh(&self, units: FxHashSet<String>) -> Units {
        let mut out = Units::default();
        for unit in units {
            if let Some(&number) = self.numbers.get(&unit) {
                out.known.push(number);
                out.weight += self.weights[number];
            } else {
                out.weight += weight(&unit, 0, self.candidates.len());
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
            sets.in_title[unit] = true;
        }
        for &unit in &asked.known {
            sets.in_all[unit] = true;
        }
        let likeness = self.candidates.iter().enumerate().map(|(at, candidate)| (self.likeness(candidate, &sets), at));
        self.choose(likeness.filter(|&(likeness, _)| likeness >= LEAST).collect())
    }

    /// How like a candidate is to a title and a prompt, in hundredths: the title is held against every wording, and all
    /// that is asked against all that the candidate is about. The rarer a unit, the more it says.
    fn likeness(&self, candidate: &Candidate, asked: &Asked) -> u32 {
        let shared = |units: &Units, set: &[bool]| {
            units.known.iter().filter(|&&unit| set[unit]).map(|&unit| self.weights[unit]).sum::<u32>()
        };
        // Twice what the two share over what they hold (Dice).
        let like_title =
            |wording: &Units| 200 * shared(wording, &asked.in_title) / (wording.weight + asked.title.weight).max(1);
        let share = |units: &Units, set: &[bool]| 100 * shared(units, set) / units.weight.max(1);
        let by_wording = candidate.wordings.iter().map(like_title).max().unwrap_or(0);
        let in_asked = candidate.wordings.iter().map(|wording| share(wording, &asked.in_all)).max().unwrap_or(0);
        let in_all = share(asked.all, &candidate.about);
        by_wording.max((2 * in_asked + in_all) / 3).min(SUREST)
    }

    fn choose(&self, mut likeness: Vec<(u32, usize)>) -> Binding<'r> {
        likeness.sort_by_key(|&(likeness, at)| (std::cmp::Reverse(likeness), at));
        let Some(&(best, at)) = likeness.first() else { return Binding::default() };
        let tied: Vec<String> = likeness
            .iter()
            .take_while(|&&(likeness, _)| best - likeness < TIE)
            .map(|&(_, at)| self.candidates[at].rubric.id())
            .collect();
        if tied.len() > 1 {
            return Binding { rubric: None, confidence: 0, ambiguous: tied };
        }
        Binding {
            rubric: Some(self.candidates[at].rubric),
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
fn weight(unit: &str, spread: usize, candidates: usize) -> u32 {
    if ASKING.contains(&unit) {
        return 3;
    }
    let length = if unit.chars().all(is_han) { 1 } else { 2 };
    length
        * match spread * 100 / candidates.max(1) {
            _ if spread <= 1 => 12,
            0..=5 => 10,
            6..=15 => 7,
            16..=30 => 4,
            _ => 2,
        }
}

/// A title without case, blanks and punctuation.
fn squeeze(title: &str) -> String {
    fold_text(title).chars().filter(|&c| is_han(c) || is_word(c)).collect()
}

/// What wordings say: stems of Latin words and pairs of Han characters, words of mere grammar left out.
fn units<'t>(wordings: impl IntoIterator<Item = &'t str>) -> FxHashSet<String> {
    let mut out = FxHashSet::default();
    for wording in wordings {
        let stemmed = stem_text(wording);
        let words = stemmed.split(|c: char| !is_word(c)).filter(|word| !word.is_empty() && density(word).function == 0);
        out.extend(words.map(str::to_owned));
        for run in stemmed.split(|c: char| !is_han(c) || density(c.encode_utf8(&mut [0; 4])).function > 0) {
            let ends: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
            out.extend(ends.windows(3).filter_map(|ends| run.get(ends[0]..ends[2])).map(str::to_owned));
            if ends.len() == 2 {
                out.insert(run.to_owned());
            }
        }
    }
    out
}

/// Words that ask, and say nothing of what is asked.
const ASKING: &[&str] = &[
    "什么",
    "怎么",
    "如何",
    "为何",
    "哪些",
    "哪个",
    "请问",
    "请你",
    "请您",
    "解释",
    "介绍",
    "说说",
    "讲讲",
    "谈谈",
    "详细",
    "一下",
    "简述",
    "描述",
    "原理",
    "实现",
    "区别",
    "问题",
    "理解",
    "原因",
    "explain",
    "describ",
    "what",
    "how",
    "whi",
    "principl",
    "implement",
    "detail",
];
