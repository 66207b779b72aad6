//! What is left of a program's patterns in an answer in which most of their atoms do not stand. Patterns have hundreds of
//! alternatives, answers a few of them.

use super::bits::Bits;
use super::occurrences::Occurrences;
use crate::compile::{Node, Patterns};

/// The nodes of patterns that can hold in an answer: an atom that stands there, an alternative of which one can hold, and
/// a conjunction of which all can. What must be absent and stands nowhere is none of them.
#[derive(Debug)]
pub(crate) struct Live<'p> {
    patterns: &'p Patterns,
    /// The numbers of the nodes that can hold.
    holding: Bits,
    /// What is left of the patterns that can hold.
    nodes: Vec<LiveNode>,
}

/// A pattern, or a part of one, without what cannot hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LiveTree<'l> {
    /// Nodes in order; the tree is those from `root` to its end.
    nodes: &'l [LiveNode],
    root: usize,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct LiveNode {
    /// Its number among the nodes of the patterns.
    number: usize,
    node: Node,
    /// Where the nodes under it end.
    end: usize,
}

impl<'p> Live<'p> {
    pub(super) fn new(patterns: &'p Patterns, found: &Occurrences) -> Self {
        let mut live = Self { patterns, holding: Bits::new(patterns.len()), nodes: Vec::new() };
        let mut members = vec![0; patterns.len()];
        patterns.free().for_each(|node| live.raise(node, &mut members));
        for atom in found.atoms() {
            patterns.leaves(atom).for_each(|leaf| live.raise(leaf, &mut members));
        }
        live.nodes = live.grow(0, |_| true);
        live
    }

    /// Notes that a node can hold, and what can hold now above it. `members` counts those of each that can.
    fn raise(&mut self, node: usize, members: &mut [u16]) {
        let patterns = self.patterns;
        let mut node = node;
        loop {
            self.holding.insert(node);
            let Some(parent) = patterns.parent(node) else { return };
            let optional = patterns.node(node) == Node::Not
                && matches!(patterns.node(parent), Node::All(_) | Node::Seq(_) | Node::Near(_));
            if optional {
                return;
            }
            members[parent] = members[parent].saturating_add(1);
            if u32::from(members[parent]) != patterns.needed(parent) {
                return;
            }
            node = parent;
        }
    }

    /// What is left of a pattern that stands by itself or of a part of one that can hold; `None` where it cannot hold.
    pub(crate) fn tree(&self, number: usize) -> Option<LiveTree<'_>> {
        let root = self.nodes.binary_search_by_key(&number, |node| node.number).ok()?;
        Some(LiveTree { nodes: &self.nodes, root })
    }

    /// What is left of a part of a pattern, be it of one that cannot hold.
    pub(crate) fn part(&self, number: usize) -> Vec<LiveNode> {
        self.grow(number, |at| at == number || self.patterns.parent(at).is_some_and(|parent| parent >= number))
    }

    /// The nodes that can hold from number `from` on, while they are `inside`, as trees: a node that is no member of one
    /// that can hold is left out, unless it is the first or a whole pattern.
    fn grow(&self, from: usize, inside: impl Fn(usize) -> bool) -> Vec<LiveNode> {
        let mut nodes: Vec<LiveNode> = Vec::new();
        // The places of the nodes that are not at their end yet.
        let mut open: Vec<usize> = Vec::new();
        for number in self.holding.from(from).take_while(|&number| inside(number)) {
            let parent = self.patterns.parent(number).filter(|_| number > from);
            // A node stands before those under it, so what has a higher number than the parent has ended.
            while let Some(&ended) =
                open.last().filter(|&&other| parent.is_none_or(|parent| nodes[other].number > parent))
            {
                nodes[ended].end = nodes.len();
                open.pop();
            }
            // What cannot hold is not open, whatever under it could.
            if parent.is_none_or(|parent| open.last().is_some_and(|&other| nodes[other].number == parent)) {
                open.push(nodes.len());
                nodes.push(LiveNode { number, node: self.patterns.node(number), end: 0 });
            }
        }
        for ended in open {
            nodes[ended].end = nodes.len();
        }
        nodes
    }
}

impl<'l> LiveTree<'l> {
    /// The tree of nodes that are one.
    pub(crate) fn of(nodes: &'l [LiveNode]) -> Option<Self> {
        (!nodes.is_empty()).then_some(Self { nodes, root: 0 })
    }

    /// The place of its first node.
    pub(crate) fn root(self) -> usize {
        self.root
    }

    /// The node at a place.
    pub(crate) fn node(self, at: usize) -> Node {
        self.nodes[at].node
    }

    /// The places of a node's members.
    pub(crate) fn members(self, at: usize) -> impl Iterator<Item = usize> + use<'l> {
        let end = self.nodes[at].end;
        let next = move |member: usize| Some(member).filter(|&member| member < end);
        std::iter::successors(next(at + 1), move |&member| next(self.nodes[member].end))
    }

    /// Its atoms, those left out that must be absent.
    pub(crate) fn atoms(self) -> impl Iterator<Item = usize> + use<'l> {
        self.atoms_of(self.root)
    }

    /// The same of a node.
    pub(crate) fn atoms_of(self, at: usize) -> impl Iterator<Item = usize> + use<'l> {
        let end = self.nodes[at].end;
        let mut next = at;
        std::iter::from_fn(move || {
            while next < end {
                let LiveNode { node, end, .. } = self.nodes[next];
                next = if node == Node::Not { end } else { next + 1 };
                if let Node::Atom(atom) = node {
                    return Some(atom);
                }
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::{Program, compile};
    use crate::matching::evidence::Method;
    use crate::matching::occurrences::{Negated, Occurrence};
    use crate::rubric::{Question, Synonyms};
    use crate::source::Span;

    fn program(pattern: &str) -> Program {
        let question =
            format!(r#"{{"id": "q", "title": "问", "keypoints": [{{"id": "p", "point": "点", "match": {pattern}}}]}}"#);
        let question: Question = serde_json::from_str(&question).expect("it is a question");
        compile(&question, &std::collections::BTreeMap::new(), &Synonyms::default(), std::iter::empty())
    }

    /// What is left of a pattern where only these terms stand: its atoms, those too that must be absent.
    fn left(program: &Program, terms: &[&str]) -> Option<Vec<String>> {
        let occurrence =
            Occurrence { span: Span::new(0, 1), sentence: Some(0), method: Method::Exact, negated: Negated::default() };
        let stands = (0..program.atoms.len()).filter(|&atom| terms.contains(&program.atoms.term(atom)));
        let found = Occurrences::new(&stands.map(|atom| (atom, occurrence)).collect::<Vec<_>>(), program.atoms.len());
        let live = Live::new(&program.patterns, &found);
        let tree = live.tree(program.points[0].expect("it has a pattern").full)?;
        let term = |node: &LiveNode| match node.node {
            Node::Atom(atom) => Some(program.atoms.term(atom).to_owned()),
            _ => None,
        };
        Some(tree.nodes.iter().filter_map(term).collect())
    }

    #[test]
    fn what_cannot_hold_is_left_out() {
        let program = program(
            r#"{"all": ["锁", {"any": ["偷", {"seq": ["队列", "空"]}, {"near": ["取", "走"], "words": 2}]}, {"not": "全局"}]}"#,
        );
        let left = |terms: &[&str]| left(&program, terms).map(|terms| terms.join(" "));
        assert_eq!(left(&["锁", "偷"]).as_deref(), Some("锁 偷"));
        assert_eq!(left(&["锁", "偷", "空", "全局"]).as_deref(), Some("锁 偷 全局"), "空 alone is no sequence");
        assert_eq!(left(&["锁", "队列", "空", "取"]).as_deref(), Some("锁 队列 空"));
        assert_eq!(left(&["偷", "队列", "空"]), None, "a member of a conjunction is lacking");
        assert_eq!(left(&["锁", "取", "全局"]), None, "no alternative can hold");
    }
}
