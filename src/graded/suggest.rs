//! Words that a pattern may lack: those that tell the answers it missed from the others.

use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

use super::appraisal::{Appraisal, QuestionAppraisal};
use super::items::Item;
use super::judge::Judged;
use crate::agreement::real;
use crate::parse::{PassageKind, parse_answer};
use crate::rubric::{Pattern, PhrasePart, Tier, phrase_parts};
use crate::text::{fold, is_function_character, is_function_word, is_han, is_word, sentences, stem_text};

/// What a key point's pattern may lack.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The key point.
    pub keypoint: String,
    /// How it is known which answers it should have been credited to.
    pub basis: Basis,
    /// How many answers it missed.
    pub missed: usize,
    /// How many others they are told from: those it caught, and those that rightly have none of it.
    pub others: usize,
    /// Candidates, the most telling first; none where no word tells the answers apart.
    pub candidates: Vec<Candidate>,
}

/// How it is known that an answer says a key point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// It is labelled so.
    Labels,
    /// The key point has no labels, and the answer has a good score.
    Scores,
}

/// A word, or a run of characters, that may belong in a pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// As the first missed answer has it, folded.
    pub text: String,
    /// In how many missed answers it stands.
    pub missed: usize,
    /// In how many of the others.
    pub others: usize,
    /// Its log-odds in units of their standard error: see [`suggest`].
    pub z: f64,
    /// A sentence of a missed answer in which it stands.
    pub example: String,
}

/// A pattern that misses fewer answers is not looked at, and nor is a word that stands in fewer of them.
const LEAST: usize = 2;
/// The least log-odds, in standard errors.
const LEAST_Z: f64 = 1.0;
/// So many candidates are given for a key point.
const MOST: usize = 8;
/// From so many points of a hundred on an answer without labels is taken to say a key point, and below so many not to.
const GOOD: f64 = 75.0;
const POOR: f64 = 50.0;
/// The runs of Han characters that are looked at, in characters.
const RUNS: std::ops::RangeInclusive<usize> = 2..=8;

/// Fills in what the patterns of each question may lack.
///
/// A word's log-odds are those of standing in a missed answer rather than in another, with half an answer added to each
/// count (the prior of Haldane and Anscombe, which keeps words that stand in none of the others finite):
/// δ = ln((a + ½) / (A − a + ½)) − ln((b + ½) / (B − b + ½)), with a of A missed and b of B other answers having it. Ranked
/// is z = δ / √(1/(a + ½) + 1/(A − a + ½) + 1/(b + ½) + 1/(B − b + ½)), after B. L. Monroe, M. P. Colaresi and K. M. Quinn,
/// "Fightin' Words", Political Analysis 16 (2008), 372–403.
pub fn suggest(appraisal: &mut Appraisal<'_>) {
    for question in &mut appraisal.questions {
        let id = question.rubric.id();
        let answers: Vec<&Judged<'_>> = appraisal.answers.iter().filter(|answer| answer.rubric.id() == id).collect();
        let units: Vec<Units> = answers.iter().map(|answer| units(&answer.graded.answer)).collect();
        let asked = self::units(&question.rubric.question.title);
        let suggestions =
            question.items.iter().filter_map(|item| for_item(item, question, &answers, &units, &asked)).collect();
        question.suggestions = Some(suggestions);
    }
}

/// What an answer is made of: words by their stems and runs of Han characters, each as it is written and the sentence in
/// which it stands first.
type Units = BTreeMap<String, (String, String)>;

fn for_item(
    item: &Item,
    question: &QuestionAppraisal<'_>,
    answers: &[&Judged<'_>],
    units: &[Units],
    asked: &Units,
) -> Option<Suggestion> {
    let basis = match item.labelled {
        Some(_) => Basis::Labels,
        None if item.tier == Tier::Core => Basis::Scores,
        // A good answer need not have the bonus points.
        None => return None,
    };
    let (mut missed, mut others) = (Vec::new(), Vec::new());
    for (answer, units) in answers.iter().zip(units) {
        match is_missed(answer, &item.id, basis) {
            Some(true) => missed.push(units),
            Some(false) => others.push(units),
            None => {}
        }
    }
    if missed.len() < LEAST || others.is_empty() {
        return None;
    }
    let known = terms(question, &item.id);
    let mut counts: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    for unit in missed.iter().flat_map(|units| units.keys()) {
        counts.entry(unit).or_default().0 += 1;
    }
    for unit in others.iter().flat_map(|units| units.keys()) {
        // What stands in no missed answer is no candidate.
        if let Some(count) = counts.get_mut(unit.as_str()) {
            count.1 += 1;
        }
    }
    let new = |unit: &str| !asked.contains_key(unit) && !known.iter().any(|term| term == unit);
    let mut ranked: Vec<(f64, &str, usize, usize)> = counts
        .into_iter()
        .filter(|(unit, (in_missed, _))| *in_missed >= LEAST && new(unit))
        .map(|(unit, (a, b))| (z(a, missed.len(), b, others.len()), unit, a, b))
        .filter(|(z, ..)| *z >= LEAST_Z)
        .collect();
    // Of runs that stand in the same answers the longest says most; the text itself makes the order stable.
    ranked.sort_by(|a, b| {
        let length = |unit: &str| std::cmp::Reverse(unit.chars().count());
        b.0.total_cmp(&a.0).then_with(|| length(a.1).cmp(&length(b.1))).then_with(|| a.1.cmp(b.1))
    });
    let mut chosen: Vec<(f64, &str, usize, usize)> = Vec::new();
    for candidate in ranked {
        let repeats = |other: &&(f64, &str, usize, usize)| share_a_piece(other.1, candidate.1);
        if chosen.len() < MOST && !chosen.iter().any(|other| repeats(&other)) {
            chosen.push(candidate);
        }
    }
    let candidates = chosen.into_iter().filter_map(|(z, unit, in_missed, in_others)| {
        let (text, example) = missed.iter().find_map(|units| units.get(unit))?.clone();
        Some(Candidate { text, missed: in_missed, others: in_others, z, example })
    });
    Some(Suggestion {
        keypoint: item.id.clone(),
        basis,
        missed: missed.len(),
        others: others.len(),
        candidates: candidates.collect(),
    })
}

/// Whether an answer says a key point that it was not credited with; `None` where that is not known.
fn is_missed(answer: &Judged<'_>, id: &str, basis: Basis) -> Option<bool> {
    let credited = answer.points.iter().find(|point| point.id == id)?.share >= 50;
    match basis {
        Basis::Labels => answer.graded.labels.get(id).map(|&label| label >= 0.5 && !credited),
        Basis::Scores if credited => Some(false),
        Basis::Scores => match answer.expected? {
            GOOD.. => Some(true),
            expected if expected < POOR => Some(false),
            _ => None,
        },
    }
}

/// The phrases that a key point's patterns have already, as units.
fn terms(question: &QuestionAppraisal<'_>, id: &str) -> Vec<String> {
    let keypoint = question.rubric.question.keypoints.iter().find(|keypoint| keypoint.id == id);
    let patterns = keypoint.into_iter().flat_map(|keypoint| keypoint.matches.iter().chain(&keypoint.partial));
    let phrases = patterns.flat_map(Pattern::walk).flat_map(|pattern| match pattern {
        Pattern::Phrase(phrase) => phrase_parts(phrase)
            .filter_map(|part| match part {
                PhrasePart::Text(text) | PhrasePart::Prefix(text) => Some(text),
                PhrasePart::Set(_) => None,
            })
            .collect::<Vec<_>>(),
        Pattern::Tuned(tuned) => vec![tuned.phrase.as_str()],
        _ => Vec::new(),
    });
    phrases.map(stem_text).collect()
}

fn z(a: usize, of_missed: usize, b: usize, of_others: usize) -> f64 {
    let cell = |count: usize| real(count) + 0.5;
    let (in_missed, not_missed, in_others, not_others) = (cell(a), cell(of_missed - a), cell(b), cell(of_others - b));
    let odds = (in_missed / not_missed).ln() - (in_others / not_others).ln();
    odds / (1.0 / in_missed + 1.0 / not_missed + 1.0 / in_others + 1.0 / not_others).sqrt()
}

/// Whether two units have a word or two neighbouring characters in common: one of them says what both do.
fn share_a_piece(a: &str, b: &str) -> bool {
    let pieces = |unit: &str| -> Vec<String> {
        if unit.starts_with(is_han) {
            let characters: Vec<char> = unit.chars().collect();
            return characters.windows(2).map(|pair| pair.iter().collect()).collect();
        }
        unit.split(' ').map(str::to_owned).collect()
    };
    let b = pieces(b);
    pieces(a).iter().any(|piece| b.contains(piece))
}

/// The units of an answer, its code and quotes left out.
fn units(answer: &str) -> Units {
    let mut units = Units::new();
    for passage in parse_answer(answer).passages(answer) {
        if matches!(passage.kind, PassageKind::Code { .. } | PassageKind::Quote) {
            continue;
        }
        let folded = fold(&passage.extract);
        for sentence in sentences(&folded.text) {
            let written = folded.map.source(sentence).of(answer).trim();
            for (key, unit) in units_of(sentence.of(&folded.text)) {
                units.entry(key).or_insert_with(|| (unit, written.to_owned()));
            }
        }
    }
    units
}

/// The units of a folded sentence, as keys and as written: each word and pair of neighbouring words, and each run of Han
/// characters, that neither begins nor ends with mere grammar.
fn units_of(sentence: &str) -> Vec<(String, String)> {
    let mut units = Vec::new();
    for run in sentence.split(|c: char| !is_han(c)) {
        let ends: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
        for ends in RUNS.flat_map(|length| ends.windows(length + 1)) {
            let piece =
                ends.first().zip(ends.last()).and_then(|(&start, &end)| run.get(start..end)).unwrap_or_default();
            let mut edges = [piece.chars().next(), piece.chars().next_back()].into_iter().flatten();
            if !edges.any(is_function_character) {
                units.push((piece.to_owned(), piece.to_owned()));
            }
        }
    }
    for run in sentence.split(|c: char| !is_word(c) && c != ' ') {
        let words: Vec<&str> = run.split(' ').filter(|word| !word.is_empty()).collect();
        let single = words.iter().filter(|word| says_something(word)).map(|&word| word.to_owned());
        let pairs = words.windows(2).filter(|pair| pair.iter().all(|word| says_something(word)));
        units.extend(single.chain(pairs.map(|pair| pair.join(" "))).map(|unit| (stem_text(&unit), unit)));
    }
    units
}

fn says_something(word: &str) -> bool {
    word.chars().count() > 1 && !is_function_word(word) && !word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::{appraise, parse};
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::rubric::{Lexicon, load_str};
    use crate::source::Source;

    const RUBRIC: &str = r#"{"format": 1, "id": "net", "questions": [{"id": "retry", "title": "怎样重试 retry",
        "keypoints": [{"id": "jitter", "point": "间隔里加随机抖动", "match": ["抖动", "jitter"]},
                      {"id": "cap", "point": "次数有上限", "match": ["上限"]}]}]}"#;

    fn suggested(lines: &str) -> Vec<Suggestion> {
        let catalogue = Catalogue::new(vec![load_str("n.json", RUBRIC).expect("it is a rubric")], Lexicon::default());
        let source = Source::new("a.jsonl", lines);
        let (mut appraisal, problems) = appraise(parse(&source).0, None, &source, &catalogue);
        assert_eq!(problems, []);
        suggest(&mut appraisal);
        appraisal.questions.remove(0).suggestions.expect("they were asked for")
    }

    fn line(answer: &str, grade: &str) -> String {
        format!("{{\"question\": \"retry\", \"answer\": \"{answer}\", {grade}}}\n")
    }

    #[test]
    fn what_the_missed_share_and_the_others_lack_comes_first() {
        let lines = [
            line("间隔里加一点抖动，免得大家撞在一起。", "\"keypoints\": {\"jitter\": true}"),
            line("每次等待都带上隨機數，错开彼此。", "\"keypoints\": {\"jitter\": true}"),
            line("等待时间乘以随机数就好了。", "\"keypoints\": {\"jitter\": true}"),
            line("We multiply the wait by random numbers.", "\"keypoints\": {\"jitter\": true}"),
            line("Each retry adds a random number.", "\"keypoints\": {\"jitter\": true}"),
            line("等待固定的一秒。", "\"keypoints\": {\"jitter\": false}"),
            line("等待时间每次加倍，wait longer。", "\"keypoints\": {\"jitter\": false}"),
        ];
        let suggestions = suggested(&lines.concat());
        let [jitter] = suggestions.as_slice() else { panic!("one key point is missed twice: {suggestions:?}") };
        assert_eq!((jitter.basis, jitter.missed, jitter.others), (Basis::Labels, 4, 3));
        let found: Vec<(&str, usize, usize)> =
            jitter.candidates.iter().map(|found| (found.text.as_str(), found.missed, found.others)).collect();
        // 等待 stands on both sides, 隨機數 is one with 随机数, and pieces of a longer run are not repeated.
        assert_eq!(found, [("random numbers", 2, 0), ("随机数", 2, 0)]);
        assert_eq!(jitter.candidates[1].example, "每次等待都带上隨機數，错开彼此。");
    }

    #[test]
    fn without_labels_good_scores_stand_in() {
        let lines = [
            line("最多试三次，不然就放弃。", "\"score\": 4"),
            line("失败三次就放弃，再报警。", "\"score\": 4"),
            line("次数有上限。", "\"score\": 4"),
            line("一直试。", "\"score\": 0"),
            line("也许放弃吧。", "\"score\": 2"),
        ];
        let suggestions = suggested(&lines.concat());
        let cap = suggestions.iter().find(|found| found.keypoint == "cap").expect("it is missed twice");
        // The answer with half of the points is on neither side.
        assert_eq!((cap.basis, cap.missed, cap.others), (Basis::Scores, 2, 2));
        let found: Vec<&str> = cap.candidates.iter().map(|found| found.text.as_str()).collect();
        assert_eq!(found, ["三次", "放弃"]);
    }

    #[test]
    fn the_log_odds_are_those_of_the_formula() {
        // ln(2.5/1.5) − ln(0.5/6.5), over √(1/2.5 + 1/1.5 + 1/0.5 + 1/6.5).
        let expected = ((2.5_f64 / 1.5).ln() - (0.5_f64 / 6.5).ln()) / (0.4_f64 + 2.0 / 3.0 + 2.0 + 2.0 / 13.0).sqrt();
        assert!((z(2, 3, 0, 6) - expected).abs() < 1e-12);
        assert!(z(1, 2, 1, 2).abs() < 1e-12);
    }
}
