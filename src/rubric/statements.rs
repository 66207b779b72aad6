//! Splits a reference answer into the statements that it makes.

use crate::text::{fold_text, is_han, is_word};

/// The statements of a model answer, in its order: its sentences, the items of its lists (`-`, `1.`, `（1）`, ①), and the
/// members of an enumeration in one sentence (`A；B；C`, and `A、B、C` where that is all the sentence says).
#[must_use]
pub fn statements(reference: &str) -> Vec<String> {
    let pieces = reference.split(ends_statement).flat_map(split_full_stops).flat_map(split_numbers);
    let statements = pieces.map(|piece| unmarked(piece).to_owned()).filter(|piece| says_something(piece));
    let out: Vec<String> = statements.collect();
    match out.as_slice() {
        // A bare enumeration asks for its members.
        [only] => enumeration(only).unwrap_or(out),
        _ => out,
    }
}

fn ends_statement(c: char) -> bool {
    matches!(c, '\n' | '。' | '；' | ';' | '！' | '!' | '？' | '?') || matches!(c, '\u{2460}'..='\u{249b}')
}

/// Full stops that end a sentence: a blank and a capital, or the end, follows.
fn split_full_stops(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(". ") {
        let word = text.get(start..at).unwrap_or_default().rsplit(' ').next().unwrap_or_default();
        if word.chars().count() > 1 && !matches!(word, "e.g" | "i.e" | "etc" | "vs") {
            out.push(text.get(start..at).unwrap_or_default());
            start = at + 2;
        }
    }
    out.push(text.get(start..).unwrap_or_default());
    out
}

/// Numbers in brackets that open an item in the middle of a line: `（1）`, `(2)`.
fn split_numbers(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, open) in text.match_indices(['（', '(']) {
        let inner = text.get(at + open.len()..).unwrap_or_default();
        let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if (1..=2).contains(&digits) && inner.get(digits..).is_some_and(|rest| rest.starts_with(['）', ')'])) {
            out.push(text.get(start..at).unwrap_or_default());
            start = at;
        }
    }
    out.push(text.get(start..).unwrap_or_default());
    out
}

/// A statement without the mark or number that opens its item.
fn unmarked(piece: &str) -> &str {
    let piece = piece.trim().trim_start_matches(['-', '*', '•', '·', '+']).trim_start();
    let inner = piece.trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < inner.len() && inner.len() - rest.len() <= 2;
    match rest.strip_prefix(['.', '、', '）', ')', '．']) {
        Some(text) if numbered => text.trim(),
        _ => piece.trim_end_matches(['.', '，', ',', '、']).trim(),
    }
}

/// The members of a sentence that only enumerates: three or more, each short.
fn enumeration(sentence: &str) -> Option<Vec<String>> {
    let members: Vec<&str> =
        sentence.split(['、', '，']).map(str::trim).filter(|member| says_something(member)).collect();
    let short = members.iter().all(|member| member.chars().count() <= 16);
    (members.len() >= 3 && short && sentence.contains('、')).then(|| members.into_iter().map(str::to_owned).collect())
}

fn says_something(piece: &str) -> bool {
    let folded = fold_text(piece);
    folded.chars().filter(|&c| is_han(c)).count() >= 2
        || folded.split(|c: char| !is_word(c)).any(|word| word.len() >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_set_statements_apart() {
        assert_eq!(statements("先写日志。再改内存；最后回应"), ["先写日志", "再改内存", "最后回应"]);
        assert_eq!(statements("1. 先写\n2、再改\n（3）回应"), ["先写", "再改", "回应"]);
        assert_eq!(statements("（1）先写（2）再改"), ["先写", "再改"]);
        assert_eq!(statements("①先写②再改"), ["先写", "再改"]);
        assert_eq!(
            statements("It writes first. Then it applies e.g. Changes. Done"),
            ["It writes first", "Then it applies e.g. Changes", "Done"]
        );
        assert_eq!(statements("速度快、成本低、容量大"), ["速度快", "成本低", "容量大"]);
        assert_eq!(statements("。\n-\n"), Vec::<String>::new());
    }
}
