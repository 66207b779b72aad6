//! The ways to write a phrase: itself and its synonyms, stemmed.

use crate::rubric::Synonyms;
use crate::text;

/// One way to write a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variant {
    /// Stemmed text.
    pub text: String,
    /// Whether it is another phrase for the same.
    pub synonym: bool,
}

/// A phrase has no more ways than this; synonyms of several terms inside it would multiply.
const MOST: usize = 64;

/// The ways to write a phrase, itself first, then with what it counts counted in Chinese numerals, with its synonyms or those
/// of the terms inside it; `open` where a Latin word may go on after it. A phrase of nothing but punctuation has none.
pub(crate) fn of(phrase: &str, open: bool, synonyms: Option<&Synonyms>) -> Vec<Variant> {
    let folded = text::fold_text(phrase);
    let mut out: Vec<Variant> = Vec::new();
    let mut add = |folded: &str, synonym| {
        let text = if open { opened(folded) } else { text::stem_text(folded) };
        if text.contains(char::is_alphanumeric) && out.len() < MOST && out.iter().all(|variant| variant.text != text) {
            out.push(Variant { text, synonym });
        }
    };
    add(&folded, false);
    add(&text::in_numerals(&folded), false);
    if let Some(synonyms) = synonyms.filter(|_| !open) {
        synonyms.of(&folded).for_each(|synonym| add(synonym, true));
        for written in rewritten(&folded, synonyms) {
            add(&written, true);
        }
    }
    out
}

/// What stands in stemmed text wherever a word begins as the last word of `folded` does: its first letters, which no stem
/// is shorter than. Whether the word goes on as it should is seen in the folded text ([`open_word`]).
fn opened(folded: &str) -> String {
    let word = open_word(folded);
    let before = folded.strip_suffix(word).unwrap_or_default();
    let first = word.char_indices().nth(SHORTEST_STEM).map_or(word, |(at, _)| word.get(..at).unwrap_or(word));
    join(&text::stem_text(before), first)
}

/// Stems have so many letters at the least, where their words have as many.
const SHORTEST_STEM: usize = 3;

/// The word of a folded phrase that may go on: its last.
pub(crate) fn open_word(folded: &str) -> &str {
    folded.rsplit(|c: char| !text::is_word(c)).next().unwrap_or_default()
}

/// A phrase with the terms inside it replaced by their synonyms, every combination, at most [`MOST`].
fn rewritten(folded: &str, synonyms: &Synonyms) -> Vec<String> {
    let mut heads = vec![String::new()];
    let mut copied = 0;
    for inside in synonyms.inside(folded) {
        if inside.range == (0..folded.len()) {
            return Vec::new();
        }
        let between = folded.get(copied..inside.range.start).unwrap_or_default();
        let as_written = folded.get(inside.range.clone()).unwrap_or_default();
        let ways = [as_written].into_iter().chain(inside.synonyms.iter().copied());
        let longer = ways.flat_map(|way| heads.iter().map(move |head| join(&join(head, between), way)));
        heads = longer.take(MOST).collect();
        copied = inside.range.end;
    }
    let tail = folded.get(copied..).unwrap_or_default();
    heads.into_iter().map(|head| join(&head, tail)).collect()
}

/// Sets two pieces of a phrase side by side; Latin words keep a blank between them.
fn join(head: &str, tail: &str) -> String {
    let gap = if head.ends_with(text::is_word) && tail.starts_with(text::is_word) { " " } else { "" };
    format!("{head}{gap}{tail}")
}
