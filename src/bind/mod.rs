//! Binds the questions of a document to rubrics: by directive, id, title or alias, then by likeness.

mod likeness;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;
use std::sync::RwLock;

use crate::catalogue::{Catalogue, RubricRef};
use crate::compile::{in_chinese, units};
use crate::messages::Message;
use crate::parse::{self, Document, QuestionKind};
use crate::problem::Problem;
use crate::text::stem_text;
use likeness::{Likeness, share};

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
    /// How sure it is, in hundredths: 100 for a directive, an id or a title, 0 where unbound. By likeness it says how many
    /// of a hundred such bindings are right, at the least: both ask the same, or one asks for a part of the other.
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

/// The least confidence that binds. Below, questions that no rubric asks come as near as those that ask for one in other
/// words, and a verdict on another question is worse than none.
const LEAST: u8 = 40;

/// The least confidence that binds a follow-up.
const LEAST_FOLLOW_UP: u8 = 50;

/// What likeness can reach: only a directive, an id or a title is certain.
const SUREST: u8 = 95;

/// Two candidates whose odds are less than this apart, in hundredths of their logarithm, are equally near.
const TIE: i64 = 10;

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
            return self.choose(titled.into_iter().map(|place| (0, place)).collect(), 100);
        }
        // A title may ask several things, of which the first is the question, and a prompt may say more than it asks.
        let first = title.split_inclusive(['？', '?']).next().unwrap_or_default();
        let stemmed: Vec<String> = [first, title].into_iter().chain(prompt).map(stem_text).collect();
        let ways = [units(&stemmed[..1]), units(&stemmed[1..2]), units(&stemmed[1..])];
        let found = self.likeness.of(&ways, in_chinese(title));
        let confidence = found.iter().map(|&(odds, _)| share(odds)).max().unwrap_or_default();
        if confidence < LEAST { Binding::default() } else { self.choose(found, confidence.min(SUREST)) }
    }

    /// The most likely of the questions, which come with their odds; none where another is as likely.
    fn choose(&self, mut found: Vec<(i64, usize)>, confidence: u8) -> Binding<'r> {
        found.sort_by_key(|&(odds, at)| (std::cmp::Reverse(odds), at));
        let Some(&(best, at)) = found.first() else { return Binding::default() };
        let tied: Vec<String> =
            found.iter().take_while(|&&(odds, _)| best - odds < TIE).map(|&(_, at)| self.catalogue.id(at)).collect();
        if tied.len() > 1 {
            return Binding { rubric: None, confidence: 0, ambiguous: tied };
        }
        Binding { rubric: self.catalogue.question(at), confidence, ambiguous: Vec::new() }
    }
}
