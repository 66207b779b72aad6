//! How much a line looks like a question: its mark, its interrogatives, its imperatives, in both languages.

mod words;

use std::borrow::Cow;
use words::{ADVICE, IMPERATIVES, INTERROGATIVES, NOUNS, OPENERS};

/// How much a line asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Asking {
    /// It says something.
    No,
    /// It ends in a noun that is asked for (`…的区别`).
    Noun,
    /// It holds an interrogative or orders somebody to explain.
    Word,
    /// Its first sentence ends in a question mark.
    Mark,
}

/// The longest line, in characters, that asks without a question mark.
const LONGEST: usize = 160;

/// What ends a question.
const MARKS: [char; 3] = ['？', '?', '﹖'];

/// What ends a sentence that is none.
const STOPS: [char; 5] = ['。', '！', '!', '；', ';'];

/// How much `line` asks, its number and markup left out.
pub(super) fn asking(line: &str) -> Asking {
    let plain = plain(line);
    let said = plain.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '★' | '☆' | '#'));
    let first = said.split_inclusive(|c: char| MARKS.contains(&c) || STOPS.contains(&c)).next().unwrap_or_default();
    if first.ends_with(MARKS) && first.chars().count() > 2 {
        return Asking::Mark;
    }
    if said.ends_with(MARKS) && said.chars().count() > 2 {
        return Asking::Mark;
    }
    if said.chars().take(LONGEST + 1).count() > LONGEST {
        return Asking::No;
    }
    let last = said.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '。' | '：' | ':' | '，'));
    if INTERROGATIVES.stands_in(said)
        || IMPERATIVES.opens(said)
        || last.ends_with(['么', '呢'])
        || (opens_in_english(said) && !said.contains(is_han))
    {
        return Asking::Word;
    }
    if last.chars().count() <= 40 && NOUNS.iter().any(|noun| last.ends_with(noun)) { Asking::Noun } else { Asking::No }
}

/// Whether the first word of a line asks, in English.
fn opens_in_english(said: &str) -> bool {
    let letters = said.chars().flat_map(char::to_lowercase).take_while(char::is_ascii_alphabetic);
    let opener: String = letters.take(LONGEST_OPENER + 1).collect();
    let forbids = said.get(.."do not".len()).is_some_and(|head| head.eq_ignore_ascii_case("do not"));
    OPENERS.contains(&opener.as_str()) && !forbids
}

/// The most letters of a word that asks at the head of a line.
const LONGEST_OPENER: usize = 10;

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether a sentence tells how to answer rather than answering.
pub(super) fn is_advice(text: &str) -> bool {
    let said = text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '_' | '>' | '（' | '(' | '，' | ',' | '：' | ':')
    });
    ADVICE.opens_in_any_case(said)
}

/// Where the question at the head of `line` ends and something else follows on the same line: after its last question
/// mark before a sentence that is none, or after a dash. The length of the line where nothing follows.
pub(super) fn end_of_question(line: &str) -> usize {
    let mut end = None;
    let mut code = false;
    for (at, c) in line.char_indices() {
        match c {
            '`' => code = !code,
            _ if code => {}
            c if MARKS.contains(&c) => end = Some(at + c.len_utf8()),
            c if STOPS.contains(&c) && end.is_some() => break,
            _ => {}
        }
    }
    let Some(end) = end else { return line.len() };
    let rest = line.get(end..).unwrap_or_default();
    // What closes the bold or a bracket belongs to the question.
    let closers = rest.len() - rest.trim_start_matches(['*', '_', '」', '”', '"', '★', '☆']).len();
    end + closers
}

/// The line without code, links' targets and tags, which may hold question marks of their own.
fn plain(line: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'`', b'<', b']', line.as_bytes()).is_none() {
        return Cow::Borrowed(line);
    }
    let mut plain = String::with_capacity(line.len());
    let (mut code, mut tag, mut target) = (false, false, false);
    let mut last = ' ';
    for c in line.chars() {
        match c {
            '`' => code = !code,
            '<' if !code => tag = true,
            '>' if tag => tag = false,
            '(' if last == ']' => target = true,
            ')' if target => target = false,
            _ if code || tag || target => {}
            _ => plain.push(c),
        }
        last = c;
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_ask_in_many_ways() {
        for line in ["锁是什么？", "为什么要两阶段提交？这里要讲清楚", "What is a lock?", "先减库存还是先下单？★★"]
        {
            assert_eq!(asking(line), Asking::Mark, "{line}");
        }
        for line in ["怎么删", "请解释滑动窗口", "手撕：链表反转", "Explain snapshot isolation.", "用 go 多久了"]
        {
            assert_eq!(asking(line), Asking::Word, "{line}");
        }
        assert_eq!(asking("进程线程区别"), Asking::Noun);
        for line in ["锁让人排队。", "`a ? b : c`", "[为什么](http://a/?b)的回答在这。", "Locks queue people."]
        {
            assert_ne!(asking(line), Asking::Mark, "{line}");
        }
        assert_eq!(asking("锁让人排队。"), Asking::No);
        assert_eq!(asking("Do not write below this line."), Asking::No);
    }

    #[test]
    fn an_answer_may_follow_its_question_on_the_line() {
        let rest = |line: &'static str| line.get(end_of_question(line)..).expect("it is a boundary");
        assert_eq!(rest("锁有什么用？排队。真的？"), "排队。真的？");
        assert_eq!(rest("锁有什么用？怎么用？排队"), "排队");
        assert_eq!(rest("**锁有什么用？** 排队"), " 排队");
        assert_eq!(rest("锁的区别"), "");
    }

    #[test]
    fn advice_is_no_answer() {
        assert!(is_advice("这个问题要结合项目") && is_advice(" 注意：别背") && is_advice("Tip: draw first"));
        assert!(!is_advice("核心是排队"));
    }
}
