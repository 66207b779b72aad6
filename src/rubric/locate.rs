//! Finds the place in a rubric file that a problem is about.
//!
//! Rubrics are read without positions, which keeps reading fast; only where there is a problem is the file parsed once
//! more into a tree that knows them.

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use std::fmt::Write as _;

use crate::messages::Message;
use crate::problem::Problem;
use crate::source::{Source, Span};

/// How many problems of one file are shown; whoever writes more has made one mistake many times.
const MOST_PROBLEMS: usize = 1000;

/// A place in a rubric, as the steps that lead to it from the top. It lives on the stack of whoever walks the rubric.
#[derive(Clone, Copy)]
pub(super) struct At<'p, 'r> {
    parent: Option<&'p At<'p, 'r>>,
    step: Step<'r>,
}

/// One step into a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'r> {
    /// The value itself.
    Here,
    /// The value of a key. A value that is no object stays itself: `"a"` and `{"phrase": "a"}` are both phrases.
    Key(&'r str),
    /// The key itself rather than its value.
    Name(&'r str),
    /// An element of a list.
    Index(usize),
    /// A member of a pattern, whatever its form.
    Member(usize),
}

/// Keys of a pattern object that hold its members.
const MEMBER_KEYS: [&str; 6] = ["any", "all", "of", "seq", "near", "not"];

impl<'p, 'r> At<'p, 'r> {
    /// The whole file.
    pub(super) fn top() -> Self {
        Self { parent: None, step: Step::Here }
    }

    pub(super) fn key(&'p self, key: &'r str) -> Self {
        self.then(Step::Key(key))
    }

    pub(super) fn name(&'p self, key: &'r str) -> Self {
        self.then(Step::Name(key))
    }

    pub(super) fn index(&'p self, index: usize) -> Self {
        self.then(Step::Index(index))
    }

    pub(super) fn member(&'p self, index: usize) -> Self {
        self.then(Step::Member(index))
    }

    fn then(&'p self, step: Step<'r>) -> Self {
        Self { parent: Some(self), step }
    }

    /// The steps from the top.
    pub(super) fn path(&self) -> Vec<Step<'r>> {
        let mut path: Vec<_> = std::iter::successors(Some(self), |at| at.parent).map(|at| at.step).collect();
        path.reverse();
        path
    }
}

/// A problem and the place in the rubric that it is about.
pub(super) type Finding<'r> = (Vec<Step<'r>>, Problem);

/// The problems of one file with their spans, in the order of the file.
pub(super) fn locate(source: &Source, mut findings: Vec<Finding<'_>>) -> Vec<Problem> {
    if findings.is_empty() {
        return Vec::new();
    }
    let more = findings.len().saturating_sub(MOST_PROBLEMS);
    findings.truncate(MOST_PROBLEMS);
    let tree = tree(&source.text);
    let located = findings.into_iter().map(|(path, problem)| match &tree {
        Some(tree) => problem.at(first_line(source, span_of(tree, &path))),
        None => problem,
    });
    let mut problems: Vec<_> = located.collect();
    problems.sort_by_key(|problem| problem.span);
    if more > 0 {
        let message = Message::new("rubric-more-problems").with("count", more);
        problems.push(Problem::note("more-problems", &*source.path, message));
    }
    problems
}

/// The value that `path` leads to, or as far as it leads.
fn span_of(tree: &Value<'_>, path: &[Step<'_>]) -> Span {
    let mut value = tree;
    for step in path {
        let next = match (value, step) {
            (Value::Object(object), Step::Name(key)) => match object.get(key) {
                Some(entry) => return span(entry.name.range()),
                None => None,
            },
            (Value::Object(object), Step::Key(key)) => object.get(key).map(|entry| &entry.value),
            (Value::Array(list), Step::Index(n) | Step::Member(n)) => list.elements.get(*n),
            (Value::Object(object), Step::Member(n)) => match members(object) {
                // The one member of `not` may itself be a list.
                Some((key, Value::Array(list))) if key != "not" => list.elements.get(*n),
                inner => inner.map(|(_, value)| value),
            },
            _ => None,
        };
        value = next.unwrap_or(value);
    }
    span(value.range())
}

/// The key that holds a pattern's members, and what stands there.
fn members<'o, 't>(object: &'o Object<'t>) -> Option<(&'o str, &'o Value<'t>)> {
    let entry = object.properties.iter().find(|entry| MEMBER_KEYS.contains(&entry.name.as_str()))?;
    Some((entry.name.as_str(), &entry.value))
}

/// The innermost key or value that holds byte `offset`, and its place as people write it: `questions[0].title`. `None`
/// where the text is no JSON.
pub(super) fn innermost(source: &Source, offset: usize) -> Option<(Span, String)> {
    let tree = tree(&source.text)?;
    let holds = |range: Range| range.start <= offset && offset < range.end;
    let mut path = String::new();
    let mut value = &tree;
    loop {
        let next = match value {
            Value::Object(object) => object.properties.iter().find(|entry| holds(entry.range)).map(|entry| {
                let _ = write!(path, "{}{}", if path.is_empty() { "" } else { "." }, entry.name.as_str());
                if holds(entry.name.range()) { Err(span(entry.name.range())) } else { Ok(&entry.value) }
            }),
            Value::Array(list) => {
                list.elements.iter().enumerate().find(|(_, element)| holds(element.range())).map(|(n, element)| {
                    let _ = write!(path, "[{n}]");
                    Ok(element)
                })
            }
            _ => None,
        };
        match next {
            Some(Ok(inner)) => value = inner,
            Some(Err(name)) => return Some((name, path)),
            None => return Some((first_line(source, span(value.range())), path)),
        }
    }
}

/// `span` as far as its first line goes: where a whole object is meant, its opening says where it is.
fn first_line(source: &Source, whole: Span) -> Span {
    let line = source.line_span(source.line_at(whole.start));
    Span::new(whole.start, whole.end.min(line.end.max(whole.start)))
}

fn span(range: Range) -> Span {
    Span::new(range.start, range.end)
}

/// The tree of a text that is strict JSON.
fn tree(text: &str) -> Option<Value<'_>> {
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    parse_to_ast(text, &CollectOptions::default(), &strict).ok()?.value
}

/// The name among `known` that is most like `name`; `None` where none is like it.
pub(crate) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // Comparing takes time and memory by the product of the lengths, and no name is this long.
    if name.len() > 64 {
        return None;
    }
    let likeness = |known: &str| strsim::normalized_damerau_levenshtein(&name.to_lowercase(), known);
    let scored = known.into_iter().map(|known| (likeness(known), known));
    let best = scored.reduce(|best, other| if other.0 > best.0 { other } else { best })?;
    (best.0 >= 0.5).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        "{\"words\": {\"坏\": [\"x\"]},\n \"list\": [{\"m\": {\"within\": 2, \"all\": [\"a\", [\"b\", \"c\"]]}}, 3]}";

    fn found(path: &[Step<'_>]) -> String {
        let source = Source::new("r.json", FILE);
        let problem = Problem::error("x", "r.json", Message::foreign(""));
        let problems = locate(&source, vec![(path.to_vec(), problem)]);
        problems[0].span.expect("it is strict JSON").of(FILE).to_owned()
    }

    #[test]
    fn paths_lead_to_spans() {
        let top = At::top();
        let (list, words) = (top.key("list"), top.key("words"));
        let first = list.index(0);
        let pattern = first.key("m");
        assert_eq!(found(&list.index(1).path()), "3");
        assert_eq!(found(&words.name("坏").path()), "\"坏\"");
        assert_eq!(found(&words.key("坏").index(0).path()), "\"x\"");
        assert_eq!(found(&pattern.member(0).path()), "\"a\"");
        assert_eq!(found(&pattern.member(1).member(1).key("phrase").path()), "\"c\"");
        assert_eq!(found(&pattern.key("within").path()), "2");
    }

    #[test]
    fn what_is_not_there_stands_for_what_holds_it_to_the_end_of_its_line() {
        assert_eq!(found(&At::top().path()), "{\"words\": {\"坏\": [\"x\"]},");
        assert_eq!(found(&At::top().key("nowhere").path()), "{\"words\": {\"坏\": [\"x\"]},");
    }

    #[test]
    fn offsets_lead_to_keys_and_values() {
        let source = Source::new("r.json", FILE);
        let at = |needle: &str| {
            let (span, path) = innermost(&source, FILE.find(needle).expect("it is there")).expect("it is JSON");
            (span.of(FILE).to_owned(), path)
        };
        assert_eq!(at("within"), ("\"within\"".to_owned(), "list[0].m.within".to_owned()));
        assert_eq!(at("c\""), ("\"c\"".to_owned(), "list[0].m.all[1][1]".to_owned()));
        assert_eq!(innermost(&Source::new("r.json", "{,}"), 1), None);
    }

    #[test]
    fn many_problems_are_cut_short() {
        let source = Source::new("r.json", "{}");
        let problem = Problem::error("x", "r.json", Message::foreign(""));
        let findings = vec![(Vec::new(), problem); MOST_PROBLEMS + 7];
        let problems = locate(&source, findings);
        assert_eq!(problems.len(), MOST_PROBLEMS + 1);
        assert_eq!(problems[MOST_PROBLEMS].said(), "7 more problems are not shown");
    }

    #[test]
    fn names_are_near_or_not() {
        assert_eq!(nearest("wihtin", ["words", "within"]), Some("within"));
        assert_eq!(nearest("Keypoint", ["id", "keypoints"]), Some("keypoints"));
        assert_eq!(nearest("colour", ["id", "keypoints"]), None);
    }
}
