//! Binds the questions of a document to rubrics: by directive, id, title or alias, then by likeness.

mod likeness;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;
use std::sync::RwLock;

use crate::catalogue::{Catalogue, RubricRef};
use crate::compile::units;
use crate::messages::Message;
use crate::parse::{self, Document, QuestionKind};
use crate::problem::Problem;
use crate::text::stem_text;
use likeness::Likeness;

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
    let bindings: Vec<Binding<'r>> = if document.is_worth_sharing() {
        document.questions.par_iter().map(|question| binder.bind(question)).collect()
    } else {
        document.questions.iter().map(|question| binder.bind(question)).collect()
    };
    for (question, binding) in document.questions.iter().zip(&bindings) {
        if let Some((id, span)) = &question.directives.question
            && binding.rubric.is_none()
        {
            let message = Message::new("no-rubric-has-question").with("question", id);
            let problem = Problem::error("unknown-question", &document.source.path, message).at(*span);
            document.problems.push(problem.help(Message::new("rubric-show-lists-questions")));
        }
        document.problems.extend(ambiguity(question, binding, &document.source.path));
    }
    Bound { document, bindings }
}

/// What is said where several rubrics come equally near.
pub(crate) fn ambiguity(question: &parse::Question, binding: &Binding, path: &str) -> Option<Problem> {
    let [first, ..] = binding.ambiguous.as_slice() else { return None };
    let message = Message::new("several-rubrics-fit").with("ids", binding.ambiguous.join(", "));
    let help = Message::new("several-rubrics-fit-help").with("id", first);
    Some(Problem::warning("ambiguous-question", path, message).at(question.heading).help(help))
}

/// The questions of a catalogue, ready to be compared with those of documents.
#[derive(Debug)]
pub struct Binder<'r> {
    catalogue: &'r Catalogue,
    likeness: Likeness,
    /// Bindings by what was asked: the sheets of a folder ask the same questions again and again.
    known: RwLock<FxHashMap<String, Binding<'r>>>,
}

/// The least likeness, in hundredths, that binds. Below, questions about a part of a rubric, or beside it, come as near as
/// those that ask for it in other words.
const LEAST: u32 = 45;

/// The least confidence that binds a follow-up.
const LEAST_FOLLOW_UP: u8 = 55;

/// Two candidates less than this apart, in hundredths, are equally near.
const TIE: u32 = 4;

/// So many bindings are kept, at the most.
const MOST_KNOWN: usize = 4096;

impl<'r> Binder<'r> {
    /// Takes in the questions of a catalogue.
    #[must_use]
    pub fn new(catalogue: &'r Catalogue) -> Self {
        Self { catalogue, likeness: Likeness::new(catalogue.wordings()), known: RwLock::default() }
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
        let titled = self.likeness.titled(title);
        if !titled.is_empty() {
            return self.choose(titled.into_iter().map(|place| (100, place)).collect());
        }
        // A title may ask several things, of which the first is the question, and a prompt may say more than it asks.
        let first = title.split_inclusive(['？', '?']).next().unwrap_or_default();
        let stemmed: Vec<String> = [first, title].into_iter().chain(prompt).map(stem_text).collect();
        let found = self.likeness.of(&[units(&stemmed[..1]), units(&stemmed[1..2]), units(&stemmed[1..])]);
        self.choose(found.into_iter().filter(|&(likeness, _)| likeness >= LEAST).collect())
    }

    fn choose(&self, mut likeness: Vec<(u32, usize)>) -> Binding<'r> {
        likeness.sort_by_key(|&(likeness, at)| (std::cmp::Reverse(likeness), at));
        let Some(&(best, at)) = likeness.first() else { return Binding::default() };
        let tied: Vec<String> = likeness
            .iter()
            .take_while(|&&(likeness, _)| best - likeness < TIE)
            .map(|&(_, at)| self.catalogue.id(at))
            .collect();
        if tied.len() > 1 {
            return Binding { rubric: None, confidence: 0, ambiguous: tied };
        }
        Binding {
            rubric: self.catalogue.question(at),
            confidence: u8::try_from(best).unwrap_or(100),
            ambiguous: Vec::new(),
        }
    }
}
