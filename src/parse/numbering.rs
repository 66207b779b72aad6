//! The numbers that open titles and the parts of a question, in both languages.

use crate::text::chinese_digit;

/// The number at the head of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number<'t> {
    /// As written, without its delimiter: `3`, `Q3`, `三`, `1.2`.
    pub(super) written: &'t str,
    /// How many bytes stand before it: a bracket, if any.
    pub(super) lead: usize,
    /// What it counts, where it is a plain number.
    pub(super) value: Option<u32>,
    /// What follows it.
    pub(super) rest: &'t str,
}

/// The number that `line` opens with, if any.
///
/// These are numbers: a word for a question with one (`Q3`, `第三题`, `题目 5`), `3.` and `1.2)`, `(3)` and `【三】`, `③`,
/// `三、`, and 4️⃣.
pub(super) fn leading(line: &str) -> Option<Number<'_>> {
    let (written, rest, dotted) = match line.chars().next()? {
        '0'..='9' => plain(line),
        '(' | '（' | '【' | '[' => worded(line).or_else(|| bracketed(line)),
        '①'..='⑳' => circled(line),
        c if is_chinese_digit(c) => han(line),
        // What the words below open with.
        'q' | 'Q' | 'p' | 'P' | 't' | 'T' | 'e' | 'E' | 'c' | 'C' | '第' | '问' | '题' | '试' | '习' | '练' | '任'
        | '作' => worded(line),
        _ => None,
    }?;
    // `1.5 倍` is a quantity.
    if dotted && rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let written = written.trim();
    let lead = line.strip_prefix(OPEN).map_or(0, |inside| line.len() - inside.trim_start().len());
    Some(Number { written, lead, value: value(written), rest })
}

/// A number as written, what follows it, and whether a dot stands between them.
type Found<'t> = (&'t str, &'t str, bool);

const OPEN: [char; 4] = ['(', '（', '【', '['];
const CLOSE: [char; 4] = [')', '）', '】', ']'];

/// Words that stand before a number of a question.
const ENGLISH: [&str; 6] = ["question", "problem", "task", "exercise", "challenge", "q"];
/// Those that stand also before a Chinese numeral,
const ASKED: [&str; 3] = ["问题", "题目", "问"];
/// and those that stand only before digits: 题一 is no number.
const SET: [&str; 6] = ["试题", "习题", "练习", "任务", "作业", "题"];
/// What stands after 第三.
const COUNTED: [&str; 4] = ["道题", "个问题", "题", "问"];

/// `Q3:`, `问题三`, `【第 3 题】`.
fn worded(line: &str) -> Option<Found<'_>> {
    let inside = line.strip_prefix(OPEN).unwrap_or(line);
    let after = match inside.chars().next()? {
        '第' => {
            let rest = numeral(inside.strip_prefix('第')?.trim_start(), 5)?.trim_start();
            strip_one(rest, &COUNTED)?
        }
        c if c.is_ascii() => {
            let rest = ENGLISH.iter().find_map(|word| strip_word(inside, word))?.trim_start();
            digits(rest.strip_prefix(['#', '.']).unwrap_or(rest).trim_start(), 6)?
        }
        _ => match strip_one(inside, &ASKED) {
            Some(rest) => numeral(rest.trim_start(), 5)?,
            None => digits(strip_one(inside, &SET)?.trim_start(), 6)?,
        },
    };
    let written = inside.strip_suffix(after)?;
    let rest = after.strip_prefix(CLOSE).unwrap_or(after).trim_start();
    let told = rest.strip_prefix([':', '：', '.', '、', '．', '·', '|', '-', '–', '—']).unwrap_or(rest);
    let dotted = told.len() < rest.len() && rest.starts_with('.') && told.trim_start().len() == told.len();
    Some((written, told.trim_start(), dotted))
}

/// `3.`, `1.2)`, `4️⃣`.
fn plain(line: &str) -> Option<Found<'_>> {
    let mut after = digits(line, 6)?;
    while let Some(rest) = after.strip_prefix('.').and_then(|rest| digits(rest, 3)) {
        after = rest;
    }
    let written = line.strip_suffix(after)?;
    if let Some(rest) = after.strip_prefix('\u{fe0f}').unwrap_or(after).strip_prefix('\u{20e3}') {
        return Some((written, rest.trim_start(), false));
    }
    let mark = after.trim_start();
    let told = mark.strip_prefix(['.', '、', '．', ')', '）'])?;
    let rest = told.trim_start();
    Some((written, rest, mark.starts_with('.') && rest.len() == told.len()))
}

/// `(3)`, `【三】`.
fn bracketed(line: &str) -> Option<Found<'_>> {
    let inside = line.strip_prefix(OPEN)?.trim_start();
    let after = numeral(inside, 4)?;
    let rest = after.trim_start().strip_prefix(CLOSE)?;
    Some((inside.strip_suffix(after)?, rest.trim_start(), false))
}

/// `③`.
fn circled(line: &str) -> Option<Found<'_>> {
    let mut rest = line.chars();
    circle(rest.next()?)?;
    let after = rest.as_str();
    let told = after.trim_start();
    let rest = told.strip_prefix(['.', '、']).unwrap_or(told);
    Some((line.strip_suffix(after)?, rest.trim_start(), rest.len() < told.len() && told.starts_with('.')))
}

/// `三、`.
fn han(line: &str) -> Option<Found<'_>> {
    let after = chinese_digits(line, 5)?;
    let mark = after.trim_start();
    let rest = mark.strip_prefix(['、', '.', '．'])?;
    Some((line.strip_suffix(after)?, rest.trim_start(), false))
}

/// What follows a number in digits or in Chinese, of so many Chinese characters at most.
fn numeral(text: &str, longest: usize) -> Option<&str> {
    digits(text, 6).or_else(|| chinese_digits(text, longest))
}

/// What follows one digit or more, `longest` at most.
fn digits(text: &str, longest: usize) -> Option<&str> {
    let end = text.bytes().take(longest).take_while(u8::is_ascii_digit).count();
    text.get(end..).filter(|_| end > 0)
}

fn chinese_digits(text: &str, longest: usize) -> Option<&str> {
    let digits = text.chars().take(longest).take_while(|c| is_chinese_digit(*c));
    let end: usize = digits.map(char::len_utf8).sum();
    text.get(end..).filter(|_| end > 0)
}

fn strip_one<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| text.strip_prefix(word))
}

/// What follows an English word in any letter case.
fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
    text.get(word.len()..)
}

fn circle(c: char) -> Option<u32> {
    ('①'..='⑳').contains(&c).then(|| u32::from(c) - u32::from('①') + 1)
}

fn value(written: &str) -> Option<u32> {
    if let Ok(value) = written.parse() {
        return Some(value);
    }
    let mut digits = written.chars().filter_map(|c| c.to_digit(10)).peekable();
    if digits.peek().is_none() {
        return written.chars().find_map(circle).or_else(|| chinese(written));
    }
    if written.contains('.') && digits.clone().count() > 1 {
        return None;
    }
    digits.try_fold(0_u32, |value, digit| value.checked_mul(10)?.checked_add(digit))
}

pub(super) fn is_chinese_digit(c: char) -> bool {
    counting_digit(c).is_some() || matches!(c, '十' | '百')
}

/// The digit that counts; 两 and 〇 count nothing (两个问题).
fn counting_digit(c: char) -> Option<u32> {
    chinese_digit(c).filter(|_| !matches!(c, '两' | '〇'))
}

/// The value of a Chinese numeral below a thousand; other characters are passed over.
fn chinese(written: &str) -> Option<u32> {
    let (mut total, mut digit, mut any) = (0, None, false);
    for c in written.chars() {
        let unit = match c {
            '百' => 100,
            '十' => 10,
            _ => {
                if let Some(value) = counting_digit(c) {
                    (digit, any) = (Some(value), true);
                }
                continue;
            }
        };
        total += digit.take().unwrap_or(1) * unit;
        any = true;
    }
    any.then_some(total + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_in_many_forms() {
        let cases = [
            ("3. 什么是锁", "3", Some(3), "什么是锁"),
            ("12、锁", "12", Some(12), "锁"),
            ("Q3: what", "Q3", Some(3), "what"),
            ("Q1 · 锁", "Q1", Some(1), "锁"),
            ("Question 12 - Locks", "Question 12", Some(12), "Locks"),
            ("问题三：锁", "问题三", Some(3), "锁"),
            ("第十二题 锁", "第十二题", Some(12), "锁"),
            ("（2）锁", "2", Some(2), "锁"),
            ("③ 锁", "③", Some(3), "锁"),
            ("二十一、锁", "二十一", Some(21), "锁"),
            ("1.2. 锁", "1.2", None, "锁"),
            ("4️⃣ 锁", "4", Some(4), "锁"),
            ("题目 5", "题目 5", Some(5), ""),
        ];
        for (line, written, value, rest) in cases {
            let lead = line.find(written).expect("it is written");
            assert_eq!(leading(line), Some(Number { written, lead, value, rest }), "{line}");
        }
    }

    #[test]
    fn quantities_and_words_are_no_numbers() {
        for line in ["1.5倍", "3 种方式", "一致性哈希", "Queue", "问候", " 1. x", ""] {
            assert_eq!(leading(line), None, "{line}");
        }
    }
}
