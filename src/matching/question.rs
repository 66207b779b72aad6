//! A rubric's question made ready to run.

use super::answer::{Answer, Sentence};
use super::asked::Asked;
use super::derived::{self, Likeness, Reading, Statements};
use super::evidence::{AnswerEvidence, Claim, Finding, Flag, Hit, Lack, Method, Nearest, Verdict};
use super::flags;
use super::list;
use super::live::Live;
use super::occurrences::Occurrences;
use super::scan;
use super::topic::Keeping;
use super::verdict::{Judgement, Rule, Scanned};
use crate::catalogue::{Catalogue, RubricRef};
use crate::compile::{Known, Program};
use crate::parse::Passage;
use crate::rubric::{self, Tier};
use crate::source::Span;

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
pub(super) struct Point {
    /// What it says of itself; verdict and evidence are filled in for each answer.
    blank: Finding,
    rule: Rule,
}

impl<'r> Matcher<'r> {
    pub(super) fn new(rubric: RubricRef<'r>, catalogue: &Catalogue, nearest: bool) -> Self {
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

    /// Its patterns.
    pub(super) fn program(&self) -> &Program {
        &self.program
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

    /// What the passages of an answer's slots say of the question. `references` are the answers that stand beside it, and
    /// `elsewhere` finds the question that an answer in doubt answers instead.
    pub(super) fn evidence(
        &self,
        slots: &[&[Passage]],
        asked: &Asked,
        references: &Known,
        elsewhere: impl FnOnce(&Answer, Keeping) -> Option<RubricRef<'r>>,
    ) -> AnswerEvidence<'r> {
        let answer = Answer::read(slots.iter().copied(), &self.program.vocabulary, asked);
        self.judge(&answer, asked, Some(&[&self.program.known, references]), elsewhere)
    }

    /// What a statement by itself says of the question.
    pub(super) fn statement(&self, passages: &[Passage]) -> AnswerEvidence<'r> {
        let asked = Asked::default();
        let answer = Answer::read([passages].into_iter(), &self.program.vocabulary, &asked);
        self.judge(&answer, &asked, None, |_, _| None)
    }

    /// How far an answer keeps to the question; `None` where that cannot be told.
    pub(super) fn keeping(&self, slots: &[&[Passage]]) -> Option<Keeping> {
        self.program.about?;
        let asked = Asked::new([self.question.title.as_str()]);
        let answer = Answer::read(slots.iter().copied(), &self.program.vocabulary, &asked);
        let found = scan::scan(&self.program, &answer);
        let scanned = self.scanned(&answer, &found, &asked);
        scanned.keeping(&self.findings(&scanned, false))
    }

    /// How like each derived key point an answer is, with the key point's id.
    pub(super) fn likeness(&self, answer: &[Passage]) -> Vec<(String, Likeness)> {
        let asked = Asked::new([self.question.title.as_str()]);
        let answer = Answer::read([answer].into_iter(), &self.program.vocabulary, &asked);
        let reading = Reading::new(&self.statements, &answer);
        let likeness = |point: &Point| match point.rule {
            Rule::Derived(at) => Some((
                point.blank.id.clone(),
                derived::likeness(&self.statements, at, &reading, &answer).unwrap_or_default(),
            )),
            Rule::Pattern { .. } => None,
        };
        self.points.iter().filter_map(likeness).collect()
    }

    fn scanned<'a>(&'a self, answer: &'a Answer, found: &'a Occurrences, asked: &'a Asked) -> Scanned<'a> {
        let (program, statements, nearest) = (&self.program, &self.statements, self.nearest);
        let reading = if statements.is_empty() { Reading::default() } else { Reading::new(statements, answer) };
        let live = Live::new(&program.patterns, found);
        Scanned { program, answer, found, live, asked, nearest, statements, reading }
    }

    /// A finding for each point, in order, of several references those of the best; where nothing is to earn anything, with
    /// no credit.
    fn findings(&self, scanned: &Scanned, void: bool) -> Vec<Finding> {
        let mut findings = self.points.iter().map(|point| point.finding(scanned, void)).collect();
        self.keep_best_alternative(&mut findings);
        findings
    }

    fn judge(
        &self,
        answer: &Answer,
        asked: &Asked,
        known: Option<&[&Known]>,
        elsewhere: impl FnOnce(&Answer, Keeping) -> Option<RubricRef<'r>>,
    ) -> AnswerEvidence<'r> {
        let found = scan::scan(&self.program, answer);
        let scanned = self.scanned(answer, &found, asked);
        let mut flags = known.map_or_else(Vec::new, |known| flags::flags(answer, known));
        let derived = self.statements.len() == self.points.len();
        let repeated = || !scanned.reading.adds_words() && asked.is_repeated(&answer.prose.text);
        flags.retain(|flag| match flag {
            Flag::KeywordList => !self.lists,
            // What a derived key point states may have to be said in the question's words.
            Flag::QuestionEcho => !derived || repeated(),
            Flag::VerbatimCopy | Flag::CommentedProse | Flag::OffTopic | Flag::Repetition => true,
        });
        // Echoes and lists earn nothing, whatever they name.
        let void = flags.iter().any(|flag| matches!(flag, Flag::KeywordList | Flag::QuestionEcho));
        let mut findings = self.findings(&scanned, void);
        let keeping = known.and_then(|_| scanned.keeping(&findings));
        let instead = keeping.filter(|keeping| keeping.is_in_doubt()).and_then(|keeping| elsewhere(answer, keeping));
        if instead.is_some() {
            // Nor do answers to other questions.
            flags.push(Flag::OffTopic);
            flags.sort_unstable();
            findings = self.findings(&scanned, true);
        }
        let rules = self.question.misconceptions.iter().zip(&self.program.claims);
        let claims: Vec<Claim> = rules
            .filter_map(|(misconception, rule)| Some(Claim { misconception, span: scanned.claim(rule)? }))
            .collect();
        let wrong = |sentence: &&Sentence| claims.iter().any(|claim| claim.span.overlaps(answer.source(sentence.span)));
        let wrong = answer.sentences.iter().filter(wrong).map(|sentence| (sentence, Lack::WrongClaim));
        let unearned = wrong.chain(flags::unearned(answer, known.unwrap_or_default(), &flags));
        let unearned: Vec<_> = unearned.map(|(sentence, lack)| (answer.source(sentence.span), lack)).collect();
        discredit(&mut findings, &unearned);
        AnswerEvidence { question: self.question, findings, claims, flags, instead }
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
    pub(super) fn unanswered(keypoint: &rubric::KeyPoint) -> Finding {
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
