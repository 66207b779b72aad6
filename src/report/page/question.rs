//! A question on the page: its head, and folded below it the answer beside its verdicts.

use super::super::html::language;
use super::super::json::name;
use super::super::layout::{Look, one_line};
use super::super::nearest::lacking_in_words;
use super::super::place::Place;
use super::super::view::{KeyPointReport, QuestionReport, Report, Status};
use super::answer::{Answer, answer};
use super::tone;
use super::words::Words;
use crate::matching::{Method, Verdict};
use crate::messages::Language;
use crate::rubric::Tier;
use askama::Template;
use std::borrow::Cow;
use std::io;

/// A question as the page has it.
pub(super) struct Section {
    /// The opening tags, up to the end of what is seen when it is folded.
    pub(super) head: String,
    /// What is folded; empty where it is left out.
    pub(super) body: String,
}

#[derive(Template)]
#[template(path = "page/head.html")]
struct Head<'q> {
    words: Words,
    at: usize,
    number: &'q str,
    title: Cow<'q, str>,
    language: &'static str,
    rubric: &'q str,
    coverage: Option<u32>,
    tone: &'static str,
    state: char,
    wrong: usize,
    /// A letter a key point, by which a page without bodies can still say what became of it.
    verdicts: String,
    note: &'static str,
    flags: Vec<String>,
}

#[derive(Template)]
#[template(path = "page/body.html")]
struct Body<'q> {
    words: Words,
    at: usize,
    place: String,
    answer: Answer<'q>,
    language: &'static str,
    rubric: &'q str,
    confidence: u8,
    ambiguous: &'q [String],
    groups: Vec<Group<'q>>,
    claims: Vec<Claim<'q>>,
}

/// Key points that stand together: those of a part, or the bonus points.
struct Group<'q> {
    name: Option<(usize, Cow<'q, str>)>,
    bonus: bool,
    coverage: Option<u32>,
    tone: &'static str,
    points: Vec<Point<'q>>,
}

struct Point<'q> {
    at: usize,
    class: &'static str,
    mark: &'static str,
    statement: Cow<'q, str>,
    language: &'static str,
    weight: u32,
    hint: Option<Cow<'q, str>>,
    /// Whether the hint stands in place of the statement.
    hidden: bool,
    quote: Option<Quote<'q>>,
}

/// Words of the answer, and what is to be said of them.
struct Quote<'q> {
    place: Place,
    text: Cow<'q, str>,
    /// How they matched, where it is not by the very words.
    method: Option<String>,
    /// The terms that they lack.
    terms: Vec<Cow<'q, str>>,
    /// What else is the matter with them.
    lack: Option<String>,
}

struct Claim<'q> {
    place: Place,
    quote: Cow<'q, str>,
    said: Cow<'q, str>,
    correction: Cow<'q, str>,
    language: &'static str,
}

impl Section {
    /// Question number `at` of the page, with or without what is folded.
    pub(super) fn new(
        at: usize,
        report: &Report<'_>,
        question: &QuestionReport<'_>,
        words: Words,
        look: Look,
        with_body: bool,
    ) -> io::Result<Self> {
        let head = head(at, question, words).render().map_err(io::Error::other)?;
        let body = if with_body {
            body(at, report, question, words, look).render().map_err(io::Error::other)?
        } else {
            String::new()
        };
        Ok(Self { head, body })
    }
}

fn head<'q>(at: usize, question: &'q QuestionReport<'_>, words: Words) -> Head<'q> {
    let coverage = question.score.as_ref().map(|score| score.coverage);
    let (state, note) = match question.status {
        Status::Answered => ('a', ""),
        Status::Empty | Status::Placeholder => ('e', "not-answered"),
        Status::Unmatched if question.ambiguous.is_empty() => ('u', "no-rubric"),
        Status::Unmatched => ('u', "ambiguous"),
        Status::Ignored => ('i', "ignored"),
    };
    let letter = |keypoint: &KeyPointReport| match keypoint.verdict {
        _ if keypoint.ignored => 'i',
        Verdict::Covered => 'c',
        Verdict::Partial => 'p',
        Verdict::Missing => 'm',
        Verdict::Contradicted => 'x',
    };
    Head {
        words,
        at,
        number: question.number.as_deref().unwrap_or_default(),
        title: one_line(&question.title),
        language: language(&question.title),
        rubric: question.rubric.as_deref().unwrap_or_default(),
        coverage: coverage.map(|coverage| coverage / 100),
        tone: tone(coverage),
        state,
        wrong: question.claims.len(),
        verdicts: question.keypoints.iter().map(letter).collect(),
        note,
        flags: question
            .flags
            .iter()
            .map(name)
            .chain(question.instead.iter().map(|other| format!("→ {other}")))
            .collect(),
    }
}

fn body<'q>(at: usize, report: &'q Report<'_>, question: &'q QuestionReport<'_>, words: Words, look: Look) -> Body<'q> {
    let answer = answer(report, question);
    let written = answer.lines.iter().flat_map(|line| &line.pieces).map(|piece| &*piece.text);
    let claims = question.claims.iter().map(|claim| Claim {
        place: claim.place,
        quote: one_line(&claim.quote),
        said: one_line(&claim.misconception.claim),
        correction: one_line(&claim.misconception.correction),
        language: language(&claim.misconception.correction),
    });
    Body {
        words,
        at,
        place: format!("{}:{}", one_line(&report.path), question.line),
        language: written.map(language).find(|found| *found != "en").unwrap_or("en"),
        answer,
        rubric: question.rubric.as_deref().unwrap_or_default(),
        confidence: question.confidence,
        ambiguous: &question.ambiguous,
        groups: groups(question, look),
        claims: claims.collect(),
    }
}

/// The key points: those of no part, those of each part, and the bonus points that were earned.
fn groups<'q>(question: &'q QuestionReport<'_>, look: Look) -> Vec<Group<'q>> {
    let parts = question.score.as_ref().map(|score| score.parts.as_slice()).unwrap_or_default();
    let points = |wanted: &dyn Fn(&KeyPointReport) -> bool| {
        let numbered = question.keypoints.iter().enumerate().filter(|(_, keypoint)| wanted(keypoint));
        numbered.map(|(at, keypoint)| point(at, keypoint, look)).collect::<Vec<_>>()
    };
    let core = |part: Option<usize>| {
        points(&|keypoint| keypoint.tier == Tier::Core && keypoint.part.filter(|part| *part <= parts.len()) == part)
    };
    let mut groups = vec![Group { name: None, bonus: false, coverage: None, tone: "", points: core(None) }];
    groups.extend(parts.iter().enumerate().map(|(at, part)| Group {
        name: Some((at + 1, one_line(&part.name))),
        bonus: false,
        coverage: part.coverage.map(|coverage| coverage / 100),
        tone: tone(part.coverage),
        points: core(Some(at + 1)),
    }));
    let earned = |keypoint: &KeyPointReport| {
        keypoint.tier == Tier::Bonus && matches!(keypoint.verdict, Verdict::Covered | Verdict::Partial)
    };
    groups.push(Group { name: None, bonus: true, coverage: None, tone: "", points: points(&earned) });
    groups.retain(|group| !group.points.is_empty());
    groups
}

fn point(at: usize, keypoint: &KeyPointReport, look: Look) -> Point<'_> {
    let (class, mark) = match keypoint.verdict {
        _ if keypoint.ignored => ("ignored", "·"),
        Verdict::Covered => ("covered", "✓"),
        Verdict::Partial => ("partial", "~"),
        Verdict::Missing => ("missing", "−"),
        Verdict::Contradicted => ("contradicted", "✗"),
    };
    let open = !keypoint.ignored && keypoint.verdict != Verdict::Covered;
    let hint = keypoint.hint.as_deref().filter(|_| open).map(one_line);
    Point {
        at,
        class,
        mark,
        statement: one_line(&keypoint.point),
        language: language(&keypoint.point),
        weight: keypoint.weight,
        hidden: look.hints && hint.is_some(),
        hint,
        quote: if keypoint.ignored { None } else { quote(keypoint, look.language) },
    }
}

fn quote(keypoint: &KeyPointReport, language: Language) -> Option<Quote<'_>> {
    if let Some(nearest) = keypoint.nearest.as_ref().filter(|_| keypoint.verdict != Verdict::Covered) {
        return Some(Quote {
            place: nearest.place,
            text: one_line(&nearest.quote),
            method: None,
            terms: nearest.terms.iter().map(|term| one_line(term)).collect(),
            lack: nearest.terms.is_empty().then(|| lacking_in_words(language, nearest)),
        });
    }
    let (place, text) = keypoint.seen.as_ref()?;
    let methods = keypoint.evidence.iter().map(|evidence| evidence.method);
    let method = methods.filter(|method| !matches!(method, Method::Exact | Method::Inflection)).max();
    Some(Quote {
        place: *place,
        text: one_line(text),
        method: method.map(|method| name(&method)),
        terms: Vec::new(),
        lack: None,
    })
}
