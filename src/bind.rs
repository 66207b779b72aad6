//! Binds the questions of a document to rubrics: by directive, id, title or alias, then by likeness.

use rustc_hash::{FxHashMap, FxHashSet};

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
    /// In how many candidates a unit stands.
    spread: FxHashMap<String, usize>,
}

#[derive(Debug)]
struct Candidate<'r> {
    rubric: RubricRef<'r>,
    /// The units of the title and of each alias.
    wordings: Vec<FxHashSet<String>>,
    /// Those of everything that the question is about: titles, aliases, parts, key points.
    all: FxHashSet<String>,
}

/// The least likeness, in hundredths, that binds. Below, questions about a part of a rubric, or beside it, come as near as
/// those that ask for it in other words.
const LEAST: u32 = 50;

/// Two candidates less than this apart, in hundredths, are equally near.
const TIE: u32 = 4;

/// What likeness can reach: only a directive, an id or a title is certain.
const SUREST: u32 = 95;

impl<'r> Binder<'r> {
    /// Takes in the questions of a catalogue.
    #[must_use]
    pub fn new(catalogue: &'r Catalogue) -> Self {
        let mut titles: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut spread: FxHashMap<String, usize> = FxHashMap::default();
        let mut candidates = Vec::new();
        for (at, rubric) in catalogue.questions().enumerate() {
            let wordings: Vec<&String> = [&rubric.question.title].into_iter().chain(&rubric.question.aliases).collect();
            for title in &wordings {
                let known = titles.entry(squeeze(title)).or_default();
                if !known.contains(&at) {
                    known.push(at);
                }
            }
            let wordings: Vec<FxHashSet<String>> = wordings.into_iter().map(|wording| units(wording)).collect();
            let about =
                rubric.question.parts.iter().chain(rubric.question.keypoints.iter().map(|keypoint| &keypoint.point));
            let all: FxHashSet<String> =
                wordings.iter().flatten().cloned().chain(about.flat_map(|text| units(text))).collect();
            for unit in &all {
                *spread.entry(unit.clone()).or_default() += 1;
            }
            candidates.push(Candidate { rubric, wordings, all });
        }
        Self { catalogue, candidates, titles, spread }
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
        self.by_text(&question.title, prompt.chain(question.parts.iter().map(|part| part.text.as_str())))
    }

    /// Binds an id (`rubric/question`, or `question` where that is unique).
    #[must_use]
    pub fn by_name(&self, id: &str) -> Option<Binding<'r>> {
        Some(Binding { rubric: Some(self.catalogue.find(id)?), confidence: 100, ambiguous: Vec::new() })
    }

    /// Binds a title, then what is said in asking.
    #[must_use]
    pub fn by_text<'t>(&self, title: &str, prompt: impl Iterator<Item = &'t str>) -> Binding<'r> {
        if let Some(binding) = self.by_name(title.trim()) {
            return binding;
        }
        if let Some(known) = self.titles.get(&squeeze(title)) {
            let exact = known.iter().map(|&at| (100, at)).collect();
            return self.choose(exact);
        }
        let title = units(title);
        let prompt: FxHashSet<String> = prompt.flat_map(units).chain(title.iter().cloned()).collect();
        let likeness =
            self.candidates.iter().enumerate().map(|(at, candidate)| (self.likeness(candidate, &title, &prompt), at));
        self.choose(likeness.filter(|&(likeness, _)| likeness >= LEAST).collect())
    }

    /// How like a candidate is to a title and a prompt, in hundredths: the title is held against every wording, and all
    /// that is asked against all that the candidate is about. The rarer a unit, the more it says.
    fn likeness(&self, candidate: &Candidate, title: &FxHashSet<String>, asked: &FxHashSet<String>) -> u32 {
        let by_wording = candidate.wordings.iter().map(|wording| self.overlap(wording, title)).max().unwrap_or(0);
        let in_asked = candidate.wordings.iter().map(|wording| self.share(wording, asked)).max().unwrap_or(0);
        let in_all = self.share(asked, &candidate.all);
        by_wording.max((2 * in_asked + in_all) / 3).min(SUREST)
    }

    /// Twice what two sets share over what they hold (Dice), by weight, in hundredths.
    fn overlap(&self, a: &FxHashSet<String>, b: &FxHashSet<String>) -> u32 {
        let shared: u32 = a.intersection(b).map(|unit| self.weight(unit)).sum();
        let all: u32 = a.iter().chain(b).map(|unit| self.weight(unit)).sum();
        200 * shared / all.max(1)
    }

    /// How much of `part` stands in `whole`, by weight, in hundredths.
    fn share(&self, part: &FxHashSet<String>, whole: &FxHashSet<String>) -> u32 {
        let shared: u32 = part.intersection(whole).map(|unit| self.weight(unit)).sum();
        100 * shared / part.iter().map(|unit| self.weight(unit)).sum::<u32>().max(1)
    }

    /// A unit that many candidates share says little; one that none has says that something else is asked.
    fn weight(&self, unit: &str) -> u32 {
        let spread = self.spread.get(unit).copied().unwrap_or(0);
        if ASKING.contains(&unit) {
            return 3;
        }
        let length = if unit.chars().all(is_han) { 1 } else { 2 };
        length
            * match spread * 100 / self.candidates.len().max(1) {
                _ if spread <= 1 => 12,
                0..=5 => 10,
                6..=15 => 7,
                16..=30 => 4,
                _ => 2,
            }
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

/// A title without case, blanks and punctuation.
fn squeeze(title: &str) -> String {
    fold_text(title).chars().filter(|&c| is_han(c) || is_word(c)).collect()
}

/// What a wording says: stems of Latin words and pairs of Han characters, words of mere grammar and of asking left out.
fn units(wording: &str) -> FxHashSet<String> {
    let stemmed = stem_text(wording);
    let words = stemmed.split(|c: char| !is_word(c)).filter(|word| !word.is_empty() && density(word).function == 0);
    let mut out: FxHashSet<String> = words.map(str::to_owned).collect();
    for run in stemmed.split(|c: char| !is_han(c)) {
        for run in run.split(|c: char| density(c.encode_utf8(&mut [0; 4])).function > 0).filter(|run| !run.is_empty()) {
            let chars: Vec<char> = run.chars().collect();
            out.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
            out.extend((chars.len() == 1).then(|| run.to_owned()));
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
