//! Verdicts: whether an answer covers a key point, and on what.

use rustc_hash::FxHashSet;

use super::answer::Answer;
use super::asked::Asked;
use super::derived::{self, Reading, Statements};
use super::evaluate::{collect_atoms, live};
use super::evidence::{Finding, Hit, Lack, Method, Nearest, Verdict};
use super::nearest;
use super::scan::Occurrence;
use super::search::{Found, Leniency, Search};
use crate::compile::{Atom, Node, Program};
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
    pub found: Vec<Vec<Occurrence>>,
    pub asked: &'a Asked,
    /// Whether the nearest miss of what is not covered is wanted.
    pub nearest: bool,
    pub statements: &'a Statements,
    pub reading: Reading,
}

/// An answer of so many sentences names its subject. Shorter ones hardly ever repeat what they were asked.
const LONG: usize = 5;

/// So many of so many sentences of an answer keep to the question: they name what it is about, or make a point.
const KEPT: (usize, usize) = (3, 5);

/// What a pattern that holds in part earns, in hundredths.
const PARTIAL: u8 = 50;

impl Scanned<'_> {
    /// Whether the answer is long enough to keep to the question and does not: it names what the question is about nowhere,
    /// or in so few sentences that with the points that it makes they are too few.
    pub(crate) fn is_off_topic(&self, findings: &[Finding]) -> bool {
        let sentences = self.answer.sentences.len();
        let Some(about) = self.program.about.as_ref().filter(|_| sentences >= LONG) else { return false };
        let made = findings.iter().filter(|finding| finding.share > 0).count();
        let named = self.naming(about);
        named == 0 || (named + made) * KEPT.1 < sentences * KEPT.0
    }

    /// How many sentences name what the question is about, or stand under what names it, be it denied. What is said in
    /// passing, too little for the pattern to hold in the whole answer, names nothing.
    fn naming(&self, about: &Node) -> usize {
        let anything = Leniency { denied: true, mentioned: true, asked: true, own_words: true };
        if self.find(about, anything).is_none_or(|found| found.share != 100) {
            return 0;
        }
        let mut atoms = Vec::new();
        collect_atoms(about, &mut atoms);
        let named: FxHashSet<usize> =
            atoms.iter().flat_map(|&atom| &self.found[atom]).filter_map(|hit| hit.sentence).collect();
        let keeps =
            |at: &usize| named.contains(at) || self.answer.context(*at).flatten().any(|above| named.contains(&above));
        (0..self.answer.sentences.len()).filter(keeps).count()
    }

    /// The verdict of a rule.
    pub(crate) fn judge(&self, rule: &Rule) -> Judgement {
        let missing = Judgement { verdict: Verdict::Missing, share: 0, hits: Vec::new(), nearest: None };
        if self.answer.is_empty() {
            return missing;
        }
        match rule {
            Rule::Pattern { point, depth } => match self.program.points.get(*point) {
                Some(Some(nodes)) => self.judge_pattern(&nodes.full, nodes.partial.as_ref(), *depth),
                _ => missing,
            },
            Rule::Derived(statement) => derived::judge(self.statements, *statement, &self.reading, self.answer),
        }
    }

    fn judge_pattern(&self, full: &Node, partial: Option<&Node>, depth: Depth) -> Judgement {
        let leniency = Leniency { mentioned: depth == Depth::Mention, ..Leniency::default() };
        let alive = live(full, &self.found);
        let find = |leniency| alive.as_ref().and_then(|alive| self.find_live(alive, leniency));
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
        let deniable = alive.as_ref().is_some_and(|alive| self.stands_by_negators(alive));
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

    /// Whether an atom of a pattern stands in a clause in which anything is denied.
    fn stands_by_negators(&self, node: &Node) -> bool {
        let mut atoms = Vec::new();
        collect_atoms(node, &mut atoms);
        let by_negators =
            |hit: &Occurrence| self.answer.clause_at(hit.span.start).is_some_and(|clause| !clause.negators.is_empty());
        atoms.iter().flat_map(|&atom| &self.found[atom]).any(by_negators)
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
    pub(crate) fn find(&self, node: &Node, leniency: Leniency) -> Option<Found> {
        self.find_live(&live(node, &self.found)?, leniency)
    }

    fn find_live(&self, alive: &Node, leniency: Leniency) -> Option<Found> {
        let taken_in = self.taken_in(alive);
        self.search(leniency, &taken_in).find(alive)
    }

    /// A search over this answer.
    pub(crate) fn search<'s>(&'s self, leniency: Leniency, taken_in: &'s FxHashSet<usize>) -> Search<'s> {
        Search { program: self.program, answer: self.answer, found: &self.found, asked: self.asked, leniency, taken_in }
    }

    /// Where negators start that phrases of the pattern have taken in: in 不支持跨槽 the 不 is part of what is said.
    pub(crate) fn taken_in(&self, node: &Node) -> FxHashSet<usize> {
        let mut atoms = Vec::new();
        collect_atoms(node, &mut atoms);
        let mut out = FxHashSet::default();
        for hit in atoms.iter().flat_map(|&atom| &self.found[atom]).filter(|hit| hit.sentence.is_some()) {
            let negators = self.answer.clause_at(hit.span.start).map_or(&[][..], |clause| &clause.negators);
            out.extend(
                negators.iter().filter(|negator| hit.span.overlaps(negator.span)).map(|negator| negator.span.start),
            );
        }
        out
    }

    /// The places of a proof in the file, in order, one a place.
    pub(crate) fn hits(&self, found: &Found) -> Vec<Hit> {
        let own: FxHashSet<usize> = found.hits.iter().filter_map(|(_, hit)| hit.sentence).collect();
        let last = own.iter().max().copied();
        let mut hits: Vec<Hit> = found.hits.iter().map(|(atom, hit)| self.hit(*atom, hit, last)).collect();
        hits.sort_by_key(|hit| (hit.span, hit.method));
        hits.dedup_by_key(|hit| hit.span);
        hits
    }

    fn hit(&self, atom: usize, hit: &Occurrence, last: Option<usize>) -> Hit {
        let span = if hit.sentence.is_some() { self.answer.source(hit.span) } else { hit.span };
        let above = hit
            .sentence
            .zip(last)
            .is_some_and(|(at, last)| at != last && self.answer.context(last).any(|context| context.contains(&at)));
        let method = if above { Method::Context } else { hit.method };
        Hit { span, method, term: self.program.term(atom).to_owned() }
    }

    /// A term as a person would say it is lacking.
    pub(crate) fn term(&self, atom: usize) -> String {
        let unit = match &self.program.atoms[atom] {
            Atom::Number { units, .. } => units.first().map(String::as_str).unwrap_or_default(),
            _ => "",
        };
        let gap = if unit.starts_with(is_han) || unit.is_empty() { "" } else { " " };
        format!("{}{gap}{unit}", self.program.term(atom))
    }
}
