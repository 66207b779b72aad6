//! Verdicts: whether an answer covers a key point, and on what.

use super::answer::Answer;
use super::asked::Asked;
use super::derived::{self, Reading, Statements};
use super::evidence::{Hit, Lack, Method, Nearest, Verdict};
use super::live::{Live, LiveTree};
use super::nearest;
use super::occurrences::{Hit as Proof, Occurrence, Occurrences};
use super::search::{Found, Leniency, Search};
use crate::compile::Program;
use crate::rubric::Depth;
use crate::source::Span;
use crate::text::is_han;

/// How a key point is recognised.
#[derive(Debug)]
pub(crate) enum Rule {
    /// By its pattern, and where it has one by a looser pattern that earns half: its place among those of the [`Program`].
    Pattern { point: usize, depth: Depth },
    /// By likeness to its statement: its number among the question's [`Statements`].
    Derived(usize),
}

/// What a rule finds in an answer.
#[derive(Clone, Debug)]
pub(crate) struct Judgement {
    pub verdict: Verdict,
    /// In hundredths.
    pub share: u8,
    pub hits: Vec<Hit>,
    pub nearest: Option<Nearest>,
}

/// An answer scanned for a question's atoms.
pub(crate) struct Scanned<'a> {
    pub program: &'a Program,
    pub answer: &'a Answer,
    pub found: &'a Occurrences,
    pub live: Live<'a>,
    pub asked: &'a Asked,
    /// Whether the nearest miss of what is not covered is wanted.
    pub nearest: bool,
    pub statements: &'a Statements,
    pub reading: Reading,
}

/// What a pattern that holds in part earns, in hundredths.
const PARTIAL: u8 = 50;

impl Scanned<'_> {
    /// The verdict of a rule.
    pub(crate) fn judge(&self, rule: &Rule) -> Judgement {
        let missing = Judgement { verdict: Verdict::Missing, share: 0, hits: Vec::new(), nearest: None };
        if self.answer.is_empty() {
            return missing;
        }
        match rule {
            Rule::Pattern { point, depth } => match self.program.points.get(*point) {
                Some(Some(patterns)) => self.judge_pattern(patterns.full, patterns.partial, *depth),
                _ => missing,
            },
            Rule::Derived(statement) => derived::judge(self.statements, *statement, &self.reading, self.answer),
        }
    }

    fn judge_pattern(&self, full: usize, partial: Option<usize>, depth: Depth) -> Judgement {
        let leniency = Leniency { mentioned: depth == Depth::Mention, ..Leniency::default() };
        let alive = self.live.tree(full);
        let find = |leniency| alive.and_then(|alive| self.find_live(alive, leniency));
        let found = find(leniency);
        if let Some(found) = found.as_ref().filter(|found| found.share == 100) {
            return Judgement { verdict: Verdict::Covered, share: 100, hits: self.hits(found), nearest: None };
        }
        let looser = partial.and_then(|partial| self.find(partial, leniency)).filter(|found| found.share == 100);
        let looser = looser.map(|found| Found { share: PARTIAL, ..found });
        let nearest = || self.nearest.then(|| nearest::to(self, full, depth)).flatten();
        if let Some(found) = [found, looser].into_iter().flatten().max_by_key(|found| found.share) {
            return Judgement {
                verdict: Verdict::Partial,
                share: found.share,
                hits: self.hits(&found),
                nearest: nearest(),
            };
        }
        let deniable = alive.is_some_and(|alive| self.stands_by_negators(alive));
        let denied = deniable.then(|| find(Leniency { denied: true, ..leniency })).flatten();
        let denied = denied.filter(|found| found.share == 100);
        if let Some(found) = denied.filter(|found| self.is_denial(found)) {
            let hits = self.hits(&found);
            let span = hits.iter().map(|hit| hit.span).reduce(Span::join);
            let denied = span.map(|span| Nearest { span, lack: Lack::Negation, terms: Vec::new() });
            return Judgement { verdict: Verdict::Contradicted, share: 0, hits, nearest: denied };
        }
        Judgement { verdict: Verdict::Missing, share: 0, hits: Vec::new(), nearest: nearest() }
    }

    /// Whether an atom of a pattern is reached by a word that denies.
    fn stands_by_negators(&self, alive: LiveTree) -> bool {
        self.occurrences(alive.atoms()).any(|hit| hit.negated.reached)
    }

    /// Where the atoms of a pattern stand.
    pub(crate) fn occurrences(&self, atoms: impl Iterator<Item = usize>) -> impl Iterator<Item = &Occurrence> {
        atoms.flat_map(|atom| self.found.of(atom)).map(|(_, hit)| hit)
    }

    /// Whether a proof with denied words denies the point: all of it stands in one clause. Where only a part is denied in
    /// a clause of its own, the sentence says something else.
    fn is_denial(&self, found: &Found) -> bool {
        let clause = |hit: &Occurrence| self.answer.clause_at(hit.span.start).map(|clause| clause.span);
        let mut clauses = found.hits.iter().filter(|(_, hit)| hit.sentence.is_some()).map(|(_, hit)| clause(hit));
        let first = clauses.next();
        clauses.all(|clause| Some(clause) == first)
    }

    /// Looks for a pattern with some rules left aside.
    pub(crate) fn find(&self, pattern: usize, leniency: Leniency) -> Option<Found> {
        self.find_live(self.live.tree(pattern)?, leniency)
    }

    pub(crate) fn find_live(&self, alive: LiveTree, leniency: Leniency) -> Option<Found> {
        let taken_in = self.taken_in(alive.atoms());
        self.search(alive, leniency, &taken_in).find()
    }

    /// A search over this answer.
    pub(crate) fn search<'s>(&'s self, tree: LiveTree<'s>, leniency: Leniency, taken_in: &'s [usize]) -> Search<'s> {
        let &Self { program, answer, found, asked, .. } = self;
        Search { program, answer, found, asked, leniency, tree, taken_in }
    }

    /// Where negators start that phrases of a pattern have taken in, by its atoms: in 不支持跨槽 the 不 is part of what is said.
    pub(crate) fn taken_in(&self, atoms: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut out = Vec::new();
        for hit in self.occurrences(atoms).filter(|hit| hit.negated.own) {
            let negators = self.answer.clause_at(hit.span.start).map_or(&[][..], |clause| &clause.negators);
            for negator in negators.iter().filter(|negator| hit.span.overlaps(negator.span)) {
                if !out.contains(&negator.span.start) {
                    out.push(negator.span.start);
                }
            }
        }
        out
    }

    /// The places of a proof in the file, in order, one a place.
    pub(crate) fn hits(&self, found: &Found) -> Vec<Hit> {
        let last = found.hits.iter().filter_map(|(_, hit)| hit.sentence).max();
        let mut hits: Vec<Hit> = found.hits.iter().map(|proof| self.hit(proof, last)).collect();
        hits.sort_by_key(|hit| (hit.span, hit.method));
        hits.dedup_by_key(|hit| hit.span);
        hits
    }

    fn hit(&self, (atom, hit): &Proof, last: Option<usize>) -> Hit {
        let span = if hit.sentence.is_some() { self.answer.source(hit.span) } else { hit.span };
        let above = hit
            .sentence
            .zip(last)
            .is_some_and(|(at, last)| at != last && self.answer.context(last).any(|context| context.contains(&at)));
        let method = if above { Method::Context } else { hit.method };
        Hit { span, method, term: self.program.atoms.term(*atom).to_owned() }
    }

    /// A term as a person would say it is lacking.
    pub(crate) fn term(&self, atom: usize) -> String {
        let (term, unit) = (self.program.atoms.term(atom), self.program.atoms.unit(atom));
        let gap = if unit.starts_with(is_han) || unit.is_empty() { "" } else { " " };
        format!("{term}{gap}{unit}")
    }
}
