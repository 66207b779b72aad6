//! The patterns of a question as one list of nodes.

use serde::{Deserialize, Serialize};

use super::numbers::{Numbers, number};
use crate::rubric::Scope;

/// Patterns one after the other, each node before its members: a pattern is known by the number of its first node. They
/// are used where they stand in the program, so that a question of thousands of nodes takes no time to read in; and a walk
/// from the leaves up tells which of them can hold in an answer at all, hardly any of which it names.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "Numbers: Deserialize<'de>"))]
pub(crate) struct Patterns {
    nodes: Numbers,
    /// The node that each is a member of; [`NO_PARENT`] for a whole pattern.
    parents: Numbers,
    /// How many members of each must be able to hold for it to hold.
    needed: Numbers,
    /// The nodes that hold with nothing of theirs in the answer, so far as their members can tell.
    free: Numbers,
    /// The leaves of every atom, one atom's after the other's,
    leaves: Numbers,
    /// and where each atom's end.
    leaf_ends: Numbers,
}

/// A node of a pattern, without its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// An atom, by its number.
    Atom(usize),
    Any,
    All(Scope),
    Some(usize, Scope),
    Seq(Scope),
    Near(usize),
    Not,
}

/// A pattern as a tree, while it is compiled.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    node: Node,
    members: Vec<Tree>,
}

/// What the node of a whole pattern is a member of.
const NO_PARENT: u32 = u32::MAX;

/// Bits of a packed node that tell its kind, and that of a claim that a clause makes.
const KIND_BITS: u32 = 3;
const OF_CLAUSE: u32 = 1 << KIND_BITS;
const VALUE_SHIFT: u32 = KIND_BITS + 1;

/// Bits of a packed value that tell a scope, where it tells a number besides.
const SCOPE_BITS: u32 = 12;

impl Patterns {
    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// A node by its number.
    pub(crate) fn node(&self, at: usize) -> Node {
        Node::unpacked(self.nodes.get(at))
    }

    /// The node that one is a member of; none for a whole pattern.
    pub(crate) fn parent(&self, at: usize) -> Option<usize> {
        Some(self.parents.get(at)).filter(|&parent| parent != NO_PARENT).map(|parent| parent as usize)
    }

    /// How many members of a node must be able to hold for it to be able to; those that must be absent are none of them.
    pub(crate) fn needed(&self, at: usize) -> u32 {
        self.needed.get(at)
    }

    /// The nodes that need none.
    pub(crate) fn free(&self) -> impl Iterator<Item = usize> {
        self.free.iter().map(|at| at as usize)
    }

    /// The leaves of an atom.
    pub(crate) fn leaves(&self, atom: usize) -> impl Iterator<Item = usize> {
        self.leaves.range(self.leaf_ends.stretch(atom)).map(|at| at as usize)
    }

    /// Whether a pattern, or each of its alternatives, must hold in one clause.
    pub(crate) fn is_of_clause(&self, at: usize) -> bool {
        self.nodes.get(at) & OF_CLAUSE != 0
    }

    /// The nodes of a pattern after its first, in order.
    fn inside(&self, at: usize) -> impl Iterator<Item = usize> {
        (at + 1..self.len()).take_while(move |&inside| self.parent(inside).is_some_and(|parent| parent >= at))
    }

    /// The members of a node.
    pub(crate) fn members(&self, at: usize) -> impl Iterator<Item = usize> {
        self.inside(at).filter(move |&inside| self.parent(inside) == Some(at))
    }

    /// The atoms of a pattern in order, those left out that must be absent.
    pub(crate) fn atoms(&self, at: usize) -> Vec<usize> {
        match self.node(at) {
            Node::Atom(atom) => vec![atom],
            Node::Not => Vec::new(),
            _ => self.members(at).flat_map(|member| self.atoms(member)).collect(),
        }
    }

    /// Adds a pattern and returns its number.
    pub(super) fn push(&mut self, tree: &Tree) -> usize {
        self.push_under(tree, NO_PARENT)
    }

    fn push_under(&mut self, tree: &Tree, parent: u32) -> usize {
        let at = self.len();
        let of_clause = if tree.is_of_clause() { OF_CLAUSE } else { 0 };
        self.nodes.push(tree.node.packed() | of_clause);
        self.parents.push(parent);
        let needed = match tree.node {
            Node::All(_) | Node::Seq(_) | Node::Near(_) => {
                number(tree.members.iter().filter(|member| member.node != Node::Not).count())
            }
            Node::Atom(_) | Node::Any | Node::Some(..) | Node::Not => 1,
        };
        self.needed.push(needed.min(u32::from(u16::MAX)));
        if needed == 0 {
            self.free.push(number(at));
        }
        for member in &tree.members {
            self.push_under(member, number(at));
        }
        at
    }

    /// The same patterns with the leaves of so many atoms looked up.
    pub(super) fn indexed(mut self, atoms: usize) -> Self {
        let mut leaves = vec![Vec::new(); atoms];
        for at in 0..self.len() {
            if let Node::Atom(atom) = self.node(at) {
                leaves[atom].push(number(at));
            }
        }
        for of_atom in leaves {
            for leaf in of_atom {
                self.leaves.push(leaf);
            }
            self.leaf_ends.push(number(self.leaves.len()));
        }
        self
    }
}

impl Tree {
    pub(super) fn new(node: Node, members: Vec<Self>) -> Self {
        Self { node, members }
    }

    pub(super) fn atom(atom: usize) -> Self {
        Self::new(Node::Atom(atom), Vec::new())
    }

    fn is_of_clause(&self) -> bool {
        match self.node {
            Node::All(scope) | Node::Seq(scope) => scope == Scope::Clause,
            Node::Any => self.members.iter().all(Self::is_of_clause),
            _ => false,
        }
    }
}

impl Node {
    fn packed(self) -> u32 {
        let (kind, value) = match self {
            Self::Atom(atom) => (0, number(atom)),
            Self::Any => (1, 0),
            Self::All(scope) => (2, packed_scope(scope)),
            Self::Some(least, scope) => (3, number(least) << SCOPE_BITS | packed_scope(scope)),
            Self::Seq(scope) => (4, packed_scope(scope)),
            Self::Near(words) => (5, number(words)),
            Self::Not => (6, 0),
        };
        value << VALUE_SHIFT | kind
    }

    fn unpacked(packed: u32) -> Self {
        let value = packed >> VALUE_SHIFT;
        match packed % (1 << KIND_BITS) {
            0 => Self::Atom(value as usize),
            1 => Self::Any,
            2 => Self::All(unpacked_scope(value)),
            3 => Self::Some((value >> SCOPE_BITS) as usize, unpacked_scope(value % (1 << SCOPE_BITS))),
            4 => Self::Seq(unpacked_scope(value)),
            5 => Self::Near(value as usize),
            _ => Self::Not,
        }
    }
}

/// A scope as a number. One of thousands of sentences is the whole answer.
fn packed_scope(scope: Scope) -> u32 {
    match scope {
        Scope::Clause => 0,
        Scope::Paragraph => 1,
        Scope::Answer => 2,
        Scope::Sentences(sentences) => 2 + number(sentences.max(1)).min((1 << SCOPE_BITS) - 3),
    }
}

fn unpacked_scope(packed: u32) -> Scope {
    match packed {
        0 => Scope::Clause,
        1 => Scope::Paragraph,
        2 => Scope::Answer,
        sentences => Scope::Sentences((sentences - 2) as usize),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_come_back_as_they_went() {
        let scopes = [Scope::Clause, Scope::Paragraph, Scope::Answer, Scope::Sentences(1), Scope::Sentences(40)];
        let all = scopes.into_iter().flat_map(|scope| [Node::All(scope), Node::Seq(scope), Node::Some(17, scope)]);
        for node in all.chain([Node::Atom(0), Node::Atom(123_456), Node::Any, Node::Near(6), Node::Not]) {
            assert_eq!(Node::unpacked(node.packed()), node);
            assert_eq!(Node::unpacked(node.packed() | OF_CLAUSE), node);
        }
    }

    #[test]
    fn a_pattern_is_a_stretch_of_nodes() {
        let any = Tree::new(Node::Any, vec![Tree::atom(1), Tree::atom(0)]);
        let not = Tree::new(Node::Not, vec![Tree::atom(2)]);
        let all = Tree::new(Node::All(Scope::Clause), vec![not, Tree::atom(0), any]);
        let mut patterns = Patterns::default();
        assert_eq!([patterns.push(&all), patterns.push(&Tree::atom(2))], [0, 7]);
        let patterns = patterns.indexed(3);
        let leaves = |atom| patterns.leaves(atom).collect::<Vec<_>>();
        assert_eq!([leaves(0), leaves(1), leaves(2)], [vec![3, 6], vec![5], vec![2, 7]]);
        assert_eq!(patterns.members(0).collect::<Vec<_>>(), [1, 3, 4]);
        assert_eq!((patterns.parent(6), patterns.parent(7), patterns.needed(0)), (Some(4), None, 2));
        assert_eq!([patterns.atoms(0), patterns.atoms(1), patterns.atoms(4)], [vec![0, 1, 0], vec![], vec![1, 0]]);
        assert_eq!((patterns.is_of_clause(0), patterns.is_of_clause(4)), (true, false));
    }
}
