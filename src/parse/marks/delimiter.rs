//! Comments and tags that open or close a place for an answer.

use super::super::document::Role;
use super::super::labels::{Labels, Trust};
use super::{Found, Opens, Style, timestamp};
use crate::text::WordTable;

/// The tags that fold something away.
static TAGS: WordTable = WordTable::new(&["details", "summary"]);

/// What the comments that fence in an answer speak of.
const ANSWERS: &[&str] = &["作答", "回答", "答案", "答题", "解答", "answer", "response", "solution", "reply"];

/// What they say where it begins.
const STARTS: &[&str] =
    &["开始", "起", "下面", "下方", "以下", "此处", "这里", "在此", "start", "begin", "below", "here", "↓", "open"];

/// What they say where it ends.
const ENDS: &[&str] =
    &["结束", "完毕", "到此", "以上", "截止", "为止", "end", "above", "stop", "finish", "↑", "close", "/answer"];

/// The longest comment, in characters, that only names an answer.
const SHORT_DELIMITER: usize = 16;

/// The longest comment, in characters, that fences in an answer.
const LONGEST_DELIMITER: usize = 48;

/// A time after which a chat says what happens rather than what somebody writes.
pub(super) fn timed(body: &str) -> Option<Found> {
    let stamp = timestamp(body);
    let happens = stamp > 0 && body.get(stamp..).is_some_and(|rest| rest.starts_with(['-', '—', '*', '<']));
    happens.then(|| (Opens::Nothing, Trust::Certain, (Style::Tag, String::new()), body.len()))
}

/// A comment or a tag that opens or closes a place for an answer, also where its marks are damaged; `body` holds at least
/// one `<` or `>`.
pub(super) fn delimiter(body: &str, labels: &Labels) -> Option<Found> {
    let framed = body.starts_with("<!") || body.ends_with("->");
    if !framed && !TAGS.stands_in_any_case(body) {
        return None;
    }
    let lower = body.to_lowercase();
    if let Some(at) = lower.find("<summary>") {
        let inner = lower.get(at + 9..)?;
        let text = inner
            .split("</summary>")
            .next()?
            .replace("<b>", "")
            .replace("</b>", "")
            .replace("<strong>", "")
            .replace("</strong>", "");
        let text = text.trim().trim_end_matches([':', '：']).trim_matches(['*', '_', ' ']);
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let said = SUMMARIES.iter().fold(text, |text, word| text.strip_prefix(word).unwrap_or(text)).trim();
        let meaning = labels.meaning(said).or_else(|| labels.meaning(text));
        let (opens, trust) = match meaning {
            Some(meaning) => (meaning.role.map_or(Opens::FollowUps, Opens::Slot), Trust::Certain),
            None if said.is_empty() && lower.contains("</summary>") => (Opens::Slot(Role::Candidate), Trust::Common),
            None => return None,
        };
        return Some((opens, trust, (Style::Tag, said.to_owned()), body.len()));
    }
    let inner = lower.trim_matches(|c: char| matches!(c, '<' | '>' | '!' | '-' | '—' | '=') || c.is_whitespace());
    let key = || (Style::Comment, String::new());
    if matches!(
        inner,
        "details" | "/details" | "/summary" | "details open" | "/details><details" | "details><summary" | "summary"
    ) {
        return Some((Opens::Nothing, Trust::Certain, (Style::Tag, String::new()), body.len()));
    }
    let one_of = |words: &[&str]| words.iter().any(|word| inner.contains(word));
    if !framed || inner.chars().count() > LONGEST_DELIMITER || !one_of(ANSWERS) {
        return None;
    }
    if one_of(ENDS) {
        return Some((Opens::Nothing, Trust::Certain, key(), body.len()));
    }
    // `<!-- answer 3 -->` says where without saying that it begins.
    let short = inner.chars().count() <= SHORT_DELIMITER;
    (short || one_of(STARTS)).then(|| (Opens::Slot(Role::Candidate), Trust::Certain, key(), body.len()))
}

/// What a summary says around its label.
const SUMMARIES: &[&str] = &[
    "点击查看",
    "点击展开",
    "点我查看",
    "展开查看",
    "查看",
    "展开",
    "show the ",
    "show ",
    "click to expand",
    "click to see ",
    "click for ",
    "toggle ",
];
