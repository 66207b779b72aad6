//! What is odd about an answer as a whole.

use super::answer::{Answer, Sentence, Standing};
use super::evidence::{Flag, Lack};
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

/// How many hundredths of an answer's characters must stand in copied sentences, or in comments.
const MOST: usize = 70;

/// So many bytes of copied sentences are nobody's own words: eighty Han characters. A short statement is the same in
/// everybody's mouth; graders give full marks for it.
const COPIED: usize = 240;

/// The flags of an answer, in order. `known` is what it may be copied from.
pub(crate) fn flags(answer: &Answer, known: &[&Known]) -> Vec<Flag> {
    let mut out = Vec::new();
    if is_keyword_list(answer) {
        out.push(Flag::KeywordList);
    }
    if is_echo(answer) {
        out.push(Flag::QuestionEcho);
    }
    if is_most(answer, copied(answer, known)) {
        out.push(Flag::VerbatimCopy);
    }
    if is_most(answer, in_comments(answer)) {
        out.push(Flag::CommentedProse);
    }
    if is_repetition(answer) {
        out.push(Flag::Repetition);
    }
    out
}

/// The sentences of an answer that earn nothing although they state something, and why not.
pub(crate) fn unearned<'a>(
    answer: &'a Answer,
    known: &'a [&'a Known],
    flags: &[Flag],
) -> impl Iterator<Item = (&'a Sentence, Lack)> {
    let copied = copied(answer, known);
    let pasted = flags.contains(&Flag::VerbatimCopy) && weight(answer, &copied) >= COPIED;
    let in_comments = in_comments(answer);
    answer.sentences.iter().filter_map(move |sentence| match () {
        () if pasted && copied(sentence) => Some((sentence, Lack::Copied)),
        () if in_comments(sentence) => Some((sentence, Lack::Comment)),
        () => None,
    })
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

/// Whether half of the answer and more has been said in it before.
fn is_repetition(answer: &Answer) -> bool {
    let again = weight(answer, |sentence| sentence.standing == Standing::Repetition);
    again > 0 && again * 2 >= weight(answer, |_| true)
}

/// Tells the sentences that are those of the rubric or of a reference, word for word.
fn copied<'a>(answer: &'a Answer, known: &'a [&'a Known]) -> impl Fn(&Sentence) -> bool + use<'a> {
    |sentence| {
        let written = answer.prose.map.source(sentence.span).of(&answer.folded.text);
        known.iter().any(|known| known.has(written))
    }
}

/// Tells the sentences that stand in the comments of code that is hardly anything else.
fn in_comments(answer: &Answer) -> impl Fn(&Sentence) -> bool + use<'_> {
    |sentence| answer.is_commentary(sentence)
}

fn is_most(answer: &Answer, of: impl Fn(&Sentence) -> bool) -> bool {
    let some = weight(answer, of);
    some > 0 && some * 100 >= weight(answer, |_| true) * MOST
}

fn weight(answer: &Answer, of: impl Fn(&Sentence) -> bool) -> usize {
    answer.sentences.iter().filter(|sentence| of(sentence)).map(|sentence| sentence.span.len()).sum()
}
