//! What must hold for every rubric and every answer made of their examples.

use anscov::bind::{Binder, bind};
use anscov::catalogue::{Catalogue, RubricRef, shipped_lexicon};
use anscov::matching::{Flag, Matchers, Verdict, match_answers};
use anscov::parse::{Labels, parse};
use anscov::rubric::{KeyPoint, Loaded};
use anscov::score::{Scorecard, score};
use anscov::source::Source;
use anscov::text::{is_han, simplified};
use proptest::prelude::*;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::HashMap;
use std::sync::LazyLock;

static SHIPPED: LazyLock<Catalogue> = LazyLock::new(Catalogue::shipped);

/// The shipped rubrics without their examples: an answer that is made of them would be taken for copied.
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let mut rubrics: Vec<Loaded> = SHIPPED.files().cloned().collect();
    let questions = rubrics.iter_mut().flat_map(|loaded| &mut loaded.rubric.questions);
    for keypoint in questions.flat_map(|question| &mut question.keypoints) {
        keypoint.examples.covered.clear();
    }
    Catalogue::new(rubrics, shipped_lexicon())
});
static BINDER: LazyLock<Binder> = LazyLock::new(|| Binder::new(&CATALOGUE));
static MATCHERS: LazyLock<Matchers> = LazyLock::new(|| Matchers::new(&CATALOGUE));

/// The score card of an answer to a shipped question, as a document would hold it.
fn graded(id: &str, answer: &str) -> Scorecard<'static> {
    graded_by(&BINDER, &MATCHERS, id, answer)
}

fn graded_by<'r>(binder: &Binder<'r>, matchers: &Matchers<'r>, id: &str, answer: &str) -> Scorecard<'r> {
    let text = format!(
        "<!-- anscov: question={id} -->\n## 1. 谈谈这个主题\n\n**面试官**：请作答\n\n**候选人回答**：\n\n{answer}\n"
    );
    let document = parse(Source::new("a.md", text), &Labels::default());
    score(match_answers(bind(document, binder), matchers))
}

fn coverage(id: &str, answer: &str) -> u32 {
    let card = graded(id, answer);
    card.scores[0].as_ref().unwrap_or_else(|| panic!("bound: {:?}", card.evidence.bound.document)).coverage
}

fn verdicts(id: &str, answer: &str) -> Vec<(String, Verdict)> {
    let card = graded(id, answer);
    let evidence = card.evidence.answers[0].as_ref().expect("it is bound");
    evidence.findings.iter().map(|finding| (finding.id.clone(), finding.verdict)).collect()
}

/// Whether an answer is a mere list of terms.
fn is_list(id: &str, answer: &str) -> bool {
    is_flagged(id, answer, Flag::KeywordList)
}

/// Whether an answer is taken for one to a question of another subject. What examples of some points say may be.
fn is_off_topic(id: &str, answer: &str) -> bool {
    is_flagged(id, answer, Flag::OffTopic)
}

fn is_flagged(id: &str, answer: &str, flag: Flag) -> bool {
    let card = graded(id, answer);
    card.evidence.answers[0].as_ref().is_some_and(|evidence| evidence.flags.contains(&flag))
}

/// A shipped question with some of its covered examples in prose, any order.
fn answers() -> impl Strategy<Value = (String, Vec<String>)> {
    let questions: Vec<(String, Vec<String>)> = SHIPPED
        .questions()
        .map(|found| {
            let whole = SHIPPED.whole(found.place).expect("the file has it");
            let examples = whole.keypoints.iter().flat_map(|keypoint| keypoint.examples.covered.iter());
            (found.id(), examples.filter(|text| !text.contains("```")).cloned().collect())
        })
        .collect();
    prop::sample::select(questions).prop_flat_map(|(id, examples)| {
        let some = prop::sample::subsequence(examples, 2..8).prop_shuffle();
        (Just(id), some)
    })
}

/// Simplified characters with a traditional form that stands for nothing else.
static TRADITIONAL: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let mut forms: HashMap<char, Vec<char>> = HashMap::new();
    for c in '\u{4e00}'..='\u{9fff}' {
        if simplified(c) != c {
            forms.entry(simplified(c)).or_default().push(c);
        }
    }
    forms.into_iter().map(|(simple, forms)| (simple, forms[0])).collect()
});

fn traditional(text: &str) -> String {
    text.chars().map(|c| *TRADITIONAL.get(&c).unwrap_or(&c)).collect()
}

fn full_width(text: &str) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).filter(|_| c.is_ascii_alphanumeric()).unwrap_or(c);
    text.chars().map(wide).collect()
}

/// Text with a blank between every Han character and Latin letter or digit that touch.
fn spaced(text: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in text.chars() {
        if (is_han(before) && c.is_ascii_alphanumeric()) || (before.is_ascii_alphanumeric() && is_han(c)) {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}

/// What says the same: an answer in traditional characters, full-width letters, capitals, and with blanks between the
/// scripts.
fn typings(plain: &str) -> [String; 4] {
    [traditional(plain), full_width(plain), plain.to_ascii_uppercase(), spaced(plain)]
}

/// How many cases a property is tried on; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    /// What an answer says counts wherever more is said after it. A bare list of terms says nothing.
    #[test]
    fn saying_more_of_what_is_right_never_costs((id, examples) in answers()) {
        let (last, first) = examples.split_last().expect("there are two or more");
        prop_assume!(!is_list(&id, last));
        let less = first.join("\n\n");
        let more = format!("{less}\n\n{last}");
        prop_assume!(!is_off_topic(&id, &more));
        prop_assert!(coverage(&id, &more) >= coverage(&id, &less), "{id}: {last} costs after\n{less}");
    }

    /// Line ends, trailing blanks, blank lines and full-width letters say nothing.
    #[test]
    fn white_space_and_width_never_change_a_verdict((id, examples) in answers(), trailing in "[ \t]{0,3}", lines in 1..4usize) {
        let plain = examples.join("\n\n");
        let spaced = examples.join(&format!("{trailing}\r\n{}", "\r\n".repeat(lines)));
        prop_assert_eq!(verdicts(&id, &plain), verdicts(&id, &spaced));
    }

    #[test]
    fn how_an_answer_is_typed_never_changes_a_verdict((id, examples) in answers()) {
        let plain = examples.join("\n\n");
        for typed in typings(&plain) {
            prop_assert_eq!(verdicts(&id, &plain), verdicts(&id, &typed), "{}", typed);
        }
    }

    /// Evidence lies in the file, inside the answer, and in order.
    #[test]
    fn evidence_lies_in_the_answer((id, examples) in answers()) {
        let card = graded(&id, &examples.join("\n\n"));
        let text = &card.evidence.bound.document.source.text;
        let start = text.find("候选人回答").expect("the label is there");
        for hit in card.evidence.answers[0].iter().flat_map(|answer| &answer.findings).flat_map(|finding| &finding.hits) {
            prop_assert!(hit.span.start > start && !hit.span.of(text).is_empty(), "{:?}", hit);
        }
    }
}

/// What all shipped questions earn on average, in hundredths, by an answer made of their covered examples, one a key point.
fn mean_coverage(answer: impl Fn(&[&str]) -> String + Sync) -> u32 {
    let (binder, matchers) = (Binder::new(&SHIPPED), Matchers::verdicts_only(&SHIPPED));
    let earned = |found: RubricRef| {
        let keypoints = &SHIPPED.whole(found.place).expect("the file has it").keypoints;
        let prose = |keypoint: &'static KeyPoint| keypoint.examples.covered.iter().find(|text| !text.contains("```"));
        let said: Vec<&str> = keypoints.iter().filter_map(prose).map(String::as_str).collect();
        let card = graded_by(&binder, &matchers, &found.id(), &answer(&said));
        card.scores[0].as_ref().unwrap_or_else(|| panic!("bound: {}", answer(&said))).coverage
    };
    let questions: Vec<RubricRef> = SHIPPED.questions().collect();
    let sum: u32 = questions.par_iter().map(|&found| earned(found)).sum();
    sum / u32::try_from(questions.len()).expect("they are few")
}

#[test]
fn pasting_a_rubric_does_not_pay() {
    let pasted = mean_coverage(|said| said.join("\n\n"));
    assert!(pasted <= 3_00, "{pasted}");
}

#[test]
fn an_answer_in_the_comments_of_no_code_does_not_pay() {
    let commented = |said: &[&str]| {
        let lines: Vec<String> = said.iter().map(|text| format!("// 依我看，{}", text.replace('\n', " "))).collect();
        format!("```go\npackage main\n\n{}\n```", lines.join("\n"))
    };
    assert_eq!(mean_coverage(commented), 0);
    let spoken = |said: &[&str]| {
        let lines: Vec<String> = said.iter().map(|text| format!("- 依我看，{}", text.replace('\n', " "))).collect();
        lines.join("\n")
    };
    let spoken = mean_coverage(spoken);
    assert!(spoken >= 80_00, "the same outside of code is worth something: {spoken}");
}

#[test]
fn saying_one_thing_again_and_again_does_not_pay() {
    let first = |said: &[&str], times: usize| vec![said[0]; times].join("\n\n");
    let (once, again) = (mean_coverage(|said| first(said, 1)), mean_coverage(|said| first(said, 6)));
    assert!(once >= 5_00 && again <= once, "{once} {again}");
}

#[test]
fn how_an_example_is_typed_never_changes_a_verdict() {
    let questions: Vec<RubricRef> = SHIPPED.questions().collect();
    let changed: Vec<String> = questions
        .par_iter()
        .flat_map_iter(|&found| {
            let keypoints = &SHIPPED.whole(found.place).expect("the file has it").keypoints;
            keypoints.iter().flat_map(|keypoint| &keypoint.examples.covered).map(move |example| (found.id(), example))
        })
        .flat_map_iter(|(id, example)| {
            let plain = verdicts(&id, example);
            typings(example).into_iter().filter(move |typed| verdicts(&id, typed) != plain)
        })
        .collect();
    assert!(changed.is_empty(), "{} {changed:#?}", changed.len());
}
