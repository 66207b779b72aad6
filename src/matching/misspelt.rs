//! What a writer meant: misspelt Latin words and Han words written with homophones, against the terms of one rubric.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::source::Span;
use crate::text::{self, is_han};

/// The words of a rubric's question that an answer's words are held against.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// Stems of Latin words, by first letter.
    latin: FxHashMap<u8, Vec<String>>,
    known: FxHashSet<String>,
    /// Han terms with the place of one of their characters, by that character.
    han: FxHashMap<char, Vec<(usize, String)>>,
    terms: FxHashSet<String>,
}

/// Han terms longer than this are phrases, in which homophones are not looked for.
const LONGEST_TERM: usize = 6;

impl Vocabulary {
    /// Takes in the words of a stemmed phrase.
    pub(crate) fn learn(&mut self, phrase: &str) {
        for word in phrase.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()) {
            if self.known.insert(word.to_owned()) && text::forgiven(word.len()) > 0 {
                self.latin.entry(word.as_bytes()[0]).or_default().push(word.to_owned());
            }
        }
        let chars: Vec<char> = phrase.chars().collect();
        if (2..=LONGEST_TERM).contains(&chars.len())
            && chars.iter().all(|&c| is_han(c))
            && text::density(phrase).function == 0
            && self.terms.insert(phrase.to_owned())
        {
            let distinct = chars.iter().enumerate().filter(|&(at, c)| !chars.iter().take(at).any(|before| before == c));
            for (at, &c) in distinct {
                self.han.entry(c).or_default().push((at, phrase.to_owned()));
            }
        }
    }

    /// The stem that was meant by a word that is neither known to the rubric nor to English.
    pub(crate) fn meant(&self, word: &str, stem: &str) -> Option<String> {
        if stem.len() < 4 || self.known.contains(stem) || !stem.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let near = self.latin.get(&stem.as_bytes()[0])?.iter().filter(|term| text::is_misspelling(stem, term));
        let meant = near.min_by_key(|term| (strsim::osa_distance(stem, term), term.len()))?;
        (!text::is_english(word)).then(|| meant.clone())
    }

    /// Puts right the Han terms that are written with homophones, in place, and returns where.
    pub(crate) fn respell(&self, folded: &mut String) -> Vec<Span> {
        let mut wrong: Vec<(Span, &str)> = Vec::new();
        let mut done = 0;
        for (at, c) in folded.char_indices() {
            for (place, term) in self.han.get(&c).into_iter().flatten() {
                // Terms and what stands for them have three bytes a character; others are never homophones here.
                let Some(start) = at.checked_sub(place * 3).filter(|&start| start >= done) else { continue };
                let span = Span::new(start, start + term.len());
                let written = span.of(folded);
                if written.len() == term.len()
                    && written != term
                    && self.stands_for(written, term)
                    && !self.is_cut(folded, span)
                {
                    wrong.push((span, term));
                    done = span.end;
                    break;
                }
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
            pair.is_some_and(|pair| text::is_chinese(&pair) || self.terms.contains(&pair))
        };
        crosses(span.start) || crosses(span.end)
    }

    fn stands_for(&self, written: &str, term: &str) -> bool {
        text::is_homophone(written, term) && !text::is_chinese(written) && !self.terms.contains(written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for phrase in ["goroutin", "steal", "channel", "自旋", "协程", "一致", "异步", "state", "向父", "影像"]
        {
            vocabulary.learn(phrase);
        }
        vocabulary
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
