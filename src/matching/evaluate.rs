//! Evaluates a pattern's tree over the occurrences of its atoms.

use super::scan::Occurrence;
use super::search::{Found, Leniency, Search, Window};
use crate::compile::Node;
use crate::rubric::Scope;
use crate::source::Span;
use crate::text;

impl Search<'_> {
    /// Whether `node` holds in the answer, with what proves it first.
    pub(crate) fn find(&self, node: &Node) -> Option<Found> {
        let window = Window { sentences: 0..self.answer.sentences.len(), clip: None };
        let found = self.anywhere(node, &window)?;
        (self.leniency.asked || !self.is_asked(&found)).then_some(found)
    }

    /// Looks through the whole answer. A phrase that is the whole proof must stand in a statement and not be all of it;
    /// inside a scope other members say the rest.
    fn anywhere(&self, node: &Node, answer: &Window) -> Option<Found> {
        match node {
            Node::Atom(atom) => {
                let proofs = self.within(*atom, answer).filter(|hit| self.counts(*atom, hit));
                proofs
                    .map(|hit| Found { hits: vec![(*atom, hit)], share: 100 })
                    .find(|found| self.stands(found, answer))
            }
            Node::Any(members) => {
                let best = members.iter().filter_map(|member| self.anywhere(member, answer));
                best.reduce(|a, b| if Self::rank(&b, answer) > Self::rank(&a, answer) { b } else { a })
            }
            _ => self.holds(node, answer),
        }
    }

    /// Whether `node` holds in `window`.
    pub(crate) fn holds(&self, node: &Node, window: &Window) -> Option<Found> {
        match node {
            Node::Atom(atom) => {
                let own = self.within(*atom, window).find(|hit| self.counts(*atom, hit));
                let hit = own.or_else(|| self.above(*atom, window))?;
                Some(Found { hits: vec![(*atom, hit)], share: 100 })
            }
            Node::Any(members) => {
                // The member that stands on words of the window itself, and covers most, is the best proof.
                let best = members.iter().filter_map(|member| self.holds(member, window));
                best.reduce(|a, b| if Self::rank(&b, window) > Self::rank(&a, window) { b } else { a })
            }
            Node::All(members, scope) => self.windows(members, *scope, window).find_map(|window| {
                let found = self.all(members, &window)?;
                self.stands(&found, &window).then_some(found)
            }),
            Node::Seq(members, scope) => self.windows(members, *scope, window).find_map(|window| {
                let found = self.seq(members, &window)?;
                self.stands(&found, &window).then_some(found)
            }),
            Node::Near(members, words) => self.windows(members, Scope::Sentences(1), window).find_map(|window| {
                let found = self.near(members, *words, &window)?;
                self.stands(&found, &window).then_some(found)
            }),
            Node::Some(least, members, scope) => {
                let counted = self.windows(members, *scope, window).map(|window| self.some(*least, members, &window));
                counted.reduce(|a, b| if b.share > a.share { b } else { a }).filter(|found| found.share > 0)
            }
            Node::Not(member) => self.absent(member, window).then(|| Found { hits: Vec::new(), share: 100 }),
        }
    }

    fn all(&self, members: &[Node], window: &Window) -> Option<Found> {
        let mut out = Found { hits: Vec::new(), share: 100 };
        // What must be absent is cheapest to look for last: most windows lack another member.
        let (absent, present): (Vec<_>, Vec<_>) = members.iter().partition(|member| matches!(member, Node::Not(_)));
        for member in present.into_iter().chain(absent) {
            let found = self.holds(member, window).filter(|found| found.share == 100)?;
            out.hits.extend(found.hits);
        }
        Some(out)
    }

    fn some(&self, least: usize, members: &[Node], window: &Window) -> Found {
        let held: Vec<Found> =
            members.iter().filter_map(|member| self.holds(member, window)).filter(|found| found.share == 100).collect();
        let share = u8::try_from((held.len() * 100 / least.max(1)).min(100)).unwrap_or(100);
        Found { hits: held.into_iter().flat_map(|found| found.hits).collect(), share }
    }

    fn seq(&self, members: &[Node], window: &Window) -> Option<Found> {
        let mut out = Found { hits: Vec::new(), share: 100 };
        let whole = self.span(window);
        let mut from = whole.start;
        for member in members {
            let rest = Window { sentences: window.sentences.clone(), clip: Some(Span::new(from, whole.end)) };
            if let Node::Not(member) = member {
                if !self.absent(member, &rest) {
                    return None;
                }
                continue;
            }
            let found = self.earliest(member, &rest, out.hits.is_empty())?;
            from = found
                .hits
                .iter()
                .map(|(_, hit)| hit.span.end)
                .filter(|&end| end <= whole.end)
                .max()
                .unwrap_or(from)
                .max(from);
            out.hits.extend(found.hits);
        }
        Some(out)
    }

    /// The proof of `node` in `window` that ends first; context comes before everything, so only `at_start`.
    fn earliest(&self, node: &Node, window: &Window, at_start: bool) -> Option<Found> {
        match node {
            Node::Atom(atom) => {
                let own =
                    self.within(*atom, window).filter(|hit| self.counts(*atom, hit)).min_by_key(|hit| hit.span.end);
                let hit = own.or_else(|| if at_start { self.above(*atom, window) } else { None })?;
                Some(Found { hits: vec![(*atom, hit)], share: 100 })
            }
            Node::Any(members) => {
                let ends = |found: &Found| found.hits.iter().map(|(_, hit)| hit.span.end).max().unwrap_or(0);
                let own = self.span(window);
                let all = members.iter().filter_map(|member| self.earliest(member, window, at_start));
                all.min_by_key(|found| (ends(found) <= own.start, ends(found)))
            }
            _ => self.holds(node, window).filter(|found| found.share == 100),
        }
    }

    fn near(&self, members: &[Node], words: usize, window: &Window) -> Option<Found> {
        let mut places: Vec<(Span, usize, Found)> = Vec::new();
        for (number, member) in members.iter().enumerate() {
            places.extend(self.places(member, window).into_iter().map(|(span, found)| (span, number, found)));
        }
        places.sort_by_key(|(span, ..)| *span);
        let mut last: Vec<Option<usize>> = vec![None; members.len()];
        for at in 0..places.len() {
            last[places[at].1] = Some(at);
            let Some(chosen) = last.iter().copied().collect::<Option<Vec<usize>>>() else { continue };
            let stretch = chosen.iter().map(|&place| places[place].0).reduce(Span::join)?;
            let own: usize = chosen.iter().map(|&place| word_count(places[place].0.of(&self.answer.prose.text))).sum();
            if word_count(stretch.of(&self.answer.prose.text)).saturating_sub(own) <= words {
                return Some(Found {
                    hits: chosen.iter().flat_map(|&place| places[place].2.hits.clone()).collect(),
                    share: 100,
                });
            }
        }
        None
    }

    /// Everywhere that `node` holds in `window`, for the distance between places.
    fn places(&self, node: &Node, window: &Window) -> Vec<(Span, Found)> {
        match node {
            Node::Atom(atom) => {
                let hits = self.within(*atom, window).filter(|hit| self.counts(*atom, hit));
                hits.map(|hit| (hit.span, Found { hits: vec![(*atom, hit)], share: 100 })).collect()
            }
            Node::Any(members) => members.iter().flat_map(|member| self.places(member, window)).collect(),
            _ => {
                let found = self.holds(node, window).filter(|found| found.share == 100);
                let span = |found: &Found| found.hits.iter().map(|(_, hit)| hit.span).reduce(Span::join);
                found.and_then(|found| Some((span(&found)?, found))).into_iter().collect()
            }
        }
    }

    /// Whether nothing of `node` stands in `window`, denied or not.
    fn absent(&self, node: &Node, window: &Window) -> bool {
        let anything = Leniency { denied: true, mentioned: true, asked: true, own_words: true };
        Self { leniency: anything, ..*self }.holds(node, window).is_none_or(|found| found.share < 100)
    }

    /// The windows of `scope` inside `window` in which a member stands at all, in order.
    fn windows<'s>(
        &'s self,
        members: &'s [Node],
        scope: Scope,
        window: &'s Window,
    ) -> Box<dyn Iterator<Item = Window> + 's> {
        let whole = window.sentences.clone();
        let one = match scope {
            Scope::Answer => true,
            Scope::Sentences(n) => whole.len() <= n,
            Scope::Clause => window.clip.is_some(),
            Scope::Paragraph => {
                let paragraph = |at: usize| self.answer.sentences.get(at).map(|sentence| sentence.paragraph);
                !whole.is_empty() && paragraph(whole.start) == paragraph(whole.end - 1)
            }
        };
        if one {
            return Box::new([window.clone()].into_iter());
        }
        let candidates = self.candidates(members, window);
        let clip = window.clip;
        match scope {
            Scope::Sentences(n) => Box::new(
                candidates.into_iter().map(move |at| Window { sentences: at..(at + n).min(whole.end).max(at), clip }),
            ),
            Scope::Paragraph => {
                let mut before = None;
                Box::new(candidates.into_iter().filter_map(move |at| {
                    let paragraph = self.answer.sentences.get(at)?.paragraph;
                    if before.replace(paragraph) == Some(paragraph) {
                        return None;
                    }
                    let start = self.answer.sentences.partition_point(|sentence| sentence.paragraph < paragraph);
                    let end = self.answer.sentences.partition_point(|sentence| sentence.paragraph <= paragraph);
                    Some(Window { sentences: start.max(whole.start)..end.min(whole.end), clip })
                }))
            }
            Scope::Clause => Box::new(candidates.into_iter().flat_map(move |at| {
                let clauses = self.answer.sentences.get(at).map_or(0..0, |sentence| sentence.clauses.clone());
                clauses
                    .map(move |clause| Window { sentences: at..at + 1, clip: Some(self.answer.clauses[clause].span) })
            })),
            Scope::Answer => Box::new(std::iter::empty()),
        }
    }

    /// The sentences of `window` in which an atom of `members` stands, in order. Code stands in none, so where a member
    /// needs code alone every sentence is one.
    fn candidates(&self, members: &[Node], window: &Window) -> Vec<usize> {
        let mut atoms = Vec::new();
        for member in members {
            collect_atoms(member, &mut atoms);
        }
        let mut out: Vec<usize> =
            atoms.iter().flat_map(|&atom| self.within(atom, window)).filter_map(|hit| hit.sentence).collect();
        out.sort_unstable();
        out.dedup();
        if out.is_empty() && atoms.iter().any(|&atom| !self.found[atom].is_empty()) {
            out.push(window.sentences.start);
        }
        out
    }
}

/// What is left of a pattern in an answer in which most of its atoms do not stand; `None` where it cannot hold at all.
/// Patterns have hundreds of alternatives, answers a few of them.
pub(crate) fn live(node: &Node, found: &[Vec<Occurrence>]) -> Option<Node> {
    let some = |members: &[Node]| members.iter().filter_map(|member| live(member, found)).collect::<Vec<_>>();
    let every = |members: &[Node]| {
        // Mostly one is lacking, which is seen before anything is written down.
        if !may_all_hold(members, found) {
            return None;
        }
        let alive = members.iter().filter_map(|member| match (member, live(member, found)) {
            // What must be absent and is nowhere is absent.
            (Node::Not(_), None) => None,
            (_, alive) => Some(alive),
        });
        alive.collect::<Option<Vec<_>>>()
    };
    match node {
        Node::Atom(atom) => (!found[*atom].is_empty()).then_some(Node::Atom(*atom)),
        Node::Any(members) => Some(some(members)).filter(|members| !members.is_empty()).map(Node::Any),
        Node::Some(least, members, scope) => {
            Some(some(members)).filter(|members| !members.is_empty()).map(|members| Node::Some(*least, members, *scope))
        }
        Node::All(members, scope) => every(members).map(|members| Node::All(members, *scope)),
        Node::Seq(members, scope) => every(members).map(|members| Node::Seq(members, *scope)),
        Node::Near(members, words) => every(members).map(|members| Node::Near(members, *words)),
        Node::Not(member) => live(member, found).map(|member| Node::Not(Box::new(member))),
    }
}

/// Whether enough of a pattern's atoms stand somewhere for it to hold.
fn may_hold(node: &Node, found: &[Vec<Occurrence>]) -> bool {
    match node {
        Node::Atom(atom) => !found[*atom].is_empty(),
        Node::Any(members) | Node::Some(_, members, _) => members.iter().any(|member| may_hold(member, found)),
        Node::All(members, _) | Node::Seq(members, _) | Node::Near(members, _) => may_all_hold(members, found),
        Node::Not(member) => may_hold(member, found),
    }
}

fn may_all_hold(members: &[Node], found: &[Vec<Occurrence>]) -> bool {
    members.iter().all(|member| matches!(member, Node::Not(_)) || may_hold(member, found))
}

/// The atoms of a node, those that must be absent left out.
pub(crate) fn collect_atoms(node: &Node, out: &mut Vec<usize>) {
    match node {
        Node::Atom(atom) => out.push(*atom),
        Node::Any(members)
        | Node::All(members, _)
        | Node::Some(_, members, _)
        | Node::Seq(members, _)
        | Node::Near(members, _) => {
            for member in members {
                collect_atoms(member, out);
            }
        }
        Node::Not(_) => {}
    }
}

/// Words in a stretch of stemmed text; two Han characters are a word.
fn word_count(text: &str) -> usize {
    text::density(text).all.div_ceil(2)
}
