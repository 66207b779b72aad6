//! Which questions a change touches, and which answers it takes away.
//!
//! A document is held against what it was before, question by question, not line by line: a question that stands elsewhere
//! now, or beside one that is new or gone, has not changed, and an answer that is gone has no line any more.

use crate::bind::{Binding, Bound};
use crate::catalogue::RubricRef;
use crate::parse::{Question, SlotState};
use crate::source::Source;

/// A question of one state of a document: what it is known by, and what would be a change of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posed {
    /// The document.
    pub path: String,
    /// The full id of the rubric's question, `rubric/question`.
    pub rubric: Option<String>,
    /// Its title as written.
    pub title: String,
    /// The line it begins at, from 1.
    pub line: usize,
    /// Whether there is an answer that counts.
    pub is_answered: bool,
    /// What is asked, and what directives say.
    asking: Vec<String>,
    /// What the candidate wrote.
    answer: Vec<String>,
}

/// What became of the questions of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// For each question of now, whether it is new, or its answer, its wording or its directives are other ones.
    pub touched: Vec<bool>,
    /// Those of before that are there no more, or whose answer is not.
    pub gone: Vec<Posed>,
    /// Those of now that were not there before.
    pub new: Vec<Posed>,
}

/// Ways to know a question again, the surest first.
const SIGNS: [fn(&Posed, &Posed) -> bool; 4] = [
    |one, other| one.title == other.title && one.answer == other.answer,
    |one, other| one.rubric.is_some() && one.rubric == other.rubric,
    |one, other| one.title == other.title,
    |one, other| !one.answer.is_empty() && one.answer == other.answer,
];

/// The questions of a document that the candidate owed an answer to.
#[must_use]
pub fn posed(bound: &Bound<'_>) -> Vec<Posed> {
    let document = &bound.document;
    let questions = document.questions.iter().zip(&bound.bindings).filter(|_| document.has_answers());
    let owed = questions.filter(|(question, _)| question.asks_candidate());
    owed.map(|(question, binding)| Posed::new(&document.source, question, binding)).collect()
}

/// What became of the questions of a document: `before` and `now` are all that were and are asked in it.
#[must_use]
pub fn change(before: Vec<Posed>, now: Vec<Posed>) -> Change {
    let mut touched = vec![true; now.len()];
    let mut gone: Vec<Option<Posed>> = before.into_iter().map(Some).collect();
    let mut new: Vec<Option<Posed>> = now.into_iter().map(Some).collect();
    let mut emptied = Vec::new();
    for is_same in SIGNS {
        for (touched, place) in touched.iter_mut().zip(&mut new) {
            let Some(question) = place else { continue };
            let found = gone.iter_mut().find(|old| old.as_ref().is_some_and(|old| is_same(old, question)));
            if let Some(old) = found.and_then(Option::take) {
                *touched = !question.reads_like(&old);
                // An answer that was emptied is gone like one whose question was taken away.
                emptied.extend(question.answer.is_empty().then_some(old));
                *place = None;
            }
        }
    }
    let gone = gone.into_iter().flatten().chain(emptied.into_iter().filter(|old| !old.answer.is_empty())).collect();
    Change { touched, gone, new: new.into_iter().flatten().collect() }
}

/// Those of the questions that are `gone` from one document and `new` in none.
#[must_use]
pub fn lost(gone: Vec<Posed>, new: Vec<Posed>) -> Vec<Posed> {
    change(gone, new).gone.into_iter().filter(|question| question.is_answered).collect()
}

impl Posed {
    fn new(source: &Source, question: &Question, binding: &Binding<'_>) -> Self {
        let said = &question.directives;
        let of_directives =
            said.ignored_keypoints.iter().flat_map(|ignored| [Some(&ignored.id), ignored.reason.as_ref()]);
        let bound_to = said.question.as_ref().map(|(id, _)| id);
        let prompt = question.prompt.iter().map(|extract| &extract.text);
        let asking = [Some(&question.title), bound_to].into_iter().chain(of_directives).flatten().chain(prompt);
        let asking = asking.flat_map(|text| lines(text)).chain(said.ignore.map(|_| "ignored".to_owned()));
        let answers = question.answers().filter(|slot| slot.state == SlotState::Answered).filter_map(|slot| slot.span);
        Self {
            path: source.path.clone(),
            rubric: binding.rubric.map(RubricRef::id),
            title: question.title.clone(),
            line: source.line_at(question.heading.start),
            is_answered: question.answer_state() == Some(SlotState::Answered) && said.ignore.is_none(),
            asking: asking.collect(),
            answer: answers.flat_map(|span| lines(span.of(&source.text))).collect(),
        }
    }

    fn reads_like(&self, other: &Self) -> bool {
        self.asking == other.asking && self.answer == other.answer && self.is_answered == other.is_answered
    }
}

/// The lines of a text; what git or an editor does to their ends is no change.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bind::{Binder, bind};
    use crate::catalogue::Catalogue;
    use crate::parse::{Labels, parse};
    use crate::rubric::Lexicon;

    const ONE: &str = "### 1. 甲\n\n**我的回答**：a\nb\n\n**参考答案**：c\nd\n\n";
    const TWO: &str = "<!-- anscov: ignore x reason=\"y\" -->\n### 2. 乙\n\n**我的回答**：e\n\n";
    const THREE: &str = "### 3. 丙\n\n**我的回答**：f\n\n";

    fn questions(text: &str) -> Vec<Posed> {
        let catalogue = Catalogue::new(Vec::new(), Lexicon::default());
        posed(&bind(parse(Source::new("a.md", text), &Labels::default()), &Binder::new(&catalogue)))
    }

    /// The titles of what is touched, gone and new.
    fn told(before: &str, now: &str) -> String {
        let titles = |questions: &[Posed]| questions.iter().map(|question| question.title.clone()).collect::<String>();
        let now = questions(now);
        let all = now.clone();
        let Change { touched, gone, new } = change(questions(before), now);
        let touched: Vec<Posed> =
            all.into_iter().zip(touched).filter(|(_, touched)| *touched).map(|(it, _)| it).collect();
        format!("{}-{}+{}", titles(&touched), titles(&gone), titles(&new))
    }

    #[test]
    fn a_question_is_touched_in_its_own_words_only() {
        let all = [ONE, TWO, THREE].concat();
        let with = |from: &str, to: &str| told(&all, &all.replacen(from, to, 1));
        assert_eq!(with("a\nb", "a\nc"), "甲-+");
        assert_eq!(with("c\nd", "d"), "-+", "a reference answer");
        assert_eq!(with("ignore x", "ignore z"), "乙-+", "a directive above the heading");
        assert_eq!(with("### 1. 甲", "### 1. 甲和乙"), "甲和乙-+");
        assert_eq!(with("：e", "："), "乙-乙+", "an answer that was emptied");
        assert_eq!(with("\nb\n", "  \r\nb \n"), "-+", "the ends of lines");
        assert_eq!(told("", &all), "甲乙丙-+甲乙丙");
    }

    #[test]
    fn the_neighbours_of_what_is_new_or_gone_have_not_changed() {
        let all = [ONE, TWO, THREE].concat();
        assert_eq!(told(&all, &[ONE, THREE].concat()), "-乙+");
        assert_eq!(told(&[ONE, THREE].concat(), &all), "乙-+乙");
        assert_eq!(told(&all, &[THREE, ONE, TWO].concat().replace("### 3", "### 1")), "-+", "another order");
        assert_eq!(told(&all, ""), "-甲乙丙+");
    }

    #[test]
    fn what_stands_elsewhere_is_not_lost() {
        let titles = |lost: Vec<Posed>| lost.into_iter().map(|question| question.title).collect::<String>();
        let empty = "### 4. 丁\n\n**我的回答**：\n";
        let gone = || questions(&[ONE, TWO, empty].concat());
        assert_eq!(titles(lost(gone(), Vec::new())), "甲乙", "an empty answer is none");
        assert_eq!(titles(lost(gone(), questions(TWO))), "甲");
        assert_eq!(titles(lost(gone(), questions(&ONE.replace('甲', "甲是什么")))), "乙", "the same answer");
    }
}
