//! Regular expressions as rubric files write them.

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::literal::{ExtractKind, Extractor};

use crate::messages::{Language, Message};

/// The longest regular expression a pattern may hold, in bytes: 4 KiB.
pub const LONGEST_REGEX: usize = 4 << 10;

/// How large a regular expression may be once compiled, in bytes: 1 MiB.
pub const LARGEST_REGEX: usize = 1 << 20;

/// Why a regular expression cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message().text(Language::English))]
pub enum RegexFault {
    /// It is longer than [`LONGEST_REGEX`]: so many bytes.
    TooLong(usize),
    /// It compiles to more than [`LARGEST_REGEX`].
    TooLarge,
    /// It is no regular expression, as the engine says.
    Invalid(String),
}

impl RegexFault {
    /// The same for people.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::TooLong(bytes) => {
                Message::new("regex-too-long").with("bytes", bytes.to_string()).with("most", LONGEST_REGEX.to_string())
            }
            Self::TooLarge => Message::new("regex-too-large").with("limit", (LARGEST_REGEX >> 20).to_string()),
            Self::Invalid(error) => Message::new("regex-invalid").with("error", error),
        }
    }
}

/// Texts of which one begins, or ends, everything that a regular expression matches, letters in either case; none where
/// there are none, or many.
pub(crate) fn regex_openings(text: &str) -> Vec<String> {
    let Ok(expression) = regex_syntax::Parser::new().parse(&engine_text(text)) else { return Vec::new() };
    let of_kind = |kind| {
        let literals = Extractor::new().kind(kind).limit_total(MOST_OPENINGS).extract(&expression);
        let texts = literals.literals()?.iter().map(|literal| String::from_utf8(literal.as_bytes().to_vec()).ok());
        texts.collect::<Option<Vec<String>>>().filter(|texts| texts.iter().all(|text| !text.trim().is_empty()))
    };
    of_kind(ExtractKind::Prefix).or_else(|| of_kind(ExtractKind::Suffix)).unwrap_or_default()
}

/// More openings than this take longer to look for than the expression itself.
const MOST_OPENINGS: usize = 32;

/// Compiles the text of a `{"regex": …}` pattern, for use on folded text.
///
/// Letters match in either case, as folded text has lost theirs. `\b` is a boundary of Latin words only: between Han
/// characters there is none, and the engine is a thousand times slower over Chinese where it has to ask.
///
/// # Errors
/// A text that is no regular expression, or too large a one.
pub fn compile_regex(text: &str) -> Result<Regex, RegexFault> {
    if text.len() > LONGEST_REGEX {
        return Err(RegexFault::TooLong(text.len()));
    }
    RegexBuilder::new(&engine_text(text)).case_insensitive(true).size_limit(LARGEST_REGEX).build().map_err(|error| {
        match error {
            regex::Error::CompiledTooBig(_) => RegexFault::TooLarge,
            other => RegexFault::Invalid(last_line(&other.to_string())),
        }
    })
}

/// An expression as the engine is given it.
fn engine_text(text: &str) -> String {
    let piece = |piece| match piece {
        Piece::Boundary(text) => format!("(?-u:{text})"),
        Piece::Literal(text) | Piece::Gap(text) | Piece::Repeat(text) | Piece::Other(text) => text.to_owned(),
    };
    pieces(text).map(piece).collect()
}

/// The engine draws the place under the expression; its last line says what is wrong.
fn last_line(message: &str) -> String {
    let line = message.lines().last().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

/// A piece of a regular expression, cut no finer than linting and boundaries need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// `\b` and its kinds.
    Boundary(&'t str),
    /// A character that stands for itself.
    Literal(&'t str),
    /// What matches many different characters: `.`, `[^…]`, `\w`.
    Gap(&'t str),
    /// `{0,12}`
    Repeat(&'t str),
    /// Everything else.
    Other(&'t str),
}

/// The pieces of a regular expression, in order; together they are the whole text, whether it is valid or not.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let len = match first {
            '\\' => escape_len(rest),
            '[' => class_len(rest),
            '{' => rest.find('}').map_or(rest.len(), |end| end + 1),
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(len);
        rest = after;
        Some(match first {
            '\\' if piece.starts_with("\\b") => Piece::Boundary(piece),
            '\\' if piece.trim_start_matches('\\').starts_with(['w', 'W', 'S', 'D', 'P']) => Piece::Gap(piece),
            '[' if piece.starts_with("[^") => Piece::Gap(piece),
            '.' => Piece::Gap(piece),
            '{' => Piece::Repeat(piece),
            '\\' | '[' | '(' | ')' | '|' | '^' | '$' | '*' | '+' | '?' => Piece::Other(piece),
            _ => Piece::Literal(piece),
        })
    })
}

/// The length of the escape that `text` begins with, its braces included: `\n`, `\p{Han}`, `\b{start}`.
fn escape_len(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    let Some((at, escaped)) = chars.next() else { return text.len() };
    let braced = "bpPxuU".contains(escaped) && matches!(chars.next(), Some((_, '{')));
    if braced { text.find('}').map_or(text.len(), |end| end + 1) } else { at + escaped.len_utf8() }
}

/// The length of the character class that `text` begins with, classes inside it included.
fn class_len(text: &str) -> usize {
    let (mut depth, mut escaped, mut may_close) = (0usize, false, false);
    for (at, c) in text.char_indices() {
        if escaped {
            escaped = false;
        } else {
            match c {
                '\\' => escaped = true,
                '[' => {
                    depth += 1;
                    may_close = false;
                    continue;
                }
                // The first character of a class is a member even where it is a bracket; `^` is not yet a member.
                '^' if !may_close => continue,
                ']' if may_close => {
                    depth -= 1;
                    if depth == 0 {
                        return at + 1;
                    }
                }
                _ => {}
            }
        }
        may_close = true;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_are_those_of_latin_words() {
        let regex = compile_regex(r"\bP\b").expect("it is valid");
        assert!(regex.is_match("本地p队列"));
        assert!(!regex.is_match("gmp 模型"));
        assert!(compile_regex(r"\b{start}go").is_ok());
        assert!(compile_regex(r"[\d\]]\b").is_ok());
    }

    #[test]
    fn faults_are_told_apart() {
        let fault = |text: &str| compile_regex(text).expect_err(text);
        assert_eq!(fault("a("), RegexFault::Invalid("unclosed group".to_owned()));
        assert_eq!(fault(r"(\w{200}){200}"), RegexFault::TooLarge);
        assert_eq!(fault(&"a".repeat(LONGEST_REGEX + 1)), RegexFault::TooLong(LONGEST_REGEX + 1));
    }

    #[test]
    fn what_matches_opens_or_ends_with_an_opening() {
        let openings = |text| regex_openings(text);
        assert_eq!(openings("满|不会"), ["满", "不会"]);
        assert_eq!(openings(r"\bctrl ?z"), ["ctrl z", "ctrlz"]);
        assert_eq!(openings(r"\w+ bytes?"), [" bytes", " byte"], "by its end");
        for anything in [r"\d+", ".*", "a?", "( |x)"] {
            assert_eq!(openings(anything), [""; 0], "{anything}");
        }
    }

    #[test]
    fn pieces_are_the_whole_text() {
        let cut = |text| pieces(text).collect::<Vec<_>>();
        assert_eq!(
            cut(r"\b锁.{0,12}[^]a]\w+"),
            [
                Piece::Boundary(r"\b"),
                Piece::Literal("锁"),
                Piece::Gap("."),
                Piece::Repeat("{0,12}"),
                Piece::Gap("[^]a]"),
                Piece::Gap(r"\w"),
                Piece::Other("+")
            ]
        );
        assert_eq!(cut("[[:alpha:]x]"), [Piece::Other("[[:alpha:]x]")]);
        for broken in ["\\", "[", "{", "[^", "\\p{", "[\\"] {
            assert_eq!(cut(broken).len(), 1, "{broken}");
        }
    }
}
