//! The question's own words: what it says itself earns nothing in an answer.

use rustc_hash::FxHashSet;

use crate::text::{is_han, is_word, stem_text};

/// What a question says, as the matcher compares it with answers.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    text: String,
    said: FxHashSet<String>,
}

/// How many hundredths of a sentence's letters must stand in words of the question for the sentence to repeat it.
const ECHO: usize = 85;

/// How many hundredths of the question's words an answer has that repeats the question.
const REPEATED: usize = 60;

/// Sentences of fewer letters than this are too short to be told from a term; a Han character is one.
const SHORTEST_ECHO: usize = 6;

impl Asked {
    /// Takes the title and the prompt's passages.
    pub(crate) fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let text = texts.into_iter().map(stem_text).collect::<Vec<_>>().join("\n");
        let said = words(&text).map(str::to_owned).collect();
        Self { text, said }
    }

    /// Whether a stemmed sentence repeats the question.
    pub(crate) fn is_echo(&self, sentence: &str) -> bool {
        let (mut asked, mut others) = (0, 0);
        // It has no more letters than bytes, so that nearly every sentence is known to say something of its own soon.
        let most = sentence.len() * (100 - ECHO);
        for word in words(sentence) {
            // A pair of Han characters adds one character to the pair before it.
            let letters = if word.starts_with(is_han) { 1 } else { word.len() };
            if self.said.contains(word) {
                asked += letters;
            } else {
                others += letters;
            }
            if others * 100 > most {
                return false;
            }
        }
        let all = asked + others;
        all >= SHORTEST_ECHO && asked * 100 >= all * ECHO
    }

    /// Whether a stemmed answer has most of the question in it. One that is made of a few of its words may well say something
    /// with them.
    pub(crate) fn is_repeated(&self, answer: &str) -> bool {
        let answer: FxHashSet<&str> = words(answer).collect();
        let repeated = self.said.iter().filter(|word| answer.contains(word.as_str())).count();
        repeated * 100 >= self.said.len() * REPEATED
    }

    /// Whether the question says these stemmed words itself.
    pub(crate) fn says(&self, words: &str) -> bool {
        !words.is_empty() && self.text.contains(words)
    }
}

/// Latin words, and pairs of neighbouring Han characters. Pairs of letters would not do: a long question has most of those
/// that English has at all.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.char_indices().peekable();
    let mut han: Option<usize> = None;
    std::iter::from_fn(move || {
        while let Some((start, c)) = rest.next() {
            if is_han(c) {
                if let Some(before) = han.replace(start) {
                    return text.get(before..start + c.len_utf8());
                }
                continue;
            }
            if c.is_alphanumeric() {
                han = None;
            }
            if is_word(c) {
                let mut end = start + c.len_utf8();
                while let Some((at, c)) = rest.next_if(|&(_, c)| is_word(c)) {
                    end = at + c.len_utf8();
                }
                return text.get(start..end);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeating_the_question_is_no_answer() {
        let asked =
            Asked::new(["说说布隆过滤器为什么会误判、该怎么定它的大小", "How does work stealing keep the Ps busy?"]);
        assert!(asked.is_echo(&stem_text("布隆过滤器为什么会误判、该怎么定它的大小")));
        assert!(asked.is_echo(&stem_text("work stealing keeps the Ps busy")));
        assert!(!asked.is_echo(&stem_text("不同的键可能把同样的位都置成一")));
        assert!(!asked.is_echo(&stem_text("the host poked a wasp")), "letters alone repeat nothing");
        assert!(!asked.is_echo(&stem_text("原理")), "too short to tell");
        assert!(asked.is_repeated(&stem_text(
            "布隆过滤器为什么会误判、该怎么定它的大小。How does work stealing keep them busy?"
        )));
        assert!(!asked.is_repeated(&stem_text("大小由误判率来定")));
        assert!(asked.says(&stem_text("布隆过滤器")) && !asked.says("计数器"));
    }
}
