//! Evaluates a pattern's tree over the occurrences of its atoms.

use std::cmp::Reverse;
use std::ops::Range;

use super::bits::Bits;
use super::occurrences::Hit;
use super::search::{Found, Leniency, Search, Window};
use crate::compile::Node;
use crate::rubric::Scope;
use crate::source::Span;
use crate::text;

/// How much of a pattern holds, in hundredths. Whatever proves it has been added to the hits; for [`NOTHING`] none has.
type Share = u8;

const WHOLE: Share = 100;
const NOTHING: Share = 0;

impl Search<'_> {
    /// Whether the pattern holds in the answer, with what proves it first.
    pub(crate) fn find(&self) -> Option<Found> {
        let window = Window { sentences: 0..self.answer.sentences.len(), clip: None };
        let mut hits = Vec::new();
        let share = self.anywhere(self.tree.root(), &window, &mut hits);
        (share > NOTHING && (self.leniency.asked || !self.is_asked(&hits))).then_some(Found { hits, share })
    }

    /// Whether the pattern holds in `window`.
    pub(crate) fn find_in(&self, window: &Window) -> Option<Found> {
        let mut hits = Vec::new();
        let share = self.holds(self.tree.root(), window, &mut hits);
        (share > NOTHING).then_some(Found { hits, share })
    }

    /// Looks through the whole answer. A phrase that is the whole proof must stand in a statement and not be all of it;
    /// inside a scope other members say the rest.
    fn anywhere(&self, at: usize, answer: &Window, hits: &mut Vec<Hit>) -> Share {
        match self.tree.node(at) {
            Node::Atom(atom) => {
                let proof = self.within(atom, answer).find(|hit| self.counts(hit) && self.stands(&[*hit], answer));
                proof.map_or(NOTHING, |hit| {
                    hits.push(hit);
                    WHOLE
                })
            }
            Node::Any => self.best(
                at,
                hits,
                |member, hits| self.anywhere(member, answer, hits),
                |hits, share| Self::rank(hits, share, answer),
            ),
            _ => self.holds(at, answer, hits),
        }
    }

    /// How much of the node at a place holds in `window`.
    fn holds(&self, at: usize, window: &Window, hits: &mut Vec<Hit>) -> Share {
        match self.tree.node(at) {
            Node::Atom(atom) => {
                let own = self.within(atom, window).find(|hit| self.counts(hit));
                own.or_else(|| self.above(atom, window)).map_or(NOTHING, |hit| {
                    hits.push(hit);
                    WHOLE
                })
            }
            // The member that stands on words of the window itself, and covers most, is the best proof.
            Node::Any => self.best(
                at,
                hits,
                |member, hits| self.holds(member, window, hits),
                |hits, share| Self::rank(hits, share, window),
            ),
            Node::All(scope) => {
                self.first_that_stands(at, scope, window, hits, |window, hits| self.all(at, window, hits))
            }
            Node::Seq(scope) => {
                self.first_that_stands(at, scope, window, hits, |window, hits| self.seq(at, window, hits))
            }
            Node::Near(words) => {
                let near = |window: &Window, hits: &mut Vec<Hit>| self.near(at, words, window, hits);
                self.first_that_stands(at, Scope::Sentences(1), window, hits, near)
            }
            Node::Some(least, scope) => {
                let before = hits.len();
                let mut most = NOTHING;
                self.windows(at, scope, window, |window| {
                    let start = hits.len();
                    let share = self.some(at, least, window, hits);
                    if share > most {
                        most = share;
                        hits.drain(before..start);
                    } else {
                        hits.truncate(start);
                    }
                    most == WHOLE
                });
                most
            }
            Node::Not => {
                let absent = self.tree.members(at).all(|member| self.is_absent(member, window));
                if absent { WHOLE } else { NOTHING }
            }
        }
    }

    /// The best that a look at each member gives, by `rank`; of equals the first.
    fn best<K: Ord>(
        &self,
        at: usize,
        hits: &mut Vec<Hit>,
        look: impl Fn(usize, &mut Vec<Hit>) -> Share,
        rank: impl Fn(&[Hit], Share) -> K,
    ) -> Share {
        let before = hits.len();
        let mut best: Option<(K, Share)> = None;
        for member in self.tree.members(at) {
            let start = hits.len();
            let share = look(member, hits);
            if share == NOTHING {
                continue;
            }
            let this = rank(&hits[start..], share);
            if best.as_ref().is_none_or(|(most, _)| this > *most) {
                best = Some((this, share));
                hits.drain(before..start);
            } else {
                hits.truncate(start);
            }
        }
        best.map_or(NOTHING, |(_, share)| share)
    }

    /// Looks at one window after the other until something holds in one and stands on a statement.
    fn first_that_stands(
        &self,
        at: usize,
        scope: Scope,
        window: &Window,
        hits: &mut Vec<Hit>,
        look: impl Fn(&Window, &mut Vec<Hit>) -> bool,
    ) -> Share {
        let before = hits.len();
        let stands = self.windows(at, scope, window, |window| {
            let holds = look(window, hits) && self.stands(&hits[before..], window);
            if !holds {
                hits.truncate(before);
            }
            holds
        });
        if stands { WHOLE } else { NOTHING }
    }

    fn all(&self, at: usize, window: &Window, hits: &mut Vec<Hit>) -> bool {
        // What must be absent is cheapest to look for last: most windows lack another member.
        let is_not = |member: &usize| self.tree.node(*member) == Node::Not;
        let present = self.tree.members(at).filter(|member| !is_not(member));
        present.chain(self.tree.members(at).filter(is_not)).all(|member| self.holds(member, window, hits) == WHOLE)
    }

    fn some(&self, at: usize, least: usize, window: &Window, hits: &mut Vec<Hit>) -> Share {
        let mut held = 0;
        for member in self.tree.members(at) {
            let before = hits.len();
            if self.holds(member, window, hits) == WHOLE {
                held += 1;
            } else {
                hits.truncate(before);
            }
        }
        u8::try_from((held * 100 / least.max(1)).min(100)).unwrap_or(WHOLE)
    }

    fn seq(&self, at: usize, window: &Window, hits: &mut Vec<Hit>) -> bool {
        let before = hits.len();
        let whole = self.span(window);
        let mut from = whole.start;
        for member in self.tree.members(at) {
            let rest = Window { sentences: window.sentences.clone(), clip: Some(Span::new(from, whole.end)) };
            if self.tree.node(member) == Node::Not {
                if self.holds(member, &rest, hits) == NOTHING {
                    return false;
                }
                continue;
            }
            let start = hits.len();
            if self.earliest(member, &rest, start == before, hits) != WHOLE {
                return false;
            }
            let ends = hits[start..].iter().map(|(_, hit)| hit.span.end).filter(|&end| end <= whole.end);
            from = ends.max().unwrap_or(from).max(from);
        }
        true
    }

    /// The proof of a node in `window` that ends first; context comes before everything, so only `at_start`.
    fn earliest(&self, at: usize, window: &Window, at_start: bool, hits: &mut Vec<Hit>) -> Share {
        match self.tree.node(at) {
            Node::Atom(atom) => {
                let own = self.within(atom, window).filter(|hit| self.counts(hit)).min_by_key(|(_, hit)| hit.span.end);
                own.or_else(|| at_start.then(|| self.above(atom, window)).flatten()).map_or(NOTHING, |hit| {
                    hits.push(hit);
                    WHOLE
                })
            }
            Node::Any => {
                let start = self.span(window).start;
                let look = |member, hits: &mut Vec<Hit>| self.earliest(member, window, at_start, hits);
                self.best(at, hits, look, |hits, _| {
                    let end = hits.iter().map(|(_, hit)| hit.span.end).max().unwrap_or(0);
                    Reverse((end <= start, end))
                })
            }
            _ => {
                let before = hits.len();
                let holds = self.holds(at, window, hits) == WHOLE;
                if !holds {
                    hits.truncate(before);
                }
                if holds { WHOLE } else { NOTHING }
            }
        }
    }

    fn near(&self, at: usize, words: usize, window: &Window, hits: &mut Vec<Hit>) -> bool {
        let mut proofs = Vec::new();
        let mut places: Vec<(usize, Place)> = Vec::new();
        let mut members = 0;
        for member in self.tree.members(at) {
            self.places(member, window, &mut proofs, &mut |place| places.push((members, place)));
            members += 1;
        }
        places.sort_by_key(|(_, place)| place.span);
        let mut last: Vec<Option<&Place>> = vec![None; members];
        for (member, place) in &places {
            last[*member] = Some(place);
            let Some(chosen) = last.iter().copied().collect::<Option<Vec<&Place>>>() else { continue };
            let Some(stretch) = chosen.iter().map(|place| place.span).reduce(Span::join) else { return false };
            let count = |span: Span| word_count(span.of(&self.answer.prose.text));
            let own: usize = chosen.iter().map(|place| count(place.span)).sum();
            if count(stretch).saturating_sub(own) <= words {
                hits.extend(chosen.iter().flat_map(|place| &proofs[place.proof.clone()]));
                return true;
            }
        }
        false
    }

    /// Everywhere that a node holds in `window`, for the distance between places. `proofs` takes their hits.
    fn places(&self, at: usize, window: &Window, proofs: &mut Vec<Hit>, found: &mut dyn FnMut(Place)) {
        let start = proofs.len();
        match self.tree.node(at) {
            Node::Atom(atom) => {
                for hit in self.within(atom, window).filter(|hit| self.counts(hit)) {
                    found(Place { span: hit.1.span, proof: proofs.len()..proofs.len() + 1 });
                    proofs.push(hit);
                }
            }
            Node::Any => {
                for member in self.tree.members(at) {
                    self.places(member, window, proofs, found);
                }
            }
            _ => {
                let holds = self.holds(at, window, proofs) == WHOLE;
                let span = proofs[start..].iter().map(|(_, hit)| hit.span).reduce(Span::join);
                if let Some(span) = span.filter(|_| holds) {
                    found(Place { span, proof: start..proofs.len() });
                }
            }
        }
    }

    /// Whether nothing of a node stands in `window`, denied or not.
    fn is_absent(&self, at: usize, window: &Window) -> bool {
        let anything = Leniency { denied: true, mentioned: true, asked: true, own_words: true };
        Self { leniency: anything, ..*self }.holds(at, window, &mut Vec::new()) < WHOLE
    }

    /// Looks at the windows of `scope` inside `window` in which a member stands at all, in order, until one will do; and
    /// tells whether one did.
    fn windows(&self, at: usize, scope: Scope, window: &Window, mut look: impl FnMut(&Window) -> bool) -> bool {
        let whole = window.sentences.clone();
        let clip = window.clip;
        let paragraph = |at: usize| self.answer.sentences.get(at).map(|sentence| sentence.paragraph);
        let is_one = match scope {
            Scope::Answer => true,
            Scope::Sentences(n) => whole.len() <= n,
            Scope::Clause => clip.is_some_and(|clip| self.is_of_one_clause(clip)),
            Scope::Paragraph => !whole.is_empty() && paragraph(whole.start) == paragraph(whole.end - 1),
        };
        if is_one {
            return look(window);
        }
        let candidates = self.candidates(at, window);
        let mut candidates = candidates.from(0).map(|at| whole.start + at);
        match scope {
            Scope::Answer => false,
            Scope::Sentences(n) => {
                candidates.any(|at| look(&Window { sentences: at..(at + n).min(whole.end).max(at), clip }))
            }
            Scope::Clause => candidates.any(|at| {
                let clauses = self.answer.sentences.get(at).map_or(0..0, |sentence| sentence.clauses.clone());
                let spans = clauses.map(|clause| self.answer.clauses[clause].span);
                let mut spans = spans.filter_map(|clause| clip.map_or(Some(clause), |clip| clause.shared(clip)));
                spans.any(|clause| look(&Window { sentences: at..at + 1, clip: Some(clause) }))
            }),
            Scope::Paragraph => {
                let mut before = None;
                candidates.any(|at| {
                    let Some(this) = paragraph(at) else { return false };
                    if before.replace(this) == Some(this) {
                        return false;
                    }
                    let start = self.answer.sentences.partition_point(|sentence| sentence.paragraph < this);
                    let end = self.answer.sentences.partition_point(|sentence| sentence.paragraph <= this);
                    look(&Window { sentences: start.max(whole.start)..end.min(whole.end), clip })
                })
            }
        }
    }

    /// Whether a stretch of the text lies in one clause.
    fn is_of_one_clause(&self, stretch: Span) -> bool {
        self.answer.clause_at(stretch.start).is_some_and(|clause| stretch.end <= clause.span.end.max(stretch.start))
    }

    /// The sentences in which an atom of a node's members stands, counted from the first of `window`. Code stands in none, so where a
    /// member needs code alone every sentence is one.
    fn candidates(&self, at: usize, window: &Window) -> Bits {
        let Range { start, end } = window.sentences;
        let mut standing = Bits::new(end - start);
        for (_, hit) in self.tree.atoms_of(at).flat_map(|atom| self.within(atom, window)) {
            if let Some(sentence) = hit.sentence {
                standing.insert(sentence - start);
            }
        }
        if standing.is_empty() && start < end && self.tree.atoms_of(at).next().is_some() {
            standing.insert(0);
        }
        standing
    }
}

/// Where a node holds.
#[derive(Clone, Debug)]
struct Place {
    span: Span,
    /// Its hits, in a list of them.
    proof: Range<usize>,
}

/// Words in a stretch of stemmed text; two Han characters are a word.
fn word_count(text: &str) -> usize {
    text::density(text).all.div_ceil(2)
}
