//! A search through an answer: which occurrences of an atom count where.

use std::cmp::Reverse;
use std::ops::Range;

use super::answer::{Answer, Standing};
use super::asked::Asked;
use super::live::LiveTree;
use super::occurrences::{Hit, Occurrence, Occurrences};
use crate::compile::Program;
use crate::rubric::NegationRule;
use crate::source::Span;
use crate::text;

/// What a pattern was found to stand on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// The occurrences that prove it with their atoms; those from the context too.
    pub hits: Vec<Hit>,
    /// How much of it holds, in hundredths; less than 100 only for `some`.
    pub share: u8,
}

/// Which rules a search leaves aside, to learn why a pattern does not hold.
#[expect(clippy::struct_excessive_bools, reason = "each rule is left aside by itself")]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Leniency {
    /// Denied words count as well.
    pub denied: bool,
    /// Words that merely stand in a list or a heading count as well.
    pub mentioned: bool,
    /// The question's own words count as well.
    pub asked: bool,
    /// What stands above a sentence does not count: its heading does not say what it must not.
    pub own_words: bool,
}

/// Everything a search looks at.
#[derive(Clone, Copy)]
pub(crate) struct Search<'a> {
    pub program: &'a Program,
    pub answer: &'a Answer,
    pub found: &'a Occurrences,
    pub asked: &'a Asked,
    pub leniency: Leniency,
    /// What is looked for.
    pub tree: LiveTree<'a>,
    /// Where negators start that a phrase of the pattern itself has taken in (不支持 in 不支持跨槽).
    pub taken_in: &'a [usize],
}

/// Consecutive sentences, or a stretch of one.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    pub sentences: Range<usize>,
    /// Only what begins in this stretch counts.
    pub clip: Option<Span>,
}

impl<'a> Search<'a> {
    /// The occurrences of an atom that begin in `window`; code stands in every window.
    pub(super) fn within(&self, atom: usize, window: &Window) -> impl Iterator<Item = Hit> + 'a {
        let all: &'a [Hit] = self.found.of(atom);
        let Range { start, end } = window.sentences.clone();
        let clip = window.clip;
        let first = if all.first().is_some_and(|(_, hit)| hit.sentence.is_none()) {
            0
        } else {
            all.partition_point(|(_, hit)| hit.sentence < Some(start))
        };
        let inside = all[first..].iter().take_while(move |(_, hit)| hit.sentence.is_none_or(|at| at < end));
        inside.copied().filter(move |(_, hit)| {
            hit.sentence.is_none() || clip.is_none_or(|clip| clip.start <= hit.span.start && hit.span.end <= clip.end)
        })
    }

    /// An occurrence in the context of the window's sentences.
    pub(super) fn above(&self, atom: usize, window: &Window) -> Option<Hit> {
        // Context stands before what it is the context of.
        let first = self.found.of(atom).first()?.1.sentence;
        if self.leniency.own_words || first >= Some(window.sentences.end) {
            return None;
        }
        // Sentences of one window stand under nearly the same headings; the first and the last stand for all.
        let ends = [window.sentences.start, window.sentences.end.saturating_sub(1)];
        let sentences = if window.sentences.is_empty() {
            &ends[..0]
        } else if ends[0] == ends[1] {
            &ends[..1]
        } else {
            &ends[..]
        };
        sentences
            .iter()
            .flat_map(|&at| self.answer.context(at))
            .find_map(|sentences| self.within(atom, &Window { sentences, clip: None }).find(|hit| self.counts(hit)))
    }

    /// Whether an occurrence counts: not denied, unless the pattern says otherwise.
    pub(super) fn counts(&self, (atom, hit): &Hit) -> bool {
        match self.program.atoms.rules(*atom).negation {
            NegationRule::Ignore => true,
            NegationRule::Forbid => self.leniency.denied || !self.is_denied(hit, self.taken_in),
            // What another phrase of the pattern has taken in denies all the same.
            NegationRule::Require => self.is_denied(hit, &[]),
        }
    }

    /// Whether the words of an occurrence stand under a negation; two negations affirm.
    fn is_denied(&self, hit: &Occurrence, taken_in: &[usize]) -> bool {
        if !hit.negated.reached {
            return false;
        }
        let Some(clause) = self.answer.clause_at(hit.span.start) else { return false };
        let denying = clause.negators.iter().filter(|negator| negator.denies(hit.span));
        denying.filter(|negator| !taken_in.contains(&negator.span.start)).count() % 2 == 1
    }

    /// Whether a proof stands on a statement: at least one hit is the window's own, in a sentence that says something; a
    /// single bare term says nothing unless it is what a label or heading above it is said to be.
    pub(super) fn stands(&self, hits: &[Hit], window: &Window) -> bool {
        if self.leniency.mentioned {
            return true;
        }
        let mut own = hits
            .iter()
            .filter(|(_, hit)| hit.sentence.is_none_or(|at| window.sentences.contains(&at) && self.earns(at)));
        let Some((_, first)) = own.next() else { return false };
        let Some(sentence) = first.sentence.and_then(|at| self.answer.sentences.get(at)) else { return true };
        hits.iter().any(|(_, hit)| !hit.span.overlaps(first.span)) || !self.is_whole_sentence(first.span, sentence.span)
    }

    fn earns(&self, sentence: usize) -> bool {
        matches!(self.answer.sentences[sentence].standing, Standing::Statement)
    }

    /// Whether a hit is a bare term and nearly all that its sentence says. A phrase with a function word in it says
    /// something by itself (不可重入).
    fn is_whole_sentence(&self, hit: Span, sentence: Span) -> bool {
        let density = |span: Span| text::density(span.of(&self.answer.prose.text));
        density(hit).function == 0 && density(sentence).all <= density(hit).all + 2
    }

    pub(super) fn is_asked(&self, hits: &[Hit]) -> bool {
        let mut words = hits.iter().filter(|(_, hit)| hit.sentence.is_some()).peekable();
        words.peek().is_some() && words.all(|(_, hit)| self.asked.says(hit.span.of(&self.answer.prose.text)))
    }

    /// How good a proof is, so that the best is the greatest.
    pub(super) fn rank(hits: &[Hit], share: u8, window: &Window) -> impl Ord + use<> {
        let own = hits.iter().any(|(_, hit)| hit.sentence.is_none_or(|at| window.sentences.contains(&at)));
        (share, own, Reverse(hits.iter().map(|(_, hit)| hit.span.start).min().unwrap_or(0)))
    }

    pub(super) fn span(&self, window: &Window) -> Span {
        window.clip.unwrap_or_else(|| {
            let sentences = self.answer.sentences.get(window.sentences.clone()).unwrap_or_default();
            sentences.iter().map(|sentence| sentence.span).reduce(Span::join).unwrap_or_default()
        })
    }
}
