//! Says for people why a text is no rubric, from what serde says of it.

use serde::Deserialize;
use serde_json::error::Category;

use super::format::FORMAT;
use super::locate::{At, innermost, locate, nearest};
use super::notation::{BAD_PATTERN, UNKNOWN_KEY};
use crate::problem::Problem;
use crate::source::{Source, Span};

/// What serde calls a type, and what people call it.
const TYPES: [(&str, &str); 10] = [
    ("a sequence", "a list"),
    ("a map", "an object"),
    ("u32", "a whole number from 0"),
    ("usize", "a whole number from 0"),
    ("f64", "a number"),
    ("a boolean", "true or false"),
    ("sequence", "a list"),
    ("map", "an object"),
    ("null", "null"),
    ("string or map", "a word"),
];

/// What helps against the parser's complaints.
const SYNTAX_HELP: [(&str, &str); 5] = [
    ("trailing comma", "remove the comma before it"),
    ("key must be a string", "put the key in double quotes; JSON has no comments"),
    ("EOF while parsing", "the file ends too early: a quote or bracket is not closed"),
    ("control character", "write a line break in a string as \\n"),
    ("expected `,` or", "a comma, bracket or quote is missing before it"),
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
    let problem = Problem::error(
        "format-version",
        &*source.path,
        format!("this is rubric format {format}; this anscov reads format {FORMAT}"),
    );
    let problem = problem.help(format!("see `anscov rubric schema` for format {FORMAT}, or use a newer anscov"));
    locate(source, vec![(At::top().key("format").path(), problem)]).into_iter().next()
}

fn syntax(source: &Source, said: &str, offset: usize) -> Problem {
    let problem = Problem::error("bad-json", &*source.path, format!("this is not JSON: {said}"));
    let problem = problem.at(character(source, offset));
    match SYNTAX_HELP.iter().find(|(start, _)| said.starts_with(start)) {
        Some((_, help)) => problem.help(*help),
        None => problem,
    }
}

/// JSON that is not of the right shape. `said` is serde's message, without its position.
fn unfit(source: &Source, said: &str, offset: usize) -> Problem {
    // A text that is wrong here may be no JSON further down; then only the place of the error is known.
    let (span, place) = match innermost(source, offset) {
        Some((span, path)) if path.is_empty() => (span, "the rubric".to_owned()),
        Some((span, path)) => (span, format!("`{path}`")),
        None => (character(source, offset), "this".to_owned()),
    };
    let problem = |code, message: String| Problem::error(code, &*source.path, message).at(span);
    let (claim, expected) = said.rsplit_once(", expected ").unwrap_or((said, ""));
    if let Some(name) = quoted_after(said, "unknown field `").or_else(|| quoted_after(said, UNKNOWN_KEY)) {
        let kind = if said.starts_with(UNKNOWN_KEY) { "pattern key" } else { "field" };
        return advise(problem("unknown-field", format!("unknown {kind} `{}`", clip(name))), name, expected);
    }
    if let Some(name) = quoted_after(said, "unknown variant `") {
        return advise(problem("unknown-value", format!("{place} cannot be `{}`", clip(name))), name, expected);
    }
    if let Some(name) = quoted_after(said, "missing field `") {
        let problem = problem("missing-field", format!("{place} lacks the field `{name}`"));
        return if name == "format" { problem.help(format!("write `\"format\": {FORMAT}`")) } else { problem };
    }
    if let Some(name) = quoted_after(said, "duplicate field `") {
        return problem("duplicate-field", format!("the field `{name}` stands twice in one object"));
    }
    if let Some(message) = said.strip_prefix(BAD_PATTERN) {
        return problem("bad-pattern", message.to_owned());
    }
    let found = claim.split_once(": ").map_or(claim, |(_, found)| found);
    let (found, expected) = (plain(found), plain(expected));
    problem("wrong-type", format!("{place} should be {expected}, not {}", clip(found)))
}

/// Adds the nearest of the names that serde lists after `expected`, or all of them.
fn advise(problem: Problem, name: &str, expected: &str) -> Problem {
    let known: Vec<_> = expected.split('`').skip(1).step_by(2).collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("known here: {}", known.join(", "))),
    }
}

fn quoted_after<'s>(said: &'s str, start: &str) -> Option<&'s str> {
    let rest = said.strip_prefix(start)?;
    // A name may hold a backtick itself; what follows it does so only around other names.
    rest.rsplit_once("`, expected ").map(|(name, _)| name).or_else(|| rest.strip_suffix('`'))
}

fn plain(kind: &str) -> &str {
    TYPES.iter().find(|(serde, _)| *serde == kind).map_or(kind, |(_, plain)| plain)
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
