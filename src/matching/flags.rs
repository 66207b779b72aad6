//! What is odd about an answer as a whole.

use super::answer::{Answer, Sentence, Standing};
use super::evidence::Flag;
use super::list;
use crate::compile::Known;

/// Function words in a hundred words: prose has twice as many and more, lists of terms fewer. Terse notes have as few;
/// what tells them apart is that their sentences are no lists.
const LIST_DENSITY: usize = 12;

/// A run of so many words, with no more function words than [`RUN_DENSITY`] in a hundred, is a list however it is cut.
const RUN: usize = 14;
const RUN_DENSITY: usize = 2;

/// So many bare terms, a line each, are a list.
const LINES: usize = 4;

/// How many hundredths of an answer's characters must stand in lists.
const LISTED: usize = 80;

/// How many hundredths of an answer's characters must stand in copied sentences.
const COPIED: usize = 70;

/// The flags of an answer to a rubric's question, in order.
pub(crate) fn flags(answer: &Answer, known: &Known) -> Vec<Flag> {
    let mut out = Vec::new();
    if is_keyword_list(answer) {
        out.push(Flag::KeywordList);
    }
    if is_echo(answer) {
        out.push(Flag::QuestionEcho);
    }
    if is_copy(answer, known) {
        out.push(Flag::VerbatimCopy);
    }
    out
}

/// Whether the whole answer lists terms: it is one run of them, or most of its text stands in lists and bare terms.
fn is_keyword_list(answer: &Answer) -> bool {
    let density = answer.density();
    if density.percent() > LIST_DENSITY {
        return false;
    }
    if density.percent() <= RUN_DENSITY && list::is_run(&answer.folded.text, RUN) {
        return true;
    }
    let lists = |sentence: &Sentence| {
        matches!(sentence.standing, Standing::List | Standing::Title) || is_bare(answer, sentence)
    };
    let bare = answer.sentences.iter().filter(|sentence| is_bare(answer, sentence)).count();
    let several = bare >= LINES || answer.sentences.iter().any(|sentence| sentence.standing == Standing::List);
    several && weight(answer, lists) * 100 >= weight(answer, |_| true) * LISTED
}

fn is_bare(answer: &Answer, sentence: &Sentence) -> bool {
    list::is_bare(answer.prose.map.source(sentence.span).of(&answer.folded.text))
}

fn is_echo(answer: &Answer) -> bool {
    let echoed = weight(answer, |sentence| sentence.standing == Standing::Echo);
    echoed > 0 && echoed * 100 >= weight(answer, |_| true) * 80
}

/// Whether most of the answer is the rubric's points, a reference, or an example, word for word.
fn is_copy(answer: &Answer, known: &Known) -> bool {
    let copied = weight(answer, |sentence| known.has(answer.prose.map.source(sentence.span).of(&answer.folded.text)));
    copied > 0 && copied * 100 >= weight(answer, |_| true) * COPIED
}

fn weight(answer: &Answer, of: impl Fn(&Sentence) -> bool) -> usize {
    answer.sentences.iter().filter(|sentence| of(sentence)).map(|sentence| sentence.span.len()).sum()
}
