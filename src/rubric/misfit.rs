//! Says for people why a text is no rubric, from what serde says of it.

use serde::Deserialize;
use serde_json::error::Category;

use super::format::FORMAT;
use super::locate::{At, innermost, locate, nearest};
use super::notation::{PATTERN, PATTERNS, SCOPE, UNKNOWN_KEY, bad_pattern};
use crate::messages::Message;
use crate::problem::Problem;
use crate::source::{Source, Span};

/// What serde and the readers here call a type, and the message that says it to people.
const TYPES: [(&str, &str); 16] = [
    ("a sequence", "type-list"),
    ("a map", "type-object"),
    ("u32", "type-whole-number"),
    ("usize", "type-whole-number"),
    ("f64", "type-number"),
    ("a boolean", "type-boolean"),
    ("sequence", "type-list"),
    ("map", "type-object"),
    ("null", "type-null"),
    ("string or map", "type-word"),
    ("a string", "type-string"),
    ("an object", "type-object"),
    ("a list of objects", "type-objects"),
    (PATTERN, "type-pattern"),
    (PATTERNS, "type-patterns"),
    (SCOPE, "type-scope"),
];

/// How serde begins to name a value of which it shows what it is.
const VALUES: [(&str, &str); 4] = [
    ("boolean ", "value-boolean"),
    ("integer ", "value-integer"),
    ("floating point ", "value-decimal"),
    ("string ", "value-string"),
];

/// What helps against the parser's complaints.
const SYNTAX_HELP: [(&str, &str); 5] = [
    ("trailing comma", "json-trailing-comma"),
    ("key must be a string", "json-key-unquoted"),
    ("EOF while parsing", "json-ends-early"),
    ("control character", "json-control-character"),
    ("expected `,` or", "json-separator-missing"),
];

/// The problem behind serde's `error` about the text of `source`.
pub(super) fn misfit(source: &Source, error: &serde_json::Error) -> Problem {
    let said = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let said = said.strip_suffix(&position).unwrap_or(&said);
    match error.classify() {
        Category::Data => other_version(source).unwrap_or_else(|| unfit(source, said, offset(source, error))),
        _ => syntax(source, said, offset(source, error)),
    }
}

/// The problem of a rubric of another format version, which is not worth any other: its fields may all be different.
pub(super) fn other_version(source: &Source) -> Option<Problem> {
    #[derive(Deserialize)]
    struct Versioned {
        format: serde_json::Number,
    }
    let Versioned { format } = serde_json::from_str(&source.text).ok()?;
    if format.as_u64() == Some(u64::from(FORMAT)) {
        return None;
    }
    let message =
        Message::new("rubric-format-other").with("found", format.to_string()).with("format", FORMAT.to_string());
    let help = Message::new("rubric-format-other-help").with("format", FORMAT.to_string());
    let problem = Problem::error("format-version", &*source.path, message).help(help);
    locate(source, vec![(At::top().key("format").path(), problem)]).into_iter().next()
}

fn syntax(source: &Source, said: &str, offset: usize) -> Problem {
    let problem = Problem::error("bad-json", &*source.path, Message::new("rubric-no-json").with("error", said));
    let problem = problem.at(character(source, offset));
    match SYNTAX_HELP.iter().find(|(start, _)| said.starts_with(start)) {
        Some((_, help)) => problem.help(Message::new(help)),
        None => problem,
    }
}

/// JSON that is not of the right shape. `said` is serde's message, without its position.
fn unfit(source: &Source, said: &str, offset: usize) -> Problem {
    // A text that is wrong here may be no JSON further down; then only the place of the error is known.
    let (span, place) = match innermost(source, offset) {
        Some((span, path)) if path.is_empty() => (span, Message::new("place-rubric")),
        Some((span, path)) => (span, Message::new("place-named").with("path", path)),
        None => (character(source, offset), Message::new("place-here")),
    };
    let problem = |code, message: Message| Problem::error(code, &*source.path, message).at(span);
    let (claim, expected) = said.rsplit_once(", expected ").unwrap_or((said, ""));
    if let Some(name) = quoted_after(said, "unknown field `").or_else(|| quoted_after(said, UNKNOWN_KEY)) {
        let of_pattern = said.starts_with(UNKNOWN_KEY);
        let message = Message::new(if of_pattern { "rubric-pattern-key-unknown" } else { "rubric-field-unknown" });
        return advise(problem("unknown-field", message.with("name", clip(name))), name, expected);
    }
    if let Some(name) = quoted_after(said, "unknown variant `") {
        let message = Message::new("rubric-value-unknown").with("place", place).with("name", clip(name));
        return advise(problem("unknown-value", message), name, expected);
    }
    if let Some(name) = quoted_after(said, "missing field `") {
        let message = Message::new("rubric-field-missing").with("place", place).with("name", name);
        let problem = problem("missing-field", message);
        let help = Message::new("rubric-format-missing-help").with("format", FORMAT.to_string());
        return if name == "format" { problem.help(help) } else { problem };
    }
    if let Some(name) = quoted_after(said, "duplicate field `") {
        return problem("duplicate-field", Message::new("rubric-field-twice").with("name", name));
    }
    if let Some(message) = bad_pattern(said) {
        return problem("bad-pattern", message);
    }
    let found = claim.split_once(": ").map_or(claim, |(_, found)| found);
    let found = clip(found);
    let found = value_found(&found).unwrap_or_else(|| plain(&found));
    let expected = plain(expected);
    let message =
        Message::new("rubric-wrong-type").with("place", place).with("expected", expected).with("found", found);
    problem("wrong-type", message)
}

/// Adds the nearest of the names that serde lists after `expected`, or all of them.
fn advise(problem: Problem, name: &str, expected: &str) -> Problem {
    let known: Vec<_> = expected.split('`').skip(1).step_by(2).collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => problem.help(Message::new("rubric-near").with("near", near)),
        None => problem.help(Message::new("rubric-known").with("names", known.join(", "))),
    }
}

fn quoted_after<'s>(said: &'s str, start: &str) -> Option<&'s str> {
    let rest = said.strip_prefix(start)?;
    // A name may hold a backtick itself; what follows it does so only around other names.
    rest.rsplit_once("`, expected ").map(|(name, _)| name).or_else(|| rest.strip_suffix('`'))
}

/// A type, from what serde calls it.
fn plain(kind: &str) -> Message {
    let known = TYPES.iter().find(|(serde, _)| *serde == kind);
    known.map_or_else(|| Message::foreign(kind), |(_, id)| Message::new(id))
}

/// A value, from what serde calls it, where it shows it.
pub(crate) fn value_found(said: &str) -> Option<Message> {
    VALUES.iter().find_map(|(start, id)| Some(Message::new(id).with("value", said.strip_prefix(start)?)))
}

/// The beginning of a text from a file that may be any length.
fn clip(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut clipped: String = text.chars().take(LONGEST).collect();
    if clipped.len() < text.len() {
        clipped.push('…');
    }
    clipped
}

/// The character at `offset`; nothing at the end of the text.
fn character(source: &Source, offset: usize) -> Span {
    let start = (0..=offset.min(source.text.len())).rev().find(|&at| source.text.is_char_boundary(at)).unwrap_or(0);
    let len = source.text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(start, start + len)
}

/// The byte that serde's line and column mean: the last of what it had read.
///
/// Its columns count bytes from 1 to the last one read. Where a value is of the wrong type and begins with a bracket,
/// that has not been read yet; where an object is wrong as a whole, white space after the last key may have been.
fn offset(source: &Source, error: &serde_json::Error) -> usize {
    let bytes = source.text.as_bytes();
    let line_start = match error.line() {
        0 | 1 => 0,
        line => memchr::memchr_iter(b'\n', bytes).nth(line - 2).map_or(bytes.len(), |end| end + 1),
    };
    let read = (line_start + error.column()).min(bytes.len());
    if error.is_data() {
        let opens = matches!(bytes.get(read), Some(b'[' | b'{')) && error.to_string().contains("invalid type");
        let before = bytes.get(..read).unwrap_or_default();
        let solid = before.iter().rposition(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
        return if opens { read } else { solid };
    }
    if error.is_eof() { bytes.len() } else { read.saturating_sub(1) }
}
