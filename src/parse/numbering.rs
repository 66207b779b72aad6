//! The numbers that open titles and the parts of a question, in both languages.

use regex::Regex;
use std::sync::LazyLock;

/// The number at the head of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number<'t> {
    /// As written, without its delimiter: `3`, `Q3`, `三`, `1.2`.
    pub(super) written: &'t str,
    /// What it counts, where it is a plain number.
    pub(super) value: Option<u32>,
    /// What follows it.
    pub(super) rest: &'t str,
}

/// How numbers look. The first that fits counts; its first group is the number as written.
const FORMS: [&str; 7] = [
    r"^(?i:[(（【\[]?)((?i:question|problem|task|exercise|challenge|q)\s*[#.]?\s*[0-9]{1,6})[)）】\]]?\s*[:：.、．·|\-–—]?\s*",
    r"^[(（【\[]?((?:问题|题目|问)\s*(?:[0-9]{1,6}|[零一二三四五六七八九十百]{1,5})|(?:题|试题|习题|练习|任务|作业)\s*[0-9]{1,6})[)）】\]]?\s*[:：.、．·|\-–—]?\s*",
    r"^[(（【\[]?(第\s*(?:[0-9]{1,6}|[零一二三四五六七八九十百]{1,5})\s*(?:道题|题|问|个问题))[)）】\]]?\s*[:：.、．·|\-–—]?\s*",
    r"^([0-9]{1,6}(?:\.[0-9]{1,3})*)(?:\s*[.、．)）]\s*|(?:\u{fe0f}?\u{20e3})\s*)",
    r"^[(（【\[]\s*([0-9]{1,6}|[零一二三四五六七八九十]{1,4})\s*[)）】\]]\s*",
    r"^([①-⑳])\s*[.、]?\s*",
    r"^([零一二三四五六七八九十百]{1,5})\s*[、.．]\s*",
];

static READY: LazyLock<Vec<Regex>> = LazyLock::new(|| FORMS.iter().filter_map(|form| Regex::new(form).ok()).collect());

/// The number that `line` opens with, if any.
pub(super) fn leading(line: &str) -> Option<Number<'_>> {
    let opener = line.chars().next()?;
    if opener.is_whitespace() {
        return None;
    }
    let found = READY.iter().find_map(|form| form.captures(line))?;
    let (whole, number) = (found.get(0)?, found.get(1)?);
    let rest = line.get(whole.end()..)?;
    // `1.5 倍` is a quantity.
    if whole.as_str().ends_with('.') && rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let written = number.as_str().trim();
    Some(Number { written, value: value(written), rest })
}

fn value(written: &str) -> Option<u32> {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    if written.contains('.') && digits.len() > 1 {
        return None;
    }
    if !digits.is_empty() {
        return digits.parse().ok();
    }
    if let Some(circled) = written.chars().find(|c| ('①'..='⑳').contains(c)) {
        return Some(u32::from(circled) - u32::from('①') + 1);
    }
    chinese(written)
}

/// The value of a Chinese numeral below a thousand; other characters are passed over.
fn chinese(written: &str) -> Option<u32> {
    let (mut total, mut digit, mut any) = (0, None, false);
    for c in written.chars() {
        let unit = match c {
            '百' => 100,
            '十' => 10,
            _ => {
                if let Some(at) = "零一二三四五六七八九".chars().position(|d| d == c) {
                    (digit, any) = (u32::try_from(at).ok(), true);
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
            assert_eq!(leading(line), Some(Number { written, value, rest }), "{line}");
        }
    }

    #[test]
    fn quantities_and_words_are_no_numbers() {
        for line in ["1.5倍", "3 种方式", "一致性哈希", "Queue", "问候", " 1. x", ""] {
            assert_eq!(leading(line), None, "{line}");
        }
    }
}
