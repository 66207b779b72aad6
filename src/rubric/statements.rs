//! Splits a reference answer into the statements that it makes.

use rustc_hash::FxHashSet;

use crate::text::{fold_text, is_han, is_word};

/// The statements of a model answer to the question titled `title`, in its order: its sentences, the items of its lists
/// (`-`, `1.`, `（1）`, ①), and the members of an enumeration in one sentence (`A；B；C`, and `A、B、C` where that is all
/// the sentence says). A lead that only says what was asked (`X 的优点：…` where the question is 说说 X 的优点) is left out.
#[must_use]
pub fn statements(reference: &str, title: &str) -> Vec<String> {
    let asked = pairs(title).collect();
    let pieces = without_lead(reference, &asked).split(ends_statement).flat_map(split_full_stops);
    let statements = pieces.flat_map(split_numbers).map(|piece| without_lead(unmarked(piece), &asked).to_owned());
    let out: Vec<String> = statements.filter(|piece| says_something(piece)).collect();
    match out.as_slice() {
        // A bare enumeration asks for its members.
        [only] => enumeration(only).unwrap_or(out),
        _ => out,
    }
}

/// So many hundredths of a lead's pairs of characters stand in the question where the lead repeats it.
const ASKED: usize = 60;

/// What follows a lead that only says what was asked.
fn without_lead<'t>(text: &'t str, asked: &FxHashSet<(char, char)>) -> &'t str {
    let Some((lead, rest)) = text.split_once(['：', ':']) else { return text };
    let (mut all, mut known) = (0, 0);
    for pair in pairs(lead) {
        all += 1;
        known += usize::from(asked.contains(&pair));
    }
    let repeats = all > 0 && known * 100 >= all * ASKED && !lead.contains(ends_statement);
    if repeats && says_something(rest) { rest.trim() } else { text }
}

/// Neighbouring letters and Han characters.
fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    let letters: Vec<char> = fold_text(text).chars().filter(|c| c.is_alphanumeric()).collect();
    (1..letters.len()).map(move |at| (letters[at - 1], letters[at]))
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

/// The members of a sentence that only enumerates: three or more, each short; four and shorter ones where nothing but commas
/// sets them apart.
fn enumeration(sentence: &str) -> Option<Vec<String>> {
    let members: Vec<&str> =
        sentence.split(['、', '，', ',']).map(str::trim).filter(|member| says_something(member)).collect();
    let (least, longest) = if sentence.contains('、') { (3, 16) } else { (4, 6) };
    let short = members.iter().all(|member| member.chars().count() <= longest);
    (members.len() >= least && short).then(|| members.into_iter().map(str::to_owned).collect())
}

fn says_something(piece: &str) -> bool {
    let folded = fold_text(piece);
    folded.chars().filter(|&c| is_han(c)).count() >= 2
        || folded.split(|c: char| !is_word(c)).any(|word| word.len() >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(reference: &str) -> Vec<String> {
        statements(reference, "写入的过程有哪几步")
    }

    #[test]
    fn a_lead_that_repeats_the_question_says_nothing() {
        assert_eq!(cut("写入的过程：先写日志；再改内存"), ["先写日志", "再改内存"]);
        assert_eq!(cut("写入的过程：日志、内存、回应"), ["日志", "内存", "回应"]);
        assert_eq!(cut("日志：先写；内存：再改"), ["日志：先写", "内存：再改"]);
    }

    #[test]
    fn every_way_to_set_statements_apart() {
        assert_eq!(cut("先写日志。再改内存；最后回应"), ["先写日志", "再改内存", "最后回应"]);
        assert_eq!(cut("1. 先写\n2、再改\n（3）回应"), ["先写", "再改", "回应"]);
        assert_eq!(cut("（1）先写（2）再改"), ["先写", "再改"]);
        assert_eq!(cut("①先写②再改"), ["先写", "再改"]);
        assert_eq!(
            cut("It writes first. Then it applies e.g. Changes. Done"),
            ["It writes first", "Then it applies e.g. Changes", "Done"]
        );
        assert_eq!(cut("速度快、成本低、容量大"), ["速度快", "成本低", "容量大"]);
        assert_eq!(cut("快速，便宜，可靠，易用"), ["快速", "便宜", "可靠", "易用"]);
        assert_eq!(cut("。\n-\n"), Vec::<String>::new());
    }
}
