//! The question's own words: what it says itself earns nothing in an answer.

use rustc_hash::FxHashSet;

use crate::text::stem_text;

/// What a question says, as the matcher compares it with answers.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    text: String,
    pairs: FxHashSet<(char, char)>,
}

/// How many hundredths of a sentence's pairs of characters must stand in the question for the sentence to repeat it.
const ECHO: usize = 85;

/// Sentences of fewer pairs than this are too short to be told from a term.
const SHORTEST_ECHO: usize = 6;

impl Asked {
    /// Takes the title and the prompt's passages.
    pub(crate) fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let text = texts.into_iter().map(stem_text).collect::<Vec<_>>().join("\n");
        let pairs = pairs(&text).collect();
        Self { text, pairs }
    }

    /// Whether a stemmed sentence repeats the question.
    pub(crate) fn is_echo(&self, sentence: &str) -> bool {
        let (mut all, mut asked) = (0, 0);
        for pair in pairs(sentence) {
            all += 1;
            asked += usize::from(self.pairs.contains(&pair));
        }
        all >= SHORTEST_ECHO && asked * 100 >= all * ECHO
    }

    /// Whether the question says these stemmed words itself.
    pub(crate) fn says(&self, words: &str) -> bool {
        !words.is_empty() && self.text.contains(words)
    }
}

/// Neighbouring letters and digits, what stands between them left out.
fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    let letters = || text.chars().filter(|c| c.is_alphanumeric());
    letters().zip(letters().skip(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeating_the_question_is_no_answer() {
        let asked = Asked::new(["请解释一致性哈希算法的原理和优势", "How does work stealing keep the Ps busy?"]);
        assert!(asked.is_echo(&stem_text("一致性哈希算法的原理和优势")));
        assert!(asked.is_echo(&stem_text("work stealing keeps the Ps busy")));
        assert!(!asked.is_echo(&stem_text("一致性哈希把节点和键放到同一个环上")));
        assert!(!asked.is_echo(&stem_text("原理")), "too short to tell");
        assert!(asked.says(&stem_text("一致性哈希")) && !asked.says("虚拟节点"));
    }
}
