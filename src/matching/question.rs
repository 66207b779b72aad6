//! A rubric's question made ready to run, compiled once for all its answers.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

use super::answer::Answer;
use super::asked::Asked;
use super::claims::ClaimRule;
use super::compile::{Compiler, Program};
use super::derived::{self, Likeness, Reading, Statements};
use super::evidence::{AnswerEvidence, Claim, Finding, Flag, Verdict};
use super::flags::{self, Known};
use super::list;
use super::scan;
use super::verdict::{Judgement, Rule, Scanned};
use crate::parse::Passage;
use crate::rubric::{self, Catalogue, RubricRef, Synonyms, Tier};

/// The questions of a catalogue, each compiled when the first answer is bound to it.
#[derive(Debug)]
pub struct Matchers<'r> {
    nearest: bool,
    by_id: FxHashMap<(&'r str, &'r str), Slot<'r>>,
}

#[derive(Debug)]
struct Slot<'r> {
    rubric: RubricRef<'r>,
    catalogue: &'r Catalogue,
    compiled: OnceLock<Matcher<'r>>,
}

impl<'r> Matchers<'r> {
    /// Makes room for every question of a catalogue; nothing is compiled yet.
    #[must_use]
    pub fn new(catalogue: &'r Catalogue) -> Self {
        let questions = catalogue.questions();
        let slot = |rubric: RubricRef<'r>| {
            (
                (rubric.rubric.id.as_str(), rubric.question.id.as_str()),
                Slot { rubric, catalogue, compiled: OnceLock::new() },
            )
        };
        Self { nearest: true, by_id: questions.map(slot).collect() }
    }

    /// The same for verdicts alone: what comes nearest to a key point that is not covered is not looked for, which takes
    /// longer than the verdict.
    #[must_use]
    pub fn verdicts_only(catalogue: &'r Catalogue) -> Self {
        Self { nearest: false, ..Self::new(catalogue) }
    }

    /// Compiles questions side by side, where there are several that are not compiled yet.
    pub(crate) fn prepare(&self, rubrics: &[RubricRef<'r>]) {
        let compiled = |rubric: &RubricRef<'r>| {
            let slot = self.by_id.get(&(rubric.rubric.id.as_str(), rubric.question.id.as_str()));
            slot.is_none_or(|slot| slot.compiled.get().is_some())
        };
        if rubrics.iter().filter(|rubric| !compiled(rubric)).nth(1).is_some() {
            rubrics.par_iter().for_each(|rubric| {
                self.get(*rubric);
            });
        }
    }

    /// What an empty answer says of a question: nothing. Hand-written key points need no compiling to know that.
    pub(crate) fn unanswered(&self, rubric: RubricRef<'r>) -> Option<AnswerEvidence<'r>> {
        if rubric.question.keypoints.is_empty() {
            return Some(self.get(rubric)?.evidence(std::iter::empty(), &Asked::default()));
        }
        let findings = rubric.question.keypoints.iter().map(Point::unanswered).collect();
        Some(AnswerEvidence { question: rubric.question, findings, claims: Vec::new(), flags: Vec::new() })
    }

    /// The compiled question; `None` for one that is not of the catalogue.
    pub(crate) fn get(&self, rubric: RubricRef<'r>) -> Option<&Matcher<'r>> {
        let slot = self.by_id.get(&(rubric.rubric.id.as_str(), rubric.question.id.as_str()))?;
        Some(
            slot.compiled
                .get_or_init(|| Matcher::new(slot.rubric, &slot.catalogue.synonyms(slot.rubric.rubric), self.nearest)),
        )
    }
}

impl<'r> Matchers<'r> {
    /// How like each derived key point of a question an answer is, with the key point's id: what the share that it earns
    /// is computed from. For tuning; verdicts come from [`match_answers`](super::match_answers).
    #[must_use]
    pub fn likeness(&self, rubric: RubricRef<'r>, answer: &[Passage]) -> Vec<(String, Likeness)> {
        let Some(matcher) = self.get(rubric) else { return Vec::new() };
        let asked = Asked::new([rubric.question.title.as_str()]);
        let answer = Answer::read([answer].into_iter(), &matcher.program.vocabulary, &asked);
        let reading = Reading::new(&matcher.statements, &answer);
        let likeness = |point: &Point| match point.rule {
            Rule::Derived(at) => Some((
                point.blank.id.clone(),
                derived::likeness(&matcher.statements, at, &reading, &answer).unwrap_or_default(),
            )),
            Rule::Pattern { .. } => None,
        };
        matcher.points.iter().filter_map(likeness).collect()
    }
}

/// One question with its patterns compiled.
#[derive(Debug)]
pub(crate) struct Matcher<'r> {
    question: &'r rubric::Question,
    program: Program,
    points: Vec<Point>,
    /// The statements of the derived key points.
    statements: Statements,
    claims: Vec<ClaimRule>,
    known: Known,
    nearest: bool,
    /// Whether what is asked for is a list: most of the statements are bare terms.
    lists: bool,
    /// Where one reference suffices: how many of the points, in order, each reference gave.
    alternatives: Option<Vec<usize>>,
}

/// A key point with its rule.
#[derive(Debug)]
struct Point {
    /// What it says of itself; verdict and evidence are filled in for each answer.
    blank: Finding,
    rule: Rule,
}

impl<'r> Matcher<'r> {
    fn new(rubric: RubricRef<'r>, synonyms: &Synonyms, nearest: bool) -> Self {
        let question = rubric.question;
        let mut compiler = Compiler::new(synonyms, &rubric.rubric.words);
        let mut derived: Vec<String> = Vec::new();
        let mut points: Vec<Point> =
            question.keypoints.iter().map(|keypoint| Point::written(keypoint, &mut compiler, &mut derived)).collect();
        let mut alternatives = None;
        if question.keypoints.is_empty() {
            let split: Vec<Vec<String>> =
                question.references.iter().map(|reference| rubric::statements(reference, &question.title)).collect();
            alternatives = question.any_reference.then(|| split.iter().map(Vec::len).collect());
            derived = split.into_iter().flatten().collect();
            points = derived.iter().enumerate().map(|(at, statement)| Point::derived(at, statement)).collect();
        }
        let statements = Statements::new(&derived, &question.title, alternatives.is_some(), synonyms);
        for word in statements.words() {
            compiler.learn(word);
        }
        let lists = !derived.is_empty()
            && derived.iter().filter(|statement| list::is_bare(statement)).count() * 2 > derived.len();
        let claims = question.misconceptions.iter().map(|misconception| ClaimRule {
            claim: compiler.pattern(&misconception.matches),
            unless: misconception.unless.as_ref().map(|unless| compiler.pattern(unless)),
        });
        let claims = claims.collect();
        let known = Known::new(question);
        Self { question, program: compiler.finish(), points, statements, lists, claims, known, nearest, alternatives }
    }

    /// What the passages of an answer's slots say of the question.
    pub(crate) fn evidence<'p>(&self, slots: impl Iterator<Item = &'p [Passage]>, asked: &Asked) -> AnswerEvidence<'r> {
        self.judge(slots, asked, true)
    }

    /// What a statement by itself says of the question.
    pub(crate) fn statement(&self, passages: &[Passage]) -> AnswerEvidence<'r> {
        self.judge([passages].into_iter(), &Asked::default(), false)
    }

    fn judge<'p>(
        &self,
        slots: impl Iterator<Item = &'p [Passage]>,
        asked: &Asked,
        flagged: bool,
    ) -> AnswerEvidence<'r> {
        let answer = Answer::read(slots, &self.program.vocabulary, asked);
        let statements = &self.statements;
        let reading = if statements.is_empty() { Reading::default() } else { Reading::new(statements, &answer) };
        let found = scan::scan(&self.program, &answer);
        let nearest = self.nearest;
        let scanned = Scanned { program: &self.program, answer: &answer, found, asked, nearest, statements, reading };
        let mut flags = if flagged { flags::flags(&answer, &self.known) } else { Vec::new() };
        let derived = statements.len() == self.points.len();
        let repeated = || !scanned.reading.adds_words() && asked.is_repeated(&answer.prose.text);
        flags.retain(|flag| match flag {
            Flag::KeywordList => !self.lists,
            // What a derived key point states may have to be said in the question's words.
            Flag::QuestionEcho => !derived || repeated(),
            Flag::VerbatimCopy => true,
        });
        // Echoes and lists earn nothing, whatever they name.
        let void = flags.iter().any(|flag| matches!(flag, Flag::KeywordList | Flag::QuestionEcho));
        let mut findings: Vec<Finding> = self.points.iter().map(|point| point.finding(&scanned, void)).collect();
        self.keep_best_alternative(&mut findings);
        let rules = self.question.misconceptions.iter().zip(&self.claims);
        let claims = rules
            .filter_map(|(misconception, rule)| Some(Claim { misconception, span: scanned.claim(rule)? }))
            .collect();
        AnswerEvidence { question: self.question, findings, claims, flags }
    }

    /// Where one of several references suffices, only the statements of the one that is covered best count.
    fn keep_best_alternative(&self, findings: &mut Vec<Finding>) {
        let Some(lengths) = &self.alternatives else { return };
        let mut best: (u32, usize, usize) = (0, 0, lengths.first().copied().unwrap_or(0));
        let mut start = 0;
        for &length in lengths {
            let shares: u32 = findings.iter().skip(start).take(length).map(|finding| u32::from(finding.share)).sum();
            let mean = shares * 100 / u32::try_from(length.max(1)).unwrap_or(u32::MAX);
            if mean > best.0 {
                best = (mean, start, length);
            }
            start += length;
        }
        *findings = findings.drain(best.1..best.1 + best.2).collect();
    }
}

impl Point {
    fn written(keypoint: &rubric::KeyPoint, compiler: &mut Compiler, derived: &mut Vec<String>) -> Self {
        let rule = if let Some(pattern) = &keypoint.matches {
            let partial = keypoint.partial.as_ref().map(|partial| compiler.pattern(partial));
            Rule::Pattern { full: compiler.pattern(pattern), partial, depth: keypoint.depth }
        } else {
            derived.push(keypoint.point.clone());
            Rule::Derived(derived.len() - 1)
        };
        Self { blank: Self::unanswered(keypoint), rule }
    }

    /// What an empty answer says of a key point.
    fn unanswered(keypoint: &rubric::KeyPoint) -> Finding {
        Finding {
            id: keypoint.id.clone(),
            point: keypoint.point.clone(),
            tier: keypoint.tier,
            weight: keypoint.weight,
            part: keypoint.part,
            hint: keypoint.hint.clone(),
            ..Self::blank()
        }
    }

    fn derived(at: usize, statement: &str) -> Self {
        let blank = Finding { id: format!("statement-{}", at + 1), point: statement.to_owned(), ..Self::blank() };
        Self { blank, rule: Rule::Derived(at) }
    }

    fn blank() -> Finding {
        Finding {
            id: String::new(),
            point: String::new(),
            tier: Tier::Core,
            weight: 1,
            part: None,
            hint: None,
            verdict: Verdict::Missing,
            share: 0,
            hits: Vec::new(),
            nearest: None,
            ignored: false,
        }
    }

    fn finding(&self, scanned: &Scanned, void: bool) -> Finding {
        let Judgement { verdict, share, hits, nearest } = scanned.judge(&self.rule);
        if void {
            return Finding { nearest, ..self.blank.clone() };
        }
        Finding { verdict, share, hits, nearest, ..self.blank.clone() }
    }
}
