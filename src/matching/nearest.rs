//! The nearest miss: the sentence that comes closest to a key point, and what it lacks.

use super::evaluate::{collect_atoms, live};
use super::evidence::{Lack, Nearest};
use super::search::{Leniency, Window};
use super::verdict::Scanned;
use crate::compile::Node;
use crate::rubric::Depth;
use crate::source::Span;

/// The sentence of the answer that comes closest to `node`; `None` where nothing of it is there.
pub(crate) fn to(scanned: &Scanned, node: &Node, depth: Depth) -> Option<Nearest> {
    let mentioned = depth == Depth::Mention;
    // A search that leaves one rule aside and succeeds tells which rule it was.
    for (lack, leniency) in [
        (Lack::Asked, Leniency { asked: true, mentioned, ..Leniency::default() }),
        (Lack::MentionOnly, Leniency { mentioned: true, ..Leniency::default() }),
        (Lack::Negation, Leniency { denied: true, mentioned: true, asked: true, ..Leniency::default() }),
    ] {
        if let Some(found) = scanned.find(node, leniency).filter(|found| found.share == 100) {
            let spans = found.hits.iter().filter_map(|(_, hit)| hit.sentence).max();
            return spans.map(|at| Nearest { span: sentence(scanned, at..at + 1), lack, terms: Vec::new() });
        }
    }
    closest(scanned, node)
}

/// The window in which most members of any conjunction of `node` stand.
fn closest(scanned: &Scanned, node: &Node) -> Option<Nearest> {
    let taken_in = scanned.taken_in(node);
    let search = scanned.search(Leniency { mentioned: true, asked: true, ..Leniency::default() }, &taken_in);
    let mut conjunctions = Vec::new();
    collect_conjunctions(node, &mut conjunctions);
    let mut best: Option<(usize, Nearest)> = None;
    for (members, kind) in conjunctions {
        // Members of which nothing stands anywhere are lacking in every sentence.
        let needed = members.iter().filter(|member| !matches!(member, Node::Not(_)));
        let members: Vec<(&Node, Option<Node>)> = needed.map(|member| (member, live(member, &scanned.found))).collect();
        for at in candidates(scanned, members.iter().filter_map(|(_, alive)| alive.as_ref())) {
            let window = Window { sentences: at..at + 1, clip: None };
            let stands = |alive: &Node| search.holds(alive, &window).is_some_and(|found| found.share == 100);
            let lacking = members.iter().filter(|(_, alive)| !alive.as_ref().is_some_and(stands));
            let lacking: Vec<&Node> = lacking.map(|(member, _)| *member).collect();
            let held = members.len() - lacking.len();
            let score = held * 100 / members.len().max(1);
            if held > 0 && best.as_ref().is_none_or(|(before, _)| score > *before) {
                let terms = lacking.iter().filter_map(|member| first_term(scanned, member)).collect();
                let lack = if lacking.is_empty() { kind } else { Lack::Terms };
                best = Some((score, Nearest { span: sentence(scanned, at..at + 1), lack, terms }));
            }
        }
    }
    best.map(|(_, nearest)| nearest)
}

/// Sentences in which an atom of the members stands. The first few hundred tell enough of a very long answer.
fn candidates<'n>(scanned: &Scanned, members: impl Iterator<Item = &'n Node>) -> Vec<usize> {
    let mut atoms = Vec::new();
    for member in members {
        collect_atoms(member, &mut atoms);
    }
    let mut out: Vec<usize> =
        atoms.iter().flat_map(|&atom| &scanned.found[atom]).filter_map(|hit| hit.sentence).collect();
    out.sort_unstable();
    out.dedup();
    out.truncate(256);
    out
}

/// The lists of members of which all are needed, and what is wrong where all stand in a sentence and it does not hold.
fn collect_conjunctions<'n>(node: &'n Node, out: &mut Vec<(&'n [Node], Lack)>) {
    match node {
        Node::All(members, _) | Node::Near(members, _) => out.push((members, Lack::Distance)),
        Node::Seq(members, _) => out.push((members, Lack::Order)),
        Node::Any(members) | Node::Some(_, members, _) => {
            for member in members {
                collect_conjunctions(member, out);
            }
        }
        Node::Atom(_) | Node::Not(_) => {}
    }
    if let Node::All(members, _) = node {
        members
            .iter()
            .filter(|member| !matches!(member, Node::Any(_) | Node::Atom(_)))
            .for_each(|member| collect_conjunctions(member, out));
    }
}

/// The first alternative of a member stands for its list.
fn first_term(scanned: &Scanned, member: &Node) -> Option<String> {
    let mut atoms = Vec::new();
    collect_atoms(member, &mut atoms);
    atoms.first().map(|&atom| scanned.term(atom))
}

fn sentence(scanned: &Scanned, sentences: std::ops::Range<usize>) -> Span {
    let spans = scanned.answer.sentences[sentences].iter().map(|sentence| scanned.answer.source(sentence.span));
    spans.reduce(Span::join).unwrap_or_default()
}
