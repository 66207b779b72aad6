use super::*;
use crate::config::{Condition, Flags};
use crate::messages::Language;
use crate::report::{Content, QuestionReport, Status};
use crate::score::Score;

fn question(status: Status, coverage: Option<u32>) -> QuestionReport<'static> {
    QuestionReport {
        rubric: coverage.map(|_| "net/pool".to_owned()),
        expected: None,
        number: None,
        title: "题".to_owned(),
        line: 3,
        status,
        answer: Vec::new(),
        has_slot: true,
        confidence: 100,
        ambiguous: Vec::new(),
        score: coverage.map(|coverage| Score { coverage, ..Score::default() }),
        keypoints: Vec::new(),
        claims: Vec::new(),
        flags: Vec::new(),
        instead: None,
    }
}

fn failures(flags: Flags, questions: Vec<QuestionReport<'_>>) -> Vec<String> {
    let config = Config::default().under(flags);
    let mut gate = Gate::new(&config, &[], BTreeSet::new());
    let path = "a.md".to_owned();
    let report = Report { path, source: None, content: Content::Answers, questions, issues: Vec::new() };
    gate.look_at(&report);
    gate.failures(Scope::Under(&["a.md".into()])).iter().map(|failure| failure.line(Language::English)).collect()
}

fn fail_under(floor: u32) -> Flags {
    Flags { fail_under: Some(floor), ..Flags::default() }
}

fn min_question(floor: u32) -> Flags {
    Flags { min_question: Some(floor), ..Flags::default() }
}

#[test]
fn empty_answers_count_zero_and_ignored_ones_not() {
    let questions = || {
        vec![question(Status::Answered, Some(9000)), question(Status::Empty, Some(0)), question(Status::Ignored, None)]
    };
    assert_eq!(failures(fail_under(4500), questions()), [""; 0]);
    assert_eq!(failures(fail_under(4501), questions()), ["failed: fail-under: wanted 45.01%, got 45%"]);
    assert_eq!(failures(min_question(1), questions()), ["failed: min-question: a.md:3: wanted 0.01%, got 0%: 题"]);
    let file = Flags { min_file: Some(4600), ..Flags::default() };
    assert_eq!(failures(file, questions()), ["failed: min-file: a.md: wanted 46%, got 45%"]);
}

#[test]
fn zero_is_a_threshold() {
    let flags = Flags { min_question: Some(0), ..fail_under(0) };
    assert_eq!(failures(flags, vec![question(Status::Empty, Some(0))]), [""; 0]);
}

#[test]
fn what_was_overlooked_does_not_pass() {
    let unmatched = || vec![question(Status::Answered, Some(10_000)), question(Status::Unmatched, None)];
    let line = "failed: unmatched: a.md:3: no rubric is bound to this question, so it cannot pass: 题";
    assert_eq!(failures(fail_under(0), unmatched()), [line]);
    assert_eq!(failures(min_question(0), unmatched()), [line]);
    for condition in Condition::ALL {
        assert_eq!(failures(Flags { fail_on: vec![condition], ..Flags::default() }, unmatched()), [line]);
    }
    assert_eq!(failures(Flags::default(), unmatched()), [""; 0]);
    let nothing = ["failed: empty-selection: no question was graded, so nothing can pass"];
    assert_eq!(failures(fail_under(0), vec![question(Status::Ignored, None)]), nothing);
    assert_eq!(failures(min_question(0), vec![question(Status::Ignored, None)]), nothing);
}
