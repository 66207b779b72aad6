//! Function words: what tells prose from lists of terms in either language.

/// Words of a folded sentence that carry its grammar, and all its words; a Han character counts as half a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Density {
    /// Function words, in half words.
    pub function: usize,
    /// All words, in half words.
    pub all: usize,
}

impl Density {
    /// Adds another stretch of text.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { function: self.function + other.function, all: self.all + other.all }
    }

    /// Function words in a hundred words.
    #[must_use]
    pub fn percent(self) -> usize {
        self.function * 100 / self.all.max(1)
    }
}

/// Counts the function words of a text in lower case.
#[must_use]
pub fn density(text: &str) -> Density {
    let mut out = Density::default();
    for token in tokens(text) {
        out.all += token.weight();
        out.function += if token.is_function() { 2 } else { 0 };
    }
    out
}

/// Whether a text in lower case has any function word.
#[must_use]
pub fn has_function_word(text: &str) -> bool {
    tokens(text).any(Token::is_function)
}

/// What texts are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'t> {
    /// A Latin word.
    Word(&'t str),
    /// A Han character.
    Han(char),
}

impl Token<'_> {
    /// How much it counts, in half words.
    #[must_use]
    pub fn weight(self) -> usize {
        match self {
            Self::Word(_) => 2,
            Self::Han(_) => 1,
        }
    }

    /// Whether it is a function word, where it is in lower case.
    #[must_use]
    pub fn is_function(self) -> bool {
        match self {
            Self::Word(word) => is_function_word(word),
            Self::Han(c) => is_function_character(c),
        }
    }
}

/// The words of a text, in order; an apostrophe after a letter is part of its word.
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while let Some((start, c)) = rest.next() {
            if super::is_han(c) {
                return Some(Token::Han(c));
            }
            if super::is_word(c) {
                while rest.next_if(|&(_, c)| c == '\'' || super::is_word(c)).is_some() {}
                let end = rest.peek().map_or(text.len(), |&(end, _)| end);
                return text.get(start..end).map(Token::Word);
            }
        }
        None
    })
}

/// Whether a lower-case English word, stemmed or not, carries the grammar of its sentence.
#[must_use]
pub fn is_function_word(word: &str) -> bool {
    word.len() <= LONGEST && ENGLISH.binary_search(&word).is_ok()
}

/// Whether a Han character is a function word, or part of one, far more often than part of a term.
#[must_use]
pub fn is_function_character(c: char) -> bool {
    (c as usize).checked_sub(FIRST).is_some_and(|at| FUNCTION.get(at) == Some(&true))
}

/// Characters that are function words, or part of one, far more often than part of a term.
const CHINESE: &str = "的了是在会把被就都也和与或而但则将让给从向到为着过能可要需如果因所以其它这那每各当时后前才再还又只很不没去来有由于之看";

/// The first of the common Han characters.
const FIRST: usize = 0x4e00;

/// The same by code point, as every character of an answer is looked up.
static FUNCTION: [bool; 0x9fff - FIRST + 1] = {
    let (mut table, bytes, mut at) = ([false; 0x9fff - FIRST + 1], CHINESE.as_bytes(), 0);
    while at < bytes.len() {
        table[super::table::char_at(bytes, at) as usize - FIRST] = true;
        at += 3;
    }
    table
};

/// The longest of them, in bytes.
const LONGEST: usize = 7;

/// English function words, unstemmed and stemmed alike; sorted.
const ENGLISH: &[&str] = &[
    "a", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "becaus", "because", "been", "befor",
    "before", "but", "by", "can", "cannot", "do", "does", "each", "for", "from", "get", "has", "have", "if", "in",
    "instead", "into", "is", "it", "its", "make", "may", "must", "no", "not", "of", "on", "one", "onli", "only",
    "onto", "or", "other", "out", "over", "so", "some", "still", "than", "that", "the", "their", "them", "then",
    "there", "they", "this", "through", "to", "until", "up", "use", "was", "when", "where", "which", "while", "who",
    "will", "with", "without", "would", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_for_its_search() {
        assert!(ENGLISH.is_sorted());
    }

    #[test]
    fn prose_is_dense_and_lists_are_not() {
        let prose = density("本地队列空了就去别的p那里偷一半");
        let list = density("gmp、工作窃取、自旋、抢占、sysmon");
        assert!(prose.percent() >= 25, "{prose:?}");
        assert!(list.percent() <= 5, "{list:?}");
        assert!(density("when the queue is empty it steals from another p").percent() > 40);
        assert_eq!(density("work stealing, hand off, netpoller").percent(), 0);
    }
}
