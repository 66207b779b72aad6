//! A rubric's question made ready to run, compiled once for all its answers.

use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock, RwLock};

use super::answer::{Answer, Sentence};
use super::asked::Asked;
use super::derived::{self, Likeness, Reading, Statements};
use super::evidence::{AnswerEvidence, Claim, Finding, Flag, Hit, Lack, Method, Nearest, Verdict};
use super::flags;
use super::list;
use super::live::Live;
use super::scan;
use super::verdict::{Judgement, Rule, Scanned};
use crate::catalogue::{Catalogue, RubricRef};
use crate::compile::{Known, Program};
use crate::parse::Passage;
use crate::rubric::{self, Tier};
use crate::source::Span;

/// The questions of a catalogue, each compiled when the first answer is bound to it.
#[derive(Debug)]
pub struct Matchers<'r> {
    nearest: bool,
    catalogue: &'r Catalogue,
    /// By the question's place in the catalogue; few of them are ever made.
    compiled: Vec<OnceLock<Box<Matcher<'r>>>>,
    /// By what they say, the questions of documents: the sheets of a folder ask the same ones again and again.
    asked: RwLock<FxHashMap<String, Arc<Asked>>>,
}

/// So many questions of documents are kept, at the most.
const MOST_KNOWN: usize = 4096;

impl<'r> Matchers<'r> {
    /// Makes room for every question of a catalogue; nothing is compiled yet.
    #[must_use]
    pub fn new(catalogue: &'r Catalogue) -> Self {
        let compiled = std::iter::repeat_with(OnceLock::new).take(catalogue.len()).collect();
        Self { nearest: true, catalogue, compiled, asked: RwLock::default() }
    }

    /// The same for verdicts alone: what comes nearest to a key point that is not covered is not looked for, which takes
    /// longer than the verdict.
    #[must_use]
    pub fn verdicts_only(catalogue: &'r Catalogue) -> Self {
        Self { nearest: false, ..Self::new(catalogue) }
    }

    /// What an empty answer says of a question: nothing. Hand-written key points need no compiling to know that.
    pub(crate) fn unanswered(&self, rubric: RubricRef<'r>) -> Option<AnswerEvidence<'r>> {
        if rubric.question.keypoints.is_empty() {
            return Some(self.get(rubric)?.evidence(std::iter::empty(), &Asked::default(), &Known::default()));
        }
        let findings = rubric.question.keypoints.iter().map(Point::unanswered).collect();
        Some(AnswerEvidence { question: rubric.question, findings, claims: Vec::new(), flags: Vec::new() })
    }

    /// What a document's question says: its title, and the passages of its prompt.
    pub(crate) fn asked<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Arc<Asked> {
        let texts: Vec<&str> = texts.collect();
        let key = texts.join("\n\n");
        // A lock that a panic has poisoned is merely not used any more.
        if let Some(known) = self.asked.read().ok().and_then(|known| known.get(&key).cloned()) {
            return known;
        }
        let asked = Arc::new(Asked::new(texts));
        if let Ok(mut known) = self.asked.write()
            && known.len() < MOST_KNOWN
        {
            known.insert(key, Arc::clone(&asked));
        }
        asked
    }

    /// The compiled question; `None` for one that is not of the catalogue.
    pub(crate) fn get(&self, rubric: RubricRef<'r>) -> Option<&Matcher<'r>> {
        let compiled = self.compiled.get(rubric.place)?;
        Some(compiled.get_or_init(|| Box::new(Matcher::new(rubric, self.catalogue, self.nearest))))
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
    fn new(rubric: RubricRef<'r>, catalogue: &Catalogue, nearest: bool) -> Self {
        let question = rubric.question;
        let mut matcher = Self {
            question,
            program: Program::default(),
            points: Vec::new(),
            statements: Statements::default(),
            nearest,
            lists: false,
            alternatives: None,
        };
        match catalogue.prepared(rubric.place) {
            Some(program) => matcher.program = program,
            None => matcher.compile(rubric, catalogue),
        }
        if !question.keypoints.is_empty() {
            matcher.points = Point::written(question, &matcher.program);
        }
        matcher
    }

    /// Compiles what the build has not: the patterns of other rubrics, and derived key points.
    fn compile(&mut self, rubric: RubricRef<'r>, catalogue: &Catalogue) {
        let question = catalogue.whole(rubric.place).unwrap_or(rubric.question);
        let without_pattern = question.keypoints.iter().filter(|keypoint| keypoint.matches.is_none());
        let mut derived: Vec<String> = without_pattern.map(|keypoint| keypoint.point.clone()).collect();
        if question.keypoints.is_empty() {
            let split: Vec<Vec<String>> =
                question.references.iter().map(|reference| rubric::statements(reference, &question.title)).collect();
            self.alternatives = question.any_reference.then(|| split.iter().map(Vec::len).collect());
            derived = split.into_iter().flatten().collect();
            self.points = derived.iter().enumerate().map(|(at, statement)| Point::derived(at, statement)).collect();
        }
        if !derived.is_empty() {
            let (synonyms, alternatives) = (catalogue.synonyms(rubric.place), self.alternatives.is_some());
            self.statements = Statements::new(&derived, &question.title, alternatives, &synonyms);
            let bare = derived.iter().filter(|statement| list::is_bare(statement)).count();
            self.lists = bare * 2 > derived.len();
        }
        let words: Vec<&str> = self.statements.words().collect();
        self.program = catalogue.compiled(rubric.place, &words).unwrap_or_default();
    }

    /// What the passages of an answer's slots say of the question. `references` are the answers that stand beside it.
    pub(crate) fn evidence<'p>(
        &self,
        slots: impl Iterator<Item = &'p [Passage]>,
        asked: &Asked,
        references: &Known,
    ) -> AnswerEvidence<'r> {
        self.judge(slots, asked, Some(&[&self.program.known, references]))
    }

    /// What a statement by itself says of the question.
    pub(crate) fn statement(&self, passages: &[Passage]) -> AnswerEvidence<'r> {
        self.judge([passages].into_iter(), &Asked::default(), None)
    }

    fn judge<'p>(
        &self,
        slots: impl Iterator<Item = &'p [Passage]>,
        asked: &Asked,
        known: Option<&[&Known]>,
    ) -> AnswerEvidence<'r> {
        let answer = Answer::read(slots, &self.program.vocabulary, asked);
        let statements = &self.statements;
        let reading = if statements.is_empty() { Reading::default() } else { Reading::new(statements, &answer) };
        let found = scan::scan(&self.program, &answer);
        let nearest = self.nearest;
        let live = Live::new(&self.program.patterns, &found);
        let (program, answer, found) = (&self.program, &answer, &found);
        let scanned = Scanned { program, answer, found, live, asked, nearest, statements, reading };
        let mut flags = known.map_or_else(Vec::new, |known| flags::flags(answer, known));
        let derived = statements.len() == self.points.len();
        let repeated = || !scanned.reading.adds_words() && asked.is_repeated(&answer.prose.text);
        flags.retain(|flag| match flag {
            Flag::KeywordList => !self.lists,
            // What a derived key point states may have to be said in the question's words.
            Flag::QuestionEcho => !derived || repeated(),
            Flag::VerbatimCopy | Flag::CommentedProse | Flag::OffTopic | Flag::Repetition => true,
        });
        // Echoes, lists and answers to other questions earn nothing, whatever they name.
        let void = flags.iter().any(|flag| matches!(flag, Flag::KeywordList | Flag::QuestionEcho));
        let mut findings: Vec<Finding> = self.points.iter().map(|point| point.finding(&scanned, void)).collect();
        if known.is_some() && scanned.is_off_topic(&findings) {
            flags.push(Flag::OffTopic);
            flags.sort_unstable();
            findings = self.points.iter().map(|point| point.finding(&scanned, true)).collect();
        }
        self.keep_best_alternative(&mut findings);
        let rules = self.question.misconceptions.iter().zip(&self.program.claims);
        let claims: Vec<Claim> = rules
            .filter_map(|(misconception, rule)| Some(Claim { misconception, span: scanned.claim(rule)? }))
            .collect();
        let wrong = |sentence: &&Sentence| claims.iter().any(|claim| claim.span.overlaps(answer.source(sentence.span)));
        let wrong = answer.sentences.iter().filter(wrong).map(|sentence| (sentence, Lack::WrongClaim));
        let unearned = wrong.chain(flags::unearned(answer, known.unwrap_or_default(), &flags));
        let unearned: Vec<_> = unearned.map(|(sentence, lack)| (answer.source(sentence.span), lack)).collect();
        discredit(&mut findings, &unearned);
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

/// Takes back the credit for what is said nowhere but in sentences that earn nothing: those that make a wrong claim, for the
/// right words the wrong way round are what such a sentence is made of, those that were copied, and comments without code.
fn discredit(findings: &mut [Finding], unearned: &[(Span, Lack)]) {
    for finding in findings.iter_mut().filter(|finding| finding.share > 0 && !unearned.is_empty()) {
        let place = |hit: &Hit| unearned.iter().copied().find(|(sentence, _)| sentence.contains(hit.span));
        let own: Vec<&Hit> = finding.hits.iter().filter(|hit| hit.method != Method::Context).collect();
        if let Some((span, lack)) = own.first().and_then(|hit| place(hit))
            && own.iter().all(|hit| place(hit).is_some())
        {
            (finding.verdict, finding.share) = (Verdict::Missing, 0);
            finding.hits.clear();
            finding.nearest = Some(Nearest { span, lack, terms: Vec::new() });
        }
    }
}

impl Point {
    /// The key points of a question, those without a pattern numbered as its statements are.
    fn written(question: &rubric::Question, program: &Program) -> Vec<Self> {
        let mut statements = 0;
        let point = |(at, keypoint): (usize, &rubric::KeyPoint)| {
            let rule = if program.points.get(at).is_some_and(Option::is_some) {
                Rule::Pattern { point: at, depth: keypoint.depth }
            } else {
                statements += 1;
                Rule::Derived(statements - 1)
            };
            Self { blank: Self::unanswered(keypoint), rule }
        };
        question.keypoints.iter().enumerate().map(point).collect()
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
