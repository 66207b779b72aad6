//! What a writer meant: misspelt Latin words and Han words written with homophones, against the terms of one rubric.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::glance::Glance;
use super::numbers::{Numbers, number};
use super::words::Words;
use crate::source::Span;
use crate::text::{self, is_han};

/// The words of a rubric's question that an answer's words are held against.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "Words: Deserialize<'de>, Numbers: Deserialize<'de>, Glance: Deserialize<'de>"))]
pub(crate) struct Vocabulary {
    /// Stems of Latin words.
    stems: Words,
    /// Han terms.
    terms: Words,
    /// How the first two characters of a term sound, in order,
    sounds: Numbers,
    /// and the place of the term.
    sounding: Numbers,
    /// Those sounds again.
    heard: Glance,
}

/// Han terms longer than this are phrases, in which homophones are not looked for.
const LONGEST_TERM: usize = 6;

impl Vocabulary {
    /// The words and the terms of stemmed phrases.
    pub(crate) fn new<'p>(phrases: impl Iterator<Item = &'p str>) -> Self {
        let (mut stems, mut terms) = (BTreeSet::new(), BTreeSet::new());
        for phrase in phrases {
            stems.extend(phrase.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()));
            if (2..=LONGEST_TERM).contains(&phrase.chars().count())
                && phrase.chars().all(is_han)
                && text::density(phrase).function == 0
            {
                terms.insert(phrase);
            }
        }
        let mut sounds: Vec<(u32, u32)> =
            terms.iter().enumerate().filter_map(|(at, term)| Some((opening(term)?, number(at)))).collect();
        sounds.sort_unstable();
        let heard = sounds.iter().map(|&(sound, _)| sound as usize).collect();
        let (sounds, sounding) = sounds.into_iter().unzip::<_, _, Vec<u32>, Vec<u32>>();
        Self {
            stems: Words::new(stems),
            terms: Words::new(terms),
            sounds: sounds.into_iter().collect(),
            sounding: sounding.into_iter().collect(),
            heard,
        }
    }

    /// The stem that was meant by a word that is neither known to the rubric nor to English.
    pub(crate) fn meant(&self, word: &str, stem: &str) -> Option<String> {
        if stem.len() < 4 || !stem.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        if self.stems.find(stem).is_some() || text::is_english(word) {
            return None;
        }
        let first = stem.get(..1)?;
        let start = self.stems.first(0..self.stems.len(), |other| other >= first.as_bytes());
        let alike = (start..self.stems.len()).map(|at| self.stems.get(at)).take_while(|other| other.starts_with(first));
        let near = alike.filter(|term| text::is_misspelling(stem, term));
        near.min_by_key(|term| (strsim::osa_distance(stem, term), term.len())).map(str::to_owned)
    }

    /// Puts right the Han terms that are written with homophones, in place, and returns where.
    ///
    /// What stands for a term sounds as it does, so that two characters suffice to tell which terms may be meant.
    pub(crate) fn respell(&self, folded: &mut String) -> Vec<Span> {
        let mut wrong: Vec<(Span, &str)> = Vec::new();
        let mut done = 0;
        // Where the Han character before stands, and how it sounds.
        let mut before: Option<(usize, Sound)> = None;
        for (at, c) in folded.char_indices() {
            let syllable = if is_han(c) { text::syllable(c) } else { None };
            let opening = before.zip(syllable).filter(|((start, _), _)| *start >= done);
            before = syllable.map(|syllable| (at, Sound::default().then(syllable).then(" ")));
            let Some(((start, first), second)) = opening else { continue };
            let heard = first.then(second).0;
            if !self.heard.may_have(heard as usize) {
                continue;
            }
            let from = self.sounds.first(|sound| sound >= heard);
            let alike = (from..self.sounds.len()).take_while(|&at| self.sounds.get(at) == heard);
            let meant = alike.map(|at| self.sounding.place(at)).find_map(|term| {
                let term = Some(self.terms.bytes(term)).filter(|term| !folded.as_bytes()[start..].starts_with(term))?;
                let (span, term) = (Span::new(start, start + term.len()), str::from_utf8(term).ok()?);
                let written = span.of(folded);
                let stands =
                    written.len() == term.len() && self.stands_for(written, term) && !self.is_cut(folded, span);
                stands.then_some(term)
            });
            if let Some(term) = meant {
                done = start + term.len();
                wrong.push((Span::new(start, done), term));
            }
        }
        for (span, term) in &wrong {
            folded.replace_range(span.start..span.end, term);
        }
        wrong.into_iter().map(|(span, _)| span).collect()
    }

    /// Whether a common word or a term crosses either end of `span`, so that what stands there is no word (不影 of 不影响).
    fn is_cut(&self, folded: &str, span: Span) -> bool {
        let crosses = |at: usize| {
            let before = folded.get(..at).and_then(|before| before.chars().next_back());
            let after = folded.get(at..).and_then(|after| after.chars().next());
            let pair = before.zip(after).map(|(before, after)| String::from_iter([before, after]));
            pair.is_some_and(|pair| text::is_chinese(&pair) || self.terms.find(&pair).is_some())
        };
        crosses(span.start) || crosses(span.end)
    }

    fn stands_for(&self, written: &str, term: &str) -> bool {
        text::is_homophone(written, term) && !text::is_chinese(written) && self.terms.find(written).is_none()
    }
}

/// How the first two characters of a term sound.
fn opening(term: &str) -> Option<u32> {
    let mut syllables = term.chars().map(text::syllable);
    let (first, second) = (syllables.next()??, syllables.next()??);
    Some(Sound::default().then(first).then(" ").then(second).0)
}

/// A sound as a number that two sounds hardly ever share (FNV-1a).
#[derive(Clone, Copy, Debug)]
struct Sound(u32);

impl Default for Sound {
    fn default() -> Self {
        Self(0x811c_9dc5)
    }
}

impl Sound {
    /// The sound followed by more letters.
    fn then(self, letters: &str) -> Self {
        Self(letters.bytes().fold(self.0, |hash, letter| (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let phrases = ["goroutin", "steal", "channel", "自旋", "协程", "一致", "异步", "state", "向父", "影像"];
        Vocabulary::new(phrases.into_iter())
    }

    #[test]
    fn misspelt_words_are_put_right_and_other_words_are_not() {
        let vocabulary = vocabulary();
        assert_eq!(vocabulary.meant("groutine", "groutin").as_deref(), Some("goroutin"));
        assert_eq!(vocabulary.meant("chanel", "chanel").as_deref(), Some("channel"));
        assert_eq!(vocabulary.meant("stale", "stale"), None, "an English word is no misspelling");
        assert_eq!(vocabulary.meant("steal", "steal"), None);
    }

    #[test]
    fn homophones_are_put_right_and_words_are_not() {
        let mut text = "m会子旋,携程一直一步走,不影响父".to_owned();
        let wrong = vocabulary().respell(&mut text);
        assert_eq!(text, "m会自旋,协程一直一步走,不影响父");
        assert_eq!(wrong.iter().map(|span| span.of(&text)).collect::<Vec<_>>(), ["自旋", "协程"]);
    }
}
