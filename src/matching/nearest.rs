//! The nearest miss: the sentence that comes closest to a key point, and what it lacks.

use super::evidence::{Lack, Nearest};
use super::live::{LiveNode, LiveTree};
use super::search::{Leniency, Window};
use super::verdict::Scanned;
use crate::compile::{Node, Patterns};
use crate::rubric::Depth;
use crate::source::Span;

/// The sentence of the answer that comes closest to the pattern; `None` where nothing of it is there.
pub(crate) fn to(scanned: &Scanned, pattern: usize, depth: Depth) -> Option<Nearest> {
    let mentioned = depth == Depth::Mention;
    // A search that leaves one rule aside and succeeds tells which rule it was.
    for (lack, leniency) in [
        (Lack::Asked, Leniency { asked: true, mentioned, ..Leniency::default() }),
        (Lack::MentionOnly, Leniency { mentioned: true, ..Leniency::default() }),
        (Lack::Negation, Leniency { denied: true, mentioned: true, asked: true, ..Leniency::default() }),
    ] {
        if let Some(found) = scanned.find(pattern, leniency).filter(|found| found.share == 100) {
            let spans = found.hits.iter().filter_map(|(_, hit)| hit.sentence).max();
            return spans.map(|at| Nearest { span: sentence(scanned, at..at + 1), lack, terms: Vec::new() });
        }
    }
    closest(scanned, pattern)
}

/// The window in which most members of any conjunction of the pattern stand.
fn closest(scanned: &Scanned, pattern: usize) -> Option<Nearest> {
    let patterns = &scanned.program.patterns;
    let taken_in = scanned.taken_in(patterns.atoms(pattern).into_iter());
    let leniency = Leniency { mentioned: true, asked: true, ..Leniency::default() };
    let mut conjunctions = Vec::new();
    collect_conjunctions(patterns, pattern, &mut conjunctions);
    let mut best: Option<(usize, Nearest)> = None;
    for (conjunction, kind) in conjunctions {
        // Members of which nothing stands anywhere are lacking in every sentence.
        let needed = patterns.members(conjunction).filter(|&member| patterns.node(member) != Node::Not);
        let parts: Vec<(usize, Vec<LiveNode>)> = needed.map(|member| (member, scanned.live.part(member))).collect();
        let members: Vec<(usize, Option<LiveTree>)> =
            parts.iter().map(|(member, nodes)| (*member, LiveTree::of(nodes))).collect();
        for at in candidates(scanned, members.iter().filter_map(|(_, alive)| *alive)) {
            let window = Window { sentences: at..at + 1, clip: None };
            let stands = |alive: LiveTree| {
                scanned.search(alive, leniency, &taken_in).find_in(&window).is_some_and(|found| found.share == 100)
            };
            let lacking = members.iter().filter(|(_, alive)| !alive.is_some_and(stands));
            let lacking: Vec<usize> = lacking.map(|(member, _)| *member).collect();
            let held = members.len() - lacking.len();
            let score = held * 100 / members.len().max(1);
            if held > 0 && best.as_ref().is_none_or(|(before, _)| score > *before) {
                // The first alternative of a member that people can read stands for its list.
                let words = |&member: &usize| {
                    patterns.atoms(member).into_iter().find(|&atom| scanned.program.atoms.is_words(atom))
                };
                let terms = lacking.iter().filter_map(words).map(|atom| scanned.term(atom)).collect();
                let lack = if lacking.is_empty() { kind } else { Lack::Terms };
                best = Some((score, Nearest { span: sentence(scanned, at..at + 1), lack, terms }));
            }
        }
    }
    best.map(|(_, nearest)| nearest)
}

/// Sentences in which an atom of the members stands. The first few hundred tell enough of a very long answer.
fn candidates<'n>(scanned: &Scanned, members: impl Iterator<Item = LiveTree<'n>>) -> Vec<usize> {
    let mut out: Vec<usize> =
        members.flat_map(|alive| scanned.occurrences(alive.atoms())).filter_map(|hit| hit.sentence).collect();
    out.sort_unstable();
    out.dedup();
    out.truncate(256);
    out
}

/// The nodes of which all members are needed, and what is wrong where all stand in a sentence and it does not hold.
fn collect_conjunctions(patterns: &Patterns, at: usize, out: &mut Vec<(usize, Lack)>) {
    let node = patterns.node(at);
    match node {
        Node::All(_) | Node::Near(_) => out.push((at, Lack::Distance)),
        Node::Seq(_) => out.push((at, Lack::Order)),
        Node::Any | Node::Some(..) | Node::Atom(_) | Node::Not => {}
    }
    let inside = match node {
        Node::Any | Node::Some(..) => |_| true,
        Node::All(_) => |member| !matches!(member, Node::Any | Node::Atom(_)),
        Node::Seq(_) | Node::Near(_) | Node::Atom(_) | Node::Not => return,
    };
    for member in patterns.members(at).filter(|&member| inside(patterns.node(member))) {
        collect_conjunctions(patterns, member, out);
    }
}

fn sentence(scanned: &Scanned, sentences: std::ops::Range<usize>) -> Span {
    let spans = scanned.answer.sentences[sentences].iter().map(|sentence| scanned.answer.source(sentence.span));
    spans.reduce(Span::join).unwrap_or_default()
}
