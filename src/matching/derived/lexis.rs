//! Words as numbers: what statements and answers are compared by.

use rustc_hash::FxHashMap;

use crate::source::Span;
use crate::text::{self, is_han, is_word};

/// A Han character, or a stem that the question's statements know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Token(u32);

impl Token {
    /// A stem that no statement of the question has.
    const UNKNOWN: Self = Self(u32::MAX);

    /// Stems are numbered from above the characters.
    const FIRST_STEM: u32 = 0x11_0000;

    pub(super) fn is_known(self) -> bool {
        self != Self::UNKNOWN
    }
}

/// What carries meaning: a stem, or two neighbouring Han characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Unit(Token, Token);

impl Unit {
    /// Whether it is a stem, not a pair of characters.
    pub(super) fn is_stem(self) -> bool {
        self.0.0 >= Token::FIRST_STEM
    }
}

/// A word of a stemmed text or a Han character of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
    pub(super) token: Token,
    /// Whether it follows the one before with no more than a blank between them.
    pub(super) joined: bool,
}

impl Written<'_> {
    pub(super) fn is_han(&self) -> bool {
        self.text.starts_with(is_han)
    }

    /// Whether it carries grammar rather than meaning.
    pub(super) fn is_function(&self) -> bool {
        if let Some(c) = self.text.chars().next().filter(|&c| is_han(c)) {
            text::is_function_character(c) && !DENYING_HAN.contains(c)
        } else {
            !DENYING.contains(&self.text) && (text::is_function_word(self.text) || PLAIN.contains(&self.text))
        }
    }
}

/// Function words that turn what is said around, and so count.
const DENYING: &[&str] = &["no", "not", "without", "cannot", "onli", "other"];
const DENYING_HAN: &str = "不没";

/// English words that carry grammar only, beside those by which prose is told from lists.
const PLAIN: &[&str] = &[
    "about", "am", "be", "could", "did", "had", "he", "her", "him", "his", "how", "i", "just", "me", "most", "my",
    "our", "s", "she", "should", "such", "t", "these", "those", "too", "us", "veri", "we", "were", "what", "whi",
    "more", "been",
];

/// The stems that a question's statements use, numbered.
#[derive(Debug, Default)]
pub(super) struct Lexis {
    stems: FxHashMap<String, Token>,
    /// The same by first letter: stems that may be derived from one another share it.
    by_letter: FxHashMap<u8, Vec<(String, Token)>>,
}

impl Lexis {
    /// Takes in the words of a stemmed text.
    pub(super) fn learn(&mut self, stemmed: &str) {
        for (span, _) in pieces(stemmed, Span::new(0, stemmed.len())) {
            let word = span.of(stemmed);
            if word.starts_with(is_han) || self.stems.contains_key(word) {
                continue;
            }
            let token = Token(Token::FIRST_STEM + u32::try_from(self.stems.len()).unwrap_or(u32::MAX >> 1));
            self.stems.insert(word.to_owned(), token);
            if word.len() >= SHARED {
                self.by_letter.entry(word.as_bytes()[0]).or_default().push((word.to_owned(), token));
            }
        }
    }

    /// The words of `span` of a stemmed text.
    pub(super) fn read<'t>(&self, text: &'t str, span: Span) -> impl Iterator<Item = Written<'t>> {
        pieces(text, span).map(|(span, joined)| {
            let text = span.of(text);
            Written { text, span, token: self.token(text), joined }
        })
    }

    /// The number of a stem or a Han character.
    pub(super) fn token(&self, word: &str) -> Token {
        match word.chars().next() {
            Some(c) if is_han(c) => Token(u32::from(c)),
            _ => self.stems.get(word).copied().unwrap_or(Token::UNKNOWN),
        }
    }

    /// The stems that share most of their letters with `word` from the first on (contaminate, contaminant), with how much
    /// of the longer of the two that is, in hundredths.
    pub(super) fn akin(&self, word: &str) -> Vec<(Token, u32)> {
        let Some(first) = word.as_bytes().first().filter(|_| word.len() >= SHARED) else { return Vec::new() };
        let near = self.by_letter.get(first).into_iter().flatten().filter(|(stem, _)| stem != word);
        let near = near.map(|(stem, token)| {
            let shared = stem.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
            (*token, if shared < SHARED { 0 } else { percent(shared, stem.len().max(word.len())) })
        });
        near.filter(|&(_, likeness)| likeness >= AKIN).collect()
    }
}

/// Words that are akin share at least so many letters,
const SHARED: usize = 4;

/// and so many hundredths of the longer word.
const AKIN: u32 = 60;

/// The units of words: stems, and pairs of Han characters that touch.
pub(super) fn units<'w, 't>(words: &'w [Written<'t>]) -> impl Iterator<Item = (Unit, Span)> + use<'w, 't> {
    let before = std::iter::once(None).chain(words.iter().map(Some));
    words.iter().zip(before).filter_map(|(word, before)| {
        if !word.is_han() {
            return (word.token.is_known() && !word.is_function()).then_some((stem(word.token), word.span));
        }
        let before = before.filter(|before| word.joined && before.is_han())?;
        Some((Unit(before.token, word.token), before.span.join(word.span)))
    })
}

/// The unit of a stem.
pub(super) fn stem(token: Token) -> Unit {
    Unit(token, token)
}

/// Neighbouring words whatever they are: their order is what grammar there is.
pub(super) fn neighbours(words: &[Written]) -> impl Iterator<Item = (Token, Token)> {
    words.windows(2).filter(|pair| pair[1].joined).map(|pair| (pair[0].token, pair[1].token))
}

/// The runs of three letters of a word, its ends marked, each as one number.
pub(super) fn trigrams(word: &str) -> impl Iterator<Item = u32> {
    let ends = || std::iter::once(b' ');
    let letters = move || ends().chain(word.bytes()).chain(ends());
    letters()
        .zip(letters().skip(1))
        .zip(letters().skip(2))
        .map(|((a, b), c)| u32::from(a) << 16 | u32::from(b) << 8 | u32::from(c))
}

/// The words and Han characters of `span`, each with whether it follows the one before with at most a blank between.
fn pieces(text: &str, span: Span) -> impl Iterator<Item = (Span, bool)> {
    let body = span.of(text);
    let mut rest = body.char_indices().peekable();
    let mut joined = false;
    std::iter::from_fn(move || {
        while let Some((at, c)) = rest.next() {
            let start = span.start + at;
            if is_han(c) {
                return Some((Span::new(start, start + c.len_utf8()), std::mem::replace(&mut joined, true)));
            }
            if is_word(c) {
                let mut end = start + c.len_utf8();
                let mut last = c;
                while let Some(&(at, next)) = rest.peek()
                    && (is_word(next) || is_decimal_point(body, at, last, next))
                {
                    end = span.start + at + next.len_utf8();
                    last = next;
                    rest.next();
                }
                return Some((Span::new(start, end), std::mem::replace(&mut joined, true)));
            }
            joined &= c == ' ';
        }
        None
    })
}

fn is_decimal_point(text: &str, at: usize, before: char, c: char) -> bool {
    c == '.' && before.is_ascii_digit() && text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit)
}

fn percent(part: usize, whole: usize) -> u32 {
    u32::try_from(part * 100 / whole.max(1)).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_characters_and_what_joins_them() {
        let text = "m偷 0.5 of, 任务";
        let got: Vec<_> =
            pieces(text, Span::new(0, text.len())).map(|(span, joined)| (span.of(text), joined)).collect();
        assert_eq!(got, [("m", false), ("偷", true), ("0.5", true), ("of", true), ("任", false), ("务", true)]);
    }

    #[test]
    fn units_are_known_stems_and_pairs_of_characters() {
        let mut lexis = Lexis::default();
        lexis.learn("steal work");
        let text = "the worker steal 一半";
        let words: Vec<_> = lexis.read(text, Span::new(0, text.len())).collect();
        let got: Vec<_> = units(&words).map(|(_, span)| span.of(text)).collect();
        assert_eq!(got, ["steal", "一半"]);
        assert_eq!(lexis.akin("worker"), [(lexis.token("work"), 66)]);
        assert_eq!(lexis.akin("wordless"), []);
    }

    #[test]
    fn trigrams_mark_the_ends_of_a_word() {
        assert_eq!(trigrams("ab").count(), 2);
        assert_ne!(trigrams("ab").next(), trigrams("xab").nth(1));
    }
}
