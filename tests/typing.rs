//! How an answer is typed does not change what it says. Over every covered example of the shipped rubrics: how many of the
//! verdicts stand when its Latin words are misspelt, a rubric's term is written with a homophone, or its numbers are written
//! in Chinese numerals. (`properties.rs` has the ways of typing that must never change one.)

use anscov::catalogue::{Catalogue, RubricRef};
use anscov::matching::{Matchers, Verdict, match_statement};
use anscov::parse::parse_answer;
use anscov::rubric::KeyPoint;
use anscov::text::{in_numerals, is_chinese, is_english, is_han, is_homophone, is_misspelling, stem_text, syllable};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

/// How many hundredths of the verdicts must stand. A term that is misspelt may turn into another word, or stand in a longer
/// phrase of a pattern, in which homophones are not looked for.
const LEAST: usize = 95;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::shipped);
static MATCHERS: LazyLock<Matchers> = LazyLock::new(|| Matchers::verdicts_only(&CATALOGUE));

/// The Han characters of the rubrics by their sound.
static BY_SOUND: LazyLock<BTreeMap<&'static str, BTreeSet<char>>> = LazyLock::new(|| {
    let mut out: BTreeMap<&str, BTreeSet<char>> = BTreeMap::new();
    for c in examples().iter().flat_map(|example| example.text.chars()).filter(|&c| is_han(c)) {
        out.entry(syllable(c).unwrap_or_default()).or_default().insert(c);
    }
    out
});

/// A covered example with its key point.
struct Example {
    rubric: RubricRef<'static>,
    keypoint: String,
    text: String,
    /// The Han terms of the question's patterns.
    terms: Arc<BTreeSet<String>>,
}

fn examples() -> Vec<Example> {
    CATALOGUE
        .questions()
        .flat_map(|rubric| {
            let whole = CATALOGUE.whole(rubric.place).expect("the file has it");
            let patterns = serde_json::to_value(whole).expect("it is JSON")["keypoints"].clone();
            let mut terms = BTreeSet::new();
            collect_terms(&patterns, &mut terms);
            let terms = Arc::new(terms);
            let covered = |keypoint: &KeyPoint| {
                let example = |text: &String| Example {
                    rubric,
                    keypoint: keypoint.id.clone(),
                    text: text.clone(),
                    terms: terms.clone(),
                };
                keypoint.examples.covered.iter().filter(|text| !text.contains('`')).map(example).collect::<Vec<_>>()
            };
            whole.keypoints.iter().flat_map(covered).collect::<Vec<_>>()
        })
        .collect()
}

/// The Han terms of two to six characters in what patterns match.
fn collect_terms(value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.chars().all(is_han) && (2..=6).contains(&text.chars().count()) => {
            out.insert(text.clone());
        }
        Value::Array(values) => values.iter().for_each(|value| collect_terms(value, out)),
        Value::Object(fields) => {
            fields.iter().filter(|(key, _)| *key != "examples").for_each(|(_, value)| collect_terms(value, out));
        }
        _ => {}
    }
}

fn verdict(example: &Example, text: &str) -> Verdict {
    let evidence =
        match_statement(parse_answer(text).passages(text), example.rubric, &MATCHERS).expect("it is shipped");
    evidence.findings.iter().find(|finding| finding.id == example.keypoint).expect("it is its key point").verdict
}

/// Holds that of the examples that `typed` changes nearly all keep their verdict.
#[expect(clippy::print_stdout, reason = "the figures are what the test is for")]
fn holds(what: &str, typed: impl Fn(&Example) -> Option<String> + Sync) {
    let judged: Vec<(String, bool)> = examples()
        .par_iter()
        .filter_map(|example| {
            let typed = typed(example).filter(|typed| *typed != example.text)?;
            let stands = verdict(example, &typed) == Verdict::Covered;
            Some((format!("{}/{}: {} as {typed}", example.rubric.id(), example.keypoint, example.text), stands))
        })
        .collect();
    let (all, stand) = (judged.len(), judged.iter().filter(|(_, stands)| *stands).count());
    println!("{what}: {stand} of {all} verdicts stand");
    let changed = judged.iter().filter(|(_, stands)| !stands).take(10).map(|(text, _)| text.as_str());
    assert!(stand * 100 >= all * LEAST, "{what}: {stand} of {all} stand\n{}", changed.collect::<Vec<_>>().join("\n"));
}

/// Every Latin word that is long enough with two letters swapped; names with signs in them are left alone.
fn misspelt(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(from.len()));
        let joined = before.ends_with(['_', '.', '-', '/']) || after.starts_with(['_', '.', '-', '(', '/']);
        out.push_str(before);
        out.push_str(&swapped(word).filter(|_| !joined).unwrap_or_else(|| word.to_owned()));
        rest = after;
    }
    out + rest
}

/// A lower-case word with two neighbouring letters near its middle swapped, where that is a misspelling of it.
fn swapped(word: &str) -> Option<String> {
    let stem = stem_text(word);
    let mut letters: Vec<char> = stem.chars().collect();
    let at = (2..letters.len().checked_sub(1)?).find(|&at| letters[at] != letters[at - 1])?;
    letters.swap(at - 1, at);
    let written = letters.iter().collect::<String>() + word.strip_prefix(stem.as_str())?;
    let lower = word.chars().all(|c| c.is_ascii_lowercase());
    (lower && is_misspelling(&stem_text(&written), &stem) && !is_english(&written)).then_some(written)
}

/// The example with the first of the question's terms that has a homophone written so.
fn with_homophone(example: &Example) -> Option<String> {
    let spelt = |term: &String| {
        let respelt = term.char_indices().rev().find_map(|(at, c)| {
            let (before, from) = term.split_at(at);
            let after = from.strip_prefix(c)?;
            BY_SOUND.get(syllable(c)?)?.iter().find_map(|&other| {
                let written = format!("{before}{other}{after}");
                let misread = is_chinese(&written) || example.terms.contains(&written);
                (is_homophone(&written, term) && !misread).then_some(written)
            })
        })?;
        Some(example.text.replacen(term.as_str(), &respelt, 1))
    };
    example.terms.iter().filter(|term| example.text.contains(term.as_str())).find_map(spelt)
}

#[test]
fn misspelt_words_are_understood() {
    holds("misspelt words", |example| Some(misspelt(&example.text)));
}

#[test]
fn homophones_are_understood() {
    holds("a homophone", with_homophone);
}

#[test]
fn chinese_numerals_are_understood() {
    holds("Chinese numerals", |example| Some(in_numerals(&example.text)));
}
