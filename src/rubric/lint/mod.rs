//! Warns of what a valid rubric probably does not mean, and advises on what could be said better.

mod alternatives;
mod lexicon;
mod neighbours;
mod patterns;
mod retyped;

use super::format::{KeyPoint, Misconception};
use super::load::Loaded;
use super::locate::{At, Finding, Step, locate};
use super::pattern::Pattern;
use super::phrase::{PhrasePart, phrase_parts};
use crate::messages::Message;
use crate::problem::Problem;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

pub use lexicon::lint_lexicon;

/// What a rubric probably does not mean, as warnings, and what it could say better, as notes, in the order of the file.
///
/// Whether examples agree with their patterns is for the matcher to say, and not asked here.
#[must_use]
pub fn lint(loaded: &Loaded) -> Vec<Problem> {
    let rubric = &loaded.rubric;
    let mut lint = Lint { file: &loaded.source.path, words: Some(&rubric.words), findings: Vec::new() };
    let top = At::top();
    lint.lexicon(&top.key("lexicon"), &rubric.lexicon);
    for (name, words) in &rubric.words {
        lint.alternatives(&top.key("words").key(name), words);
    }
    let questions = top.key("questions");
    if rubric.questions.is_empty() {
        lint.found(&questions, "no-questions", Message::new("rubric-without-questions"), None);
    }
    let mut used = FxHashSet::default();
    for (n, question) in rubric.questions.iter().enumerate() {
        let at = questions.index(n);
        if let Some(about) = &question.about {
            lint.inner(&at.key("about"), about, false);
            note_sets(about, &mut used);
        }
        for (n, keypoint) in question.keypoints.iter().enumerate() {
            lint.keypoint(&at.key("keypoints").index(n), keypoint);
            keypoint.matches.iter().chain(&keypoint.partial).for_each(|pattern| note_sets(pattern, &mut used));
        }
        for (n, misconception) in question.misconceptions.iter().enumerate() {
            lint.misconception(&at.key("misconceptions").index(n), misconception);
            let patterns = std::iter::once(&misconception.matches).chain(&misconception.unless);
            patterns.for_each(|pattern| note_sets(pattern, &mut used));
        }
    }
    for name in rubric.words.keys().filter(|name| !used.contains(name.as_str())) {
        let message = Message::new("word-set-unused").with("name", name);
        let help = Message::new("word-set-unused-help").with("name", name);
        lint.found(&top.key("words").name(name), "unused-word-set", message, Some(help));
    }
    // Advice comes last: where there is too much to say, warnings go first.
    for (n, question) in rubric.questions.iter().enumerate() {
        lint.neighbours(&questions.index(n), question);
    }
    lint.retyped(rubric);
    locate(&loaded.source, lint.findings)
}

/// The warnings about a file so far.
struct Lint<'r> {
    file: &'r str,
    /// The file's word sets; a lexicon file has none.
    words: Option<&'r BTreeMap<String, Vec<Pattern>>>,
    findings: Vec<Finding<'r>>,
}

impl<'r> Lint<'r> {
    fn found(&mut self, at: &At<'_, 'r>, code: &'static str, message: Message, help: Option<Message>) {
        let problem = Problem::warning(code, self.file, message);
        self.findings.push((at.path(), Problem { help, ..problem }));
    }

    fn advise(&mut self, at: &At<'_, 'r>, code: &'static str, message: Message, help: Message) {
        self.advise_path(at.path(), code, message, help);
    }

    fn advise_path(&mut self, path: Vec<Step<'r>>, code: &'static str, message: Message, help: Message) {
        self.findings.push((path, Problem::note(code, self.file, message).help(help)));
    }

    fn keypoint(&mut self, at: &At<'_, 'r>, keypoint: &'r KeyPoint) {
        let Some(pattern) = &keypoint.matches else { return };
        self.pattern(&at.key("match"), pattern);
        if let Some(partial) = &keypoint.partial {
            self.pattern(&at.key("partial"), partial);
        }
        let examples = &keypoint.examples;
        let kinds = [("covered", examples.covered.is_empty()), ("missing", examples.missing.is_empty())];
        let messages = ["keypoint-without-example", "keypoint-without-examples"];
        self.examples(at, messages, &keypoint.id, kinds);
    }

    fn misconception(&mut self, at: &At<'_, 'r>, misconception: &'r Misconception) {
        self.pattern(&at.key("match"), &misconception.matches);
        if let Some(unless) = &misconception.unless {
            self.inner(&at.key("unless"), unless, false);
        }
        let examples = &misconception.examples;
        let kinds = [("hit", examples.hit.is_empty()), ("clear", examples.clear.is_empty())];
        let messages = ["misconception-without-example", "misconception-without-examples"];
        self.examples(at, messages, &misconception.id, kinds);
    }

    /// Warns where the kinds that are marked have no example; `messages` say that of one kind and of both.
    fn examples(&mut self, at: &At<'_, 'r>, messages: [&'static str; 2], id: &str, kinds: [(&str, bool); 2]) {
        let [of_one, of_both] = messages;
        let lacking: Vec<_> = kinds.iter().filter(|(_, none)| *none).map(|(kind, _)| format!("`{kind}`")).collect();
        let message = match lacking.as_slice() {
            [] => return,
            [kind] => Message::new(of_one).with("kind", kind),
            [kind, other, ..] => Message::new(of_both).with("kind", kind).with("other", other),
        };
        let help = Message::new("without-examples-help");
        self.found(&at.key("id"), "no-examples", message.with("id", id), Some(help));
    }
}

fn note_sets<'r>(pattern: &'r Pattern, used: &mut FxHashSet<&'r str>) {
    for pattern in pattern.walk() {
        if let Pattern::Phrase(phrase) = pattern {
            used.extend(phrase_parts(phrase).filter_map(|part| match part {
                PhrasePart::Set(name) => Some(name),
                _ => None,
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::lint;
    use crate::problem::Severity;
    use crate::rubric::load_str;

    /// The warnings about a rubric, as code and the text they are at.
    fn warnings(head: &str, question: &str) -> Vec<(&'static str, String)> {
        let text = format!(
            "{{\"format\": 1, \"id\": \"a\", {head}\"questions\": [{{\"id\": \"q\", \"title\": \"问\", \"references\": [\"答\"], {question}}}]}}"
        );
        let loaded = load_str("a.json", &text).expect("it is valid");
        let warnings = lint(&loaded);
        let warnings = warnings.iter().filter(|w| w.severity == Severity::Warning);
        warnings.map(|w| (w.code, w.span.expect("it has a place").of(&text).to_owned())).collect()
    }

    /// The warnings about a key point's pattern.
    fn of_pattern(pattern: &str) -> Vec<(&'static str, String)> {
        let point = format!(
            "{{\"id\": \"k\", \"point\": \"p\", \"match\": {pattern}, \"examples\": {{\"covered\": [\"c\"], \"missing\": [\"m\"]}}}}"
        );
        warnings("\"words\": {\"set\": [\"了\", \"好使\"]}, ", &format!("\"keypoints\": [{point}]"))
            .into_iter()
            .filter(|(code, _)| *code != "unused-word-set")
            .collect()
    }

    #[test]
    fn sound_patterns_pass() {
        for pattern in [
            r#"{"all": [["别的", "其他", "other"], ["偷", "拿", "steal"], ["P", "队列"]]}"#,
            r#"{"all": ["加锁", {"not": "公平"}]}"#,
            r#"["加锁", "不加锁", "lock", "without lock"]"#,
            r#"{"seq": ["读", "写"]}"#,
            r#"{"regex": "\\bp\\b的"}"#,
            r#"{"number": 61, "unit": ["次"]}"#,
            r#"["c", {"all": ["c 语言", "指针"]}, "a … b"]"#.replace("\"c\"", "\"cpp\"").as_str(),
        ] {
            assert_eq!(of_pattern(pattern), [], "{pattern}");
        }
    }

    #[test]
    fn each_fault_of_a_pattern_is_found_at_its_place() {
        let cases = [
            (r#""的""#, "all-matching", r#""的""#),
            (r#"["工作窃取", "the"]"#, "all-matching", r#""the""#),
            (r#"["工作窃取", "偷"]"#, "all-matching", r#""偷""#),
            (r#""P""#, "all-matching", r#""P""#),
            (r#""p*""#, "all-matching", r#""p*""#),
            (r#""$set""#, "all-matching", r#""$set""#),
            (r#"{"phrase": "在"}"#, "all-matching", r#"{"phrase": "在"}"#),
            (r#"{"not": "公平锁"}"#, "all-matching", r#"{"not": "公平锁"}"#),
            (r#"{"all": ["的", {"not": "公平锁"}]}"#, "all-matching", r#"{"all": ["的", {"not": "公平锁"}]}"#),
            (r#"{"some": 1, "of": ["偷", "工作窃取"]}"#, "all-matching", r#"{"some": 1, "of": ["偷", "工作窃取"]}"#),
            (r#"{"regex": ".+"}"#, "all-matching", r#"{"regex": ".+"}"#),
            (r#"{"regex": "锁*"}"#, "empty-regex", r#""锁*""#),
            (r#"{"all": ["队列", ["偷", {"not": "空"}]]}"#, "misplaced-not", r#"{"not": "空"}"#),
            (r#"{"near": ["队列", {"not": "空"}], "words": 3}"#, "misplaced-not", r#"{"not": "空"}"#),
            (r#"{"regex": "\\b锁定"}"#, "boundary-at-han", r#""\\b锁定""#),
            (r#"{"regex": "(锁定)\\b"}"#, "boundary-at-han", r#""(锁定)\\b""#),
            (r#"{"regex": "锁.{0,12}定"}"#, "bounded-gap", r#""锁.{0,12}定""#),
            (r#"{"regex": "锁[^。]{1,9}定"}"#, "bounded-gap", r#""锁[^。]{1,9}定""#),
            (r#"["加锁", "加锁"]"#, "duplicate-alternative", r#""加锁""#),
            (r#"["Mutex", {"number": 3}, "mutex", "原子"]"#, "duplicate-alternative", r#""mutex""#),
            (
                r#"[{"all": ["甲方", "乙方"]}, {"all": ["甲方", "乙方"]}]"#,
                "duplicate-alternative",
                r#"{"all": ["甲方", "乙方"]}"#,
            ),
            (r#"["窃取任务", "窃取"]"#, "unreachable-alternative", r#""窃取任务""#),
            (r#"["steal", "stealing"]"#, "unreachable-alternative", r#""stealing""#),
            (r#"["steal", "work stealing"]"#, "unreachable-alternative", r#""work stealing""#),
            (r#"{"all": ["甲方", ["队列", "P 的队列"]]}"#, "unreachable-alternative", r#""P 的队列""#),
            (r#"{"all": ["甲方", {"not": ["队列", "P 的队列"]}]}"#, "unreachable-alternative", r#""P 的队列""#),
        ];
        for (pattern, code, at) in cases {
            assert_eq!(of_pattern(pattern), [(code, at.to_owned())], "{pattern}");
        }
    }

    /// The advice on a rubric with these word sets and key points, as code, place and message.
    fn advice(head: &str, patterns: &[(&str, &str)]) -> Vec<(&'static str, String, String)> {
        let points = patterns.iter().map(|(id, pattern)| {
            format!(r#"{{"id": "{id}", "point": "p", "match": {pattern}, "examples": {{"covered": ["c"], "missing": ["m"]}}}}"#)
        });
        let points = points.collect::<Vec<_>>().join(", ");
        let text = format!(
            r#"{{"format": 1, "id": "a", {head}"questions": [{{"id": "q", "title": "问", "keypoints": [{points}]}}]}}"#
        );
        let found = lint(&load_str("a.json", &text).expect("it is valid")).into_iter();
        let notes = found.filter(|problem| problem.severity == Severity::Note);
        notes.map(|n| (n.code, n.span.expect("it has a place").of(&text).to_owned(), n.said())).collect()
    }

    #[test]
    fn what_covers_a_neighbour_is_named() {
        let steal = r#"{"all": [["任务窃取", "steals tasks", "偷"], ["队列", "P"]]}"#;
        let cases: [(&str, &[&str]); 8] = [
            (r#"["窃取", "抢"]"#, &["\"任务窃取\""]),
            (r#""steal""#, &["\"steals tasks\""]),
            (r#""task*""#, &["\"steals tasks\""]),
            (r#""任务 … 窃取""#, &["\"任务窃取\""]),
            (r#"{"seq": ["窃取", "任务"]}"#, &[]),
            (r#"{"all": ["窃取", ["任务", "协程"]]}"#, &["\"任务窃取\""]),
            (r#"{"all": ["窃取", {"not": "任务"}]}"#, &[]),
            (r#"{"all": ["窃取", "全局"]}"#, &[]),
        ];
        for (other, expected) in cases {
            let found = advice("", &[("steal", steal), ("other", other)]);
            let places: Vec<&str> = found.iter().map(|(_, at, _)| at.as_str()).collect();
            assert_eq!(places, expected, "{other}");
            assert!(found.iter().all(|(code, _, message)| {
                *code == "covers-neighbour" && message.ends_with("alone covers the key point `other` too")
            }));
        }
        // What is denied is another thing.
        assert_eq!(advice("", &[("none", r#"["无锁队列", "环形"]"#), ("lock", r#"["锁", "互斥量"]"#)]), []);
    }

    #[test]
    fn lists_typed_twice_are_named_once() {
        let list = r#"["甲方", "乙方", "丙方", "丁方"]"#;
        let turned = r#"{"all": ["租约", ["丁方", "丙方", "乙方", "甲方"]]}"#;
        let (all, short) = (format!(r#"{{"all": ["合同", {list}]}}"#), r#"["甲方", "乙方", "丙方"]"#);
        let found = advice("", &[("a", &all), ("b", turned), ("c", short), ("d", short)]);
        let retyped: Vec<_> = found.into_iter().filter(|(code, ..)| *code == "retyped-list").collect();
        let message = "this list of 4 is typed 2 times: in `q/a`, `q/b`".to_owned();
        assert_eq!(retyped, [("retyped-list", list.to_owned(), message)]);
        let head = format!(r#""words": {{"side": {list}}}, "#);
        let found = advice(&head, &[("a", &all), ("b", r#"{"all": ["租约", "$side"]}"#)]);
        assert_eq!(found, [("retyped-list", list.to_owned(), "this list is the word set `side`".to_owned())]);
    }

    #[test]
    fn examples_and_word_sets_are_asked_for() {
        let point = r#""keypoints": [{"id": "k", "point": "p", "match": "工作窃取", "examples": {"covered": ["c"]}}, {"id": "derived", "point": "p"}]"#;
        assert_eq!(
            warnings(r#""words": {"idle": ["空闲", "空闲时"]}, "#, point),
            [
                ("unused-word-set", "\"idle\"".to_owned()),
                ("unreachable-alternative", "\"空闲时\"".to_owned()),
                ("no-examples", "\"k\"".to_owned())
            ]
        );
        let wrong =
            r#""misconceptions": [{"id": "m", "claim": "c", "correction": "d", "match": "工作窃取", "unless": "的"}]"#;
        assert_eq!(warnings("", wrong), [("no-examples", "\"m\"".to_owned())]);
    }
}
