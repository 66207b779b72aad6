//! Turns the leaf blocks of an answer into passages, each with the passage it stands under.

use super::document::{Passage, PassageKind};
use super::leaves::{Leaf, LeafKind};
use super::placeholder::{Content, content};
use crate::source::Span;
use unicode_width::UnicodeWidthStr;

/// The widest line, in columns, that names what follows it rather than saying something itself.
const LABEL_WIDTH: usize = 40;

/// What a list of leaves says.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Its passages.
    pub(super) passages: Vec<Passage>,
    /// For each passage the leaf it is from.
    pub(super) leaves: Vec<usize>,
    /// Whether a placeholder was left in it.
    pub(super) placeholder: bool,
}

/// The passages of `leaves`, whose texts are moved into them. What stands in a quote other than `own_quote` is somebody else's.
pub(super) fn passages(leaves: &mut [Leaf], own_quote: Option<usize>) -> Said {
    let mut reader = Reader {
        said: Said::default(),
        headings: Vec::new(),
        labels: Vec::new(),
        context: Vec::with_capacity(leaves.len()),
    };
    reader.said.passages.reserve(leaves.len());
    reader.said.leaves.reserve(leaves.len());
    let mut rest = leaves.iter_mut().enumerate().peekable();
    while let Some((at, leaf)) = rest.next() {
        let next = rest.peek().map(|(_, next)| next);
        let followed = next.is_some_and(|next| next.depth >= leaf.depth && next.kind != LeafKind::Rule);
        reader.leaf(leaf, at, own_quote, followed);
    }
    reader.said
}

/// A heading that what follows stands under.
struct Heading {
    level: u8,
    /// Where the fence opens that it stands in; what follows the fence does not stand under it.
    fence: Option<usize>,
    passage: usize,
}

/// A label that what follows stands under.
struct Label {
    depth: usize,
    parent: Option<usize>,
    passage: usize,
    reach: Reach,
}

/// How far a label reaches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// To the next label or heading: it is bold.
    Section,
    /// To the end of the next block, list or table: it ends in a colon.
    Next(Option<Group>),
}

/// What belongs together as one block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    List,
    Table,
    Block,
}

struct Reader {
    said: Said,
    headings: Vec<Heading>,
    labels: Vec<Label>,
    /// For each leaf the passage that what is inside it stands under.
    context: Vec<Option<usize>>,
}

/// A run of lines of a paragraph.
struct Run {
    span: Span,
    label: Option<Reach>,
}

impl Reader {
    fn leaf(&mut self, leaf: &mut Leaf, at: usize, own_quote: Option<usize>, followed: bool) {
        let fence = leaf.fence.map(|fence| fence.span.start);
        self.headings.retain(|heading| heading.fence.is_none() || heading.fence == fence);
        self.reach(leaf);
        let quoted = leaf.quote.is_some() && leaf.quote != own_quote;
        match leaf.kind {
            LeafKind::Rule => self.labels.clear(),
            LeafKind::Heading(level) => {
                self.labels.clear();
                self.headings.retain(|heading| heading.level < level);
                if let Some(passage) = self.push(PassageKind::Heading, leaf, at, None) {
                    self.headings.push(Heading { level, fence, passage });
                }
            }
            _ if quoted => drop(self.push(PassageKind::Quote, leaf, at, None)),
            LeafKind::Paragraph => self.paragraph(leaf, at, followed),
            LeafKind::Item(_) => drop(self.push(PassageKind::Item, leaf, at, None)),
            LeafKind::ColumnHead => drop(self.push(PassageKind::ColumnHead, leaf, at, None)),
            LeafKind::Cell => drop(self.push(PassageKind::Cell, leaf, at, None)),
            LeafKind::Code(ref language) => {
                let language = Some(language.clone()).filter(|language| !language.is_empty());
                self.push(PassageKind::Code { language }, leaf, at, None);
            }
        }
        let own = self.said.leaves.last().filter(|last| **last == at).map(|_| self.said.passages.len() - 1);
        self.context.push(own.or_else(|| self.above(leaf)));
    }

    /// Takes away the labels that do not reach this leaf.
    fn reach(&mut self, leaf: &Leaf) {
        let group = match leaf.kind {
            LeafKind::Item(_) => Group::List,
            LeafKind::ColumnHead | LeafKind::Cell => Group::Table,
            _ => Group::Block,
        };
        // The cells of a table stand under its heads, one deeper.
        let depth = leaf.depth - usize::from(leaf.kind == LeafKind::Cell && leaf.parent.is_some());
        while let Some(label) = self.labels.last_mut() {
            let beside = label.depth == depth && (label.parent == leaf.parent || leaf.kind == LeafKind::Cell);
            if depth > label.depth {
                return;
            }
            match (&mut label.reach, beside) {
                (Reach::Section, true) => return,
                (Reach::Next(reached @ None), true) => {
                    *reached = Some(group);
                    return;
                }
                (Reach::Next(Some(reached)), true) if *reached == group && group != Group::Block => return,
                _ => drop(self.labels.pop()),
            }
        }
    }

    /// A paragraph falls apart where lines of it name the lines that follow, and loses its placeholders.
    fn paragraph(&mut self, leaf: &mut Leaf, at: usize, followed: bool) {
        for (n, run) in runs(leaf, followed).into_iter().enumerate() {
            if n > 0 {
                // What was said before ended the reach of the label before it.
                self.reach(leaf);
            }
            let Some(reach) = run.label else {
                self.push(PassageKind::Text, leaf, at, Some(run.span));
                continue;
            };
            // A bold line opens a section of its own, a line that ends in a colon stands in one.
            let (depth, parent) = (leaf.depth, leaf.parent);
            if reach == Reach::Section {
                self.labels.retain(|label| label.depth < depth);
            }
            if let Some(passage) = self.push(PassageKind::Label, leaf, at, Some(run.span)) {
                self.labels.push(Label { depth, parent, passage, reach });
            }
        }
    }

    fn push(&mut self, kind: PassageKind, leaf: &mut Leaf, at: usize, part: Option<Span>) -> Option<usize> {
        let extract = match part {
            Some(part) if part != Span::new(0, leaf.extract.text.len()) => leaf.extract.slice(part),
            _ => std::mem::take(&mut leaf.extract),
        };
        let code = matches!(kind, PassageKind::Code { .. });
        match content(&extract.text, code) {
            Content::Blank => return None,
            Content::Placeholder => {
                self.said.placeholder = true;
                return None;
            }
            Content::Words => {}
        }
        let parent = if kind == PassageKind::Heading {
            self.headings.last().map(|heading| heading.passage)
        } else {
            self.above(leaf)
        };
        self.said.passages.push(Passage { kind, extract, parent });
        self.said.leaves.push(at);
        Some(self.said.passages.len() - 1)
    }

    /// The passage that a leaf stands under.
    fn above(&self, leaf: &Leaf) -> Option<usize> {
        let label = self.labels.last().filter(|label| label.depth == leaf.depth && label.parent == leaf.parent);
        let inside = leaf.parent.and_then(|parent| self.context.get(parent).copied().flatten());
        let heading = self.headings.last().map(|heading| heading.passage);
        label.map(|label| label.passage).or(inside).or(heading)
    }
}

/// The lines of a paragraph: those that name what follows, those that are placeholders, and what is between.
fn runs(leaf: &Leaf, followed: bool) -> Vec<Run> {
    let text = &leaf.extract.text;
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        let bold = leaf.bold_lines.binary_search(&span.start).is_ok();
        let more = followed || at < text.len();
        let label = match line.trim_end() {
            line if bold && line.width() <= 2 * LABEL_WIDTH => Some(Reach::Section),
            line if more && names(line) => Some(Reach::Next(None)),
            _ => None,
        };
        let single = label.is_some() || content(line, false) == Content::Placeholder;
        match runs.last_mut() {
            Some(last) if open && !single => last.span.end = span.end,
            _ => runs.push(Run { span, label }),
        }
        open = !single;
    }
    runs
}

/// Whether a line ends in a colon and says nothing before.
fn names(line: &str) -> bool {
    line.ends_with([':', '：'])
        && line.width() <= LABEL_WIDTH
        && !line.contains(['。', '！', '？', '；', '!', '?', ';'])
}
