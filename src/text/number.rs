//! Numbers in any writing: 61, 6.1万, 六十一, sixty is not one of them.

use super::density::is_function_character;
use super::script::is_han;
use crate::source::Span;

/// A number that stands in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Where it stands, its multiplier (万, k) included.
    pub span: Span,
    /// Its value.
    pub value: f64,
    /// Its value without a multiplier that may be a unit (the 2 of 2K).
    pub bare: f64,
    /// Where the bare number ends.
    pub bare_end: usize,
}

/// The numbers in folded text, in order: Arabic with separators and decimals, Chinese numerals, each with 万, 亿, k or m
/// right after it taken in. A digit inside a Latin word (`p99`, `m1`) is part of its name and is no number.
#[must_use]
pub fn numbers(text: &str) -> Vec<Number> {
    let mut out = Vec::new();
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let found = if bytes[at].is_ascii_digit() { arabic(text, at) } else { chinese(text, at) };
        match found {
            Some(number) => {
                at = number.span.end;
                out.push(number);
            }
            // A Latin word is passed over with the digits in it.
            None if bytes[at].is_ascii_alphanumeric() => {
                at += bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
            }
            None => at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8),
        }
    }
    out
}

fn arabic(text: &str, start: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let mut digits = String::new();
    let mut end = start;
    while end < bytes.len() {
        let next_is_digit = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        match bytes[end] {
            b if b.is_ascii_digit() => digits.push(char::from(b)),
            b',' if next_is_digit && bytes.get(end + 4).is_none_or(|b| !b.is_ascii_digit()) => {}
            b'.' if next_is_digit && !digits.contains('.') => digits.push('.'),
            _ => break,
        }
        end += 1;
    }
    let value: f64 = digits.parse().ok()?;
    let rest = text.get(end..)?;
    let (factor, len) = multiplier(rest);
    Some(Number { span: Span::new(start, end + len), value: value * factor, bare: value, bare_end: end })
}

/// What stands right after a number and multiplies it. `m` alone is too often metre or a name.
fn multiplier(rest: &str) -> (f64, usize) {
    let first = rest.chars().next();
    match first {
        Some('万') => (1e4, 3),
        Some('亿') => (1e8, 3),
        Some('千') => (1e3, 3),
        Some('百') => (1e2, 3),
        Some('k') if !rest.get(1..).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_alphanumeric())) => {
            (1e3, 1)
        }
        _ => (1.0, 0),
    }
}

fn chinese(text: &str, start: usize) -> Option<Number> {
    let rest = text.get(start..)?;
    let (mut total, mut section, mut digit) = (0.0, 0.0, None::<f64>);
    let (mut end, mut seen) = (start, 0);
    let mut run = String::new();
    for (at, c) in rest.char_indices() {
        if let Some(d) = chinese_digit(c) {
            run.push(char::from_digit(d, 10).unwrap_or('0'));
            digit = Some(f64::from(d));
        } else {
            let unit = match c {
                '十' => 10.0,
                '百' => 100.0,
                '千' => 1e3,
                '万' => 1e4,
                '亿' => 1e8,
                _ => break,
            };
            if seen == 0 && c != '十' {
                return None;
            }
            run.push('x');
            if unit >= 1e4 {
                total = (total + section + digit.take().unwrap_or(0.0)) * unit;
                section = 0.0;
            } else {
                section += digit.take().unwrap_or(1.0) * unit;
            }
        }
        seen += 1;
        end = start + at + c.len_utf8();
    }
    if seen == 0 {
        return None;
    }
    // 一九九八 and 二〇二四 are read digit by digit.
    let value = if seen > 1 && !run.contains('x') { run.parse().ok()? } else { total + section + digit.unwrap_or(0.0) };
    Some(Number { span: Span::new(start, end), value, bare: value, bare_end: end })
}

/// Text with every whole number from 1 to 9,999 that counts what a Han character after it names in Chinese numerals (24小时
/// as 二十四小时).
#[must_use]
pub fn in_numerals(text: &str) -> String {
    let joins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | ',' | '/' | ':' | '=');
    let (mut out, mut rest) = (String::new(), text);
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let (digits, after) = from.split_at(from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len()));
        out.push_str(before);
        let counted = after.trim_start_matches(' ');
        let names = |c: char| is_han(c) && !is_function_character(c);
        let counts = counted.starts_with(names) && !out.ends_with(joins);
        if let Some(numeral) = digits.parse().ok().and_then(numeral).filter(|_| counts) {
            out.push_str(&numeral);
            rest = counted;
        } else {
            out.push_str(digits);
            rest = after;
        }
    }
    out + rest
}

/// A number from 1 to 9,999 as it is written in Chinese.
fn numeral(number: usize) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (mut out, mut gap) = (String::new(), false);
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        out.push_str(if std::mem::take(&mut gap) { "零" } else { "" });
        out.push_str(if unit == 10 && digit == 1 && out.is_empty() { "" } else { DIGITS[digit] });
        out.push_str(name);
    }
    (1..10_000).contains(&number).then_some(out)
}

/// The digit that a Chinese numeral stands for.
#[must_use]
pub fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<f64> {
        numbers(text).into_iter().map(|number| number.value).collect()
    }

    #[test]
    fn any_writing_gives_the_value() {
        for (text, want) in [
            ("每61次", vec![61.0]),
            ("每六十一次", vec![61.0]),
            ("1.5mb和10,000条", vec![1.5, 10000.0]),
            ("1.6万个", vec![16000.0]),
            ("一万六千三百八十四", vec![16384.0]),
            ("十毫秒,两百个,三", vec![10.0, 200.0, 3.0]),
            ("二〇二四年", vec![2024.0]),
            ("10k qps", vec![10000.0]),
            ("p99在m1上", vec![]),
            ("go 1.14", vec![1.14]),
            ("百度", vec![]),
        ] {
            assert_eq!(values(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_counted_may_be_counted_in_numerals() {
        for (arabic, chinese) in [
            ("24小时", "二十四小时"),
            ("最多 72 字节", "最多 七十二字节"),
            ("10个 105次 2000条 1010位 11台", "十个 一百零五次 二千条 一千零一十位 十一台"),
            ("acks=1 时 http 429,m1上 0次 1.5倍 1就是锁住", "acks=1 时 http 429,m1上 0次 1.5倍 1就是锁住"),
        ] {
            assert_eq!(in_numerals(arabic), chinese);
        }
    }
}
