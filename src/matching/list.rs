//! Mention: sentences that list terms and say nothing of them.

use std::borrow::Cow;

use crate::text::{Token, density, has_function_word, is_function_character, is_han, is_word, tokens};

/// Whether a sentence, as written, merely lists terms.
///
/// Prose is full of function words and lists have next to none, but so have terse statements (饥饿模式锁直接移交队首). What
/// sets a list apart is that it falls into many short pieces, and that no piece has a function word, a number, or a sign
/// that says something (=, →, a colon). Thresholds: at least [`PIECES`] such pieces, making up [`SHARE`] hundredths.
pub(crate) fn is_list_of_terms(raw: &str) -> bool {
    let (mut all, mut bare) = (0, 0);
    for piece in pieces(raw) {
        all += 1;
        bare += usize::from(is_bare(piece));
    }
    (bare >= PIECES && bare * 100 >= all * SHARE) || is_bare_run(raw)
}

const PIECES: usize = 4;
const SHARE: usize = 80;

/// The longest a bare term may be, in half words; a Latin word is two, a Han character one.
const TERM: usize = 12;

/// The most Han characters of a bare term: longer ones have a verb in them.
const HAN_TERM: usize = 6;

/// From this many words on, a run of terms without a single function word is a list even where only blanks separate them.
const RUN: usize = 6;

/// English statements may do without function words for longer; so may those that name an amount.
const LONG_RUN: usize = 8;

/// The pieces between list separators: commas, bars, a slash or a blank that no Latin word touches on both sides.
fn pieces(raw: &str) -> impl Iterator<Item = &str> {
    let mut before = ' ';
    let separates = move |at: usize, c: char| {
        let after = || raw.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        let separates = match c {
            '、' | ',' | '，' | '|' | ';' | '；' | '·' | '。' | '+' => true,
            '/' => !(is_word(before) && is_word(after())),
            c if c.is_whitespace() => is_han(before) && is_han(after()),
            _ => false,
        };
        before = c;
        separates
    };
    cut(raw, separates).map(str::trim).filter(|piece| !piece.is_empty())
}

/// The stretches of text between the characters for which `separates` holds, given each with its place.
fn cut(text: &str, mut separates: impl FnMut(usize, char) -> bool) -> impl Iterator<Item = &str> {
    let mut rest = text.char_indices();
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let mark = rest.find(|&(at, c)| separates(at, c));
        start = mark.map(|(at, c)| at + c.len_utf8());
        text.get(from..mark.map_or(text.len(), |(at, _)| at))
    })
}

/// Whether a piece is a term with nothing said of it.
pub(crate) fn is_bare(piece: &str) -> bool {
    let (mut all, mut han) = (0, 0);
    for token in tokens(&lower(piece)) {
        all += token.weight();
        han += usize::from(matches!(token, Token::Han(_)));
        if token.is_function() || all > TERM || han > HAN_TERM {
            return false;
        }
    }
    !says_something(piece)
}

/// Whether a heading or label says something by itself rather than names what follows: it is long and has the grammar of
/// a sentence, or a sign stands for its verb.
pub(crate) fn is_statement(title: &str) -> bool {
    let density = density(&lower(title));
    let body = title.trim_end_matches([':', '：']);
    density.all > TERM && (density.percent() >= STATEMENT || says_something(body))
}

/// Whether a sentence merely names what the rest of its paragraph is about (`M 的自旋。当它找不到 G …`): a short noun phrase.
pub(crate) fn is_lead(sentence: &str) -> bool {
    let body = sentence.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | ')' | ' '));
    // Most sentences have a verb's grammar, and need not be written anew.
    if body.chars().any(|c| is_function_character(c) && !JOINING.contains(c)) {
        return false;
    }
    let nominal: String = body.chars().filter(|c| !JOINING.contains(*c)).collect();
    !body.is_empty() && is_bare(nominal.trim_end_matches(['。', '.', ':', '：', '!', ';']))
}

/// Text with its Latin letters in lower case; nearly all is so already.
fn lower(text: &str) -> Cow<'_, str> {
    let is_lower = !text.bytes().any(|b| b.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(text) } else { Cow::Owned(text.to_ascii_lowercase()) }
}

/// Characters that join nouns.
const JOINING: &str = "的和与及之";

/// Function words in a hundred words of a title that is a sentence.
const STATEMENT: usize = 15;

/// Whether a sentence is nothing but terms side by side.
fn is_bare_run(raw: &str) -> bool {
    if has_function_word(&lower(raw)) {
        return false;
    }
    let run = if raw.contains(is_han) && !raw.contains(|c: char| c.is_ascii_digit()) { RUN } else { LONG_RUN };
    is_run(raw, run)
}

/// Whether text has at least `run` words that stand side by side: no sign that says something, hardly a number, and no run
/// of Han characters long enough to hold a verb.
pub(crate) fn is_run(raw: &str, run: usize) -> bool {
    let (mut words, mut numbers) = (0, 0);
    for word in raw.split(|c: char| !is_word(c) && !is_han(c)).filter(|word| !word.is_empty()) {
        words += 1;
        numbers += usize::from(word.starts_with(|c: char| c.is_ascii_digit()));
        if word.chars().filter(|&c| is_han(c)).count() > HAN_TERM {
            return false;
        }
    }
    words >= run && numbers * 5 <= words && !raw.contains(SIGNS)
}

/// Signs that stand for a verb.
const SIGNS: [char; 9] = ['=', '→', '⇒', '：', ':', '>', '<', '≥', '≤'];

/// Digits of an amount, and signs that stand for a verb.
fn says_something(text: &str) -> bool {
    text.contains(SIGNS)
        || text.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_say_nothing() {
        for list in [
            "GMP、工作窃取、hand off、自旋、抢占、sysmon",
            "work stealing, hand off, spinning, netpoller, preemption",
            "令牌桶 漏桶 滑动窗口 固定窗口 计数器",
            "SDS / quicklist / skiplist / intset / listpack",
            "fork COW bgsave everysec AOF 混合持久化",
        ] {
            assert!(is_list_of_terms(list), "{list}");
        }
    }

    #[test]
    fn terse_statements_say_something() {
        for statement in [
            "本地队列空 → 全局队列 → netpoll → 偷其他 P 一半",
            "state 字段：locked 1 bit，woken 1 bit，starving 1 bit，其余 waiter",
            "饥饿模式锁直接移交队首，新来者排队尾",
            "P 数量 = GOMAXPROCS，默认 CPU 核数",
            "when its queue is empty a P takes half of the Gs of another",
            "系统调用阻塞，M 与 P 解绑，P 找新的 M 接着跑",
            "SET lock uuid NX PX 30000，原子。",
            "Round robin suits identical stateless servers",
            "fork 子进程写 RDB，父进程照常服务",
            "三种算法是令牌桶、漏桶、滑动窗口",
            "读取、比较、扣减放进一个脚本，避免竞态",
            "golang.org/x/time/rate：Allow / Wait / Reserve",
        ] {
            assert!(!is_list_of_terms(statement), "{statement}");
        }
    }
}
