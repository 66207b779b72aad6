//! Sentences and clauses of Chinese and English text, without a dictionary.

use super::script::is_han;
use super::table::WordTable;
use crate::source::Span;

/// The sentences of a folded text, blanks at their ends left out; pieces with no letter or digit are no sentences.
///
/// A sentence ends at 。！？；, at `!`, `?`, `;`, at a line break, before a list's enclosed number (①), and at a full stop
/// that is followed by a blank or the end and does not merely abbreviate (`e.g.`, `1.`).
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let after = at + c.len_utf8();
        let next = rest.peek().map(|&(_, next)| next);
        match c {
            '。' | '!' | '?' | ';' | '\n' => {}
            '.' if next.is_none_or(|next| ends_word(text, at, next)) && !abbreviates(Span::new(start, at).of(text)) => {
            }
            '\u{2460}'..='\u{249b}' | '\u{24f5}'..='\u{24fe}' | '\u{2776}'..='\u{2793}' => {
                push(&mut out, text, Span::new(start, at));
                start = after;
                continue;
            }
            _ => continue,
        }
        push(&mut out, text, Span::new(start, after));
        start = after;
    }
    push(&mut out, text, Span::new(start, text.len()));
    out
}

/// Whether the full stop at `at` ends a word: a blank follows, or Han text, beside which folding leaves no blank.
fn ends_word(text: &str, at: usize, next: char) -> bool {
    let before = text.get(..at).unwrap_or_default();
    next.is_whitespace() || (is_han(next) && before.ends_with(|c: char| c.is_ascii_alphabetic()))
}

/// The clauses of the sentence at `sentence`: cut at commas, colons, brackets, dashes and arrows, and before the words
/// that turn an argument round (但, 而是, but).
#[must_use]
pub fn clauses(text: &str, sentence: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = sentence.start;
    let body = sentence.of(text);
    let mut skip_to = 0;
    for (at, c) in body.char_indices() {
        if at < skip_to {
            continue;
        }
        let rest = body.get(at..).unwrap_or_default();
        let cut = if is_clause_mark(c) && !joins_digits(body, at) {
            c.len_utf8()
        } else if matches!(c, '-' | '=') && ["->", "=>", "--"].iter().any(|mark| rest.starts_with(mark)) {
            2
        } else if let Some(turn) = TURNS.opening(rest).next() {
            // The word that turns the argument belongs to the clause it opens.
            push(&mut out, text, Span::new(start, sentence.start + at));
            start = sentence.start + at;
            skip_to = at + TURNS.word(turn).len();
            continue;
        } else {
            continue;
        };
        push(&mut out, text, Span::new(start, sentence.start + at));
        start = sentence.start + at + cut;
        skip_to = at + cut;
    }
    push(&mut out, text, Span::new(start, sentence.end));
    out
}

fn is_clause_mark(c: char) -> bool {
    matches!(c, ',' | ':' | '(' | ')' | '[' | ']' | '—' | '–' | '→' | '⇒' | '|' | '…')
}

/// Words that open a clause of their own although no mark stands before them.
static TURNS: WordTable = WordTable::new(&[
    "但是",
    "而是",
    "而不是",
    "而非",
    "不过",
    "但",
    " but ",
    " rather than ",
    " instead of ",
    " whereas ",
    " unlike ",
]);

/// Whether the mark at `at` stands inside a number or a time (`10,000`, `24:1`).
fn joins_digits(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    at > 0 && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
}

/// Whether a full stop after `before` abbreviates: it follows a single letter (`e.g.`), a known short form, or the number
/// that opens an item.
fn abbreviates(before: &str) -> bool {
    let before = before.trim_start();
    let word = before.rsplit([' ', '(', '\n']).next().unwrap_or_default();
    matches!(word, "e.g" | "i.e" | "etc" | "vs" | "cf" | "no" | "fig" | "eq" | "approx")
        || (word == before && !word.is_empty() && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()))
}

fn push(out: &mut Vec<Span>, text: &str, span: Span) {
    let raw = span.of(text);
    let lead = raw.len() - raw.trim_start().len();
    let trimmed = Span::new(span.start + lead, span.start + lead + raw.trim().len());
    if trimmed.of(text).chars().any(char::is_alphanumeric) {
        out.push(trimmed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        assert_eq!(cut("队列空了。去偷!行吗?行;好"), ["队列空了。", "去偷!", "行吗?", "行;", "好"]);
        assert_eq!(
            cut("since go 1.14 it works. then e.g. sync.once runs."),
            ["since go 1.14 it works.", "then e.g. sync.once runs."]
        );
        assert_eq!(cut("1. 先查本地\n2. 再查全局"), ["1. 先查本地", "2. 再查全局"]);
        assert_eq!(
            cut("the stack grows.线程栈不会,see golang.org的文档"),
            ["the stack grows.", "线程栈不会,see golang.org的文档"]
        );
        assert_eq!(cut("步骤:①取②偷"), ["步骤:", "取", "偷"]);
        assert_eq!(cut(" \n -- \n"), Vec::<&str>::new());
    }

    #[test]
    fn clauses_end_at_commas_and_turns() {
        let text = "p持有队列,不是m持有而是p(共10,000个):好";
        let got: Vec<_> = clauses(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(got, ["p持有队列", "不是m持有", "而是p", "共10,000个", "好"]);
        let text = "it is p rather than m";
        let got: Vec<_> = clauses(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(got, ["it is p", "rather than m"]);
    }
}
