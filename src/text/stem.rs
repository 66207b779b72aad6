//! Stemming: Latin words in one form, so that a phrase is found in any inflection.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

use super::extract::OffsetMap;
use super::fold::fold_text;
use super::script::{is_han, is_word};
use crate::source::Span;

/// Text in which every Latin word is cut to its stem (Porter's second algorithm, after the irregular forms of the verbs
/// of the field), quotation marks are gone and a hyphen between words is a space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stemmed {
    /// The stemmed text.
    pub text: String,
    /// From offsets of `text` to offsets of the text that was stemmed.
    pub map: OffsetMap,
    /// Words that were put right, as spans of `text`.
    pub corrected: Vec<Span>,
}

/// Stems folded text.
#[must_use]
pub fn stem(folded: &str) -> Stemmed {
    stem_correcting(folded, |_, _| None)
}

/// Stems folded text; `correct` is given each different word with its stem, and may answer with the stem that was meant.
#[must_use]
pub fn stem_correcting(folded: &str, correct: impl Fn(&str, &str) -> Option<String>) -> Stemmed {
    let mut out = Stemmed::default();
    let mut stems = Stems { known: FxHashMap::default(), stemmer: None, correct };
    let mut copied = 0;
    let mut rest = folded.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c.is_ascii_alphabetic() {
            let mut end = start + 1;
            while let Some(&(at, next)) = rest.peek()
                && (is_word(next)
                    || (next == '\'' && folded.as_bytes().get(at + 1).is_some_and(u8::is_ascii_alphabetic)))
            {
                end = at + next.len_utf8();
                rest.next();
            }
            let word = Span::new(start, end);
            out.copy(folded, Span::new(copied, start));
            let (stem, was_wrong) = stems.of(word.of(folded));
            if was_wrong {
                out.corrected.push(Span::new(out.text.len(), out.text.len() + stem.len()));
            }
            out.text.push_str(stem);
            out.map.push(stem.len(), word);
            copied = end;
        } else if is_quotation_mark(c) || (c == '-' && joins_words(folded, start)) {
            out.copy(folded, Span::new(copied, start));
            copied = start + c.len_utf8();
            if c == '-' {
                out.text.push(' ');
                out.map.push(1, Span::new(start, copied));
            }
        } else if is_word(c) {
            // A number, or a word of another alphabet: letters after it belong to it (2pc, 128mb).
            while rest.next_if(|&(_, next)| is_word(next)).is_some() {}
        }
    }
    out.copy(folded, Span::new(copied, folded.len()));
    out
}

/// Folds and stems text that stands for itself, such as a rubric's phrase.
#[must_use]
pub fn stem_text(text: &str) -> String {
    let folded = fold_text(text);
    if folded.chars().all(is_han) {
        return folded;
    }
    stem(&folded).text.trim().to_owned()
}

impl Stemmed {
    fn copy(&mut self, from: &str, span: Span) {
        self.text.push_str(span.of(from));
        self.map.push(span.len(), span);
    }
}

/// Stems that were computed before: a text uses few different words.
struct Stems<'t, F> {
    known: FxHashMap<&'t str, (Cow<'t, str>, bool)>,
    stemmer: Option<Stemmer>,
    correct: F,
}

impl<'t, F: Fn(&str, &str) -> Option<String>> Stems<'t, F> {
    /// The stem of a word, and whether the word had to be put right.
    fn of(&mut self, word: &'t str) -> (&str, bool) {
        let Self { known, stemmer, correct } = self;
        let (stem, was_wrong) = known.entry(word).or_insert_with(|| {
            let stem = stem_word(word, stemmer);
            match correct(word, &stem) {
                Some(meant) => (Cow::Owned(meant), true),
                None => (stem, false),
            }
        });
        (stem, *was_wrong)
    }
}

fn stem_word<'t>(word: &'t str, stemmer: &mut Option<Stemmer>) -> Cow<'t, str> {
    let bare = word.strip_suffix("'s").unwrap_or(word);
    if let Ok(at) = IRREGULAR.binary_search_by_key(&bare, |&(form, _)| form) {
        return Cow::Borrowed(IRREGULAR[at].1);
    }
    if bare.len() < 3 || !bare.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Cow::Borrowed(bare);
    }
    stemmer.get_or_insert_with(|| Stemmer::create(Algorithm::English)).stem(bare)
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '`')
}

fn joins_words(text: &str, hyphen: usize) -> bool {
    let bytes = text.as_bytes();
    hyphen > 0
        && bytes[hyphen - 1].is_ascii_alphanumeric()
        && bytes.get(hyphen + 1).is_some_and(u8::is_ascii_alphabetic)
}

/// Forms that suffix stripping cannot bring together, with the stem of their verb; sorted.
const IRREGULAR: &[(&str, &str)] = &[
    ("added", "add"),
    ("adding", "add"),
    ("began", "begin"),
    ("begun", "begin"),
    ("bound", "bind"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("came", "come"),
    ("caught", "catch"),
    ("chose", "choos"),
    ("chosen", "choos"),
    ("did", "do"),
    ("does", "do"),
    ("done", "do"),
    ("drawn", "draw"),
    ("fallen", "fall"),
    ("fed", "feed"),
    ("fell", "fall"),
    ("found", "find"),
    ("gave", "give"),
    ("given", "give"),
    ("goes", "go"),
    ("gone", "go"),
    ("got", "get"),
    ("gotten", "get"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("had", "have"),
    ("has", "have"),
    ("held", "hold"),
    ("hidden", "hide"),
    ("indexes", "index"),
    ("indices", "index"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("leaves", "leaf"),
    ("led", "lead"),
    ("left", "leav"),
    ("lost", "lose"),
    ("made", "make"),
    ("met", "meet"),
    ("queued", "queue"),
    ("queuing", "queue"),
    ("ran", "run"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("slept", "sleep"),
    ("spent", "spend"),
    ("spun", "spin"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("stood", "stand"),
    ("stuck", "stick"),
    ("taken", "take"),
    ("thrown", "throw"),
    ("took", "take"),
    ("understood", "understand"),
    ("went", "go"),
    ("woke", "wake"),
    ("woken", "wake"),
    ("written", "write"),
    ("wrote", "write"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_for_its_search() {
        assert!(IRREGULAR.is_sorted_by_key(|&(form, _)| form));
    }

    #[test]
    fn inflections_come_together() {
        for forms in [
            &["steals", "stealing", "stolen", "stole", "steal"][..],
            &["write", "writes", "wrote", "written", "writing"],
            &["take", "takes", "took", "taken", "taking"],
            &["queue", "queues", "queued"],
            &["lose", "lost", "losing", "loses"],
            &["choose", "chosen", "chooses"],
            &["index", "indexes", "indices"],
            &["leave", "left", "leaving"],
            &["add", "adds", "added", "adding"],
            &["work-stealing", "work stealing", "works steals"],
            &["go's", "go"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| stem_text(form)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{forms:?} → {stems:?}");
        }
    }

    #[test]
    fn leads_back_to_what_was_stemmed() {
        let folded = "的“stealing”比 2pc 好, lock-free";
        let stemmed = stem(folded);
        assert_eq!(stemmed.text, "的steal比 2pc 好, lock free");
        let at = stemmed.text.find("steal").expect("stem");
        assert_eq!(stemmed.map.source(Span::new(at, at + 5)).of(folded), "stealing");
    }
}
