//! The leaf blocks of a stretch of a document, with fences that hold prose read as the Markdown they are.

use super::blocks::{self, Block, BlockKind, Code};
use super::inline::LineStart;
use super::region::{Region, first_line};
use crate::source::Span;
use crate::text::Extract;

/// How deep prose fences may stand in each other. What is nested deeper counts as code.
const NESTED_FENCES: usize = 4;

/// The longest line, in bytes, that is looked at for being bold from end to end.
const LONGEST_BOLD_LINE: usize = 400;

/// The info strings of fences that hold prose.
const PROSE: [&str; 6] = ["", "text", "txt", "md", "markdown", "plain"];

/// One leaf block.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// What it is.
    pub(super) kind: LeafKind,
    /// Where it stands, its markup included.
    pub(super) span: Span,
    /// Its text.
    pub(super) extract: Extract,
    /// Where the lines of its text begin that are bold from end to end.
    pub(super) bold_lines: Vec<usize>,
    /// The list item or column head it stands under, as an index into the leaves.
    pub(super) parent: Option<usize>,
    /// How many of those are above it.
    pub(super) depth: usize,
    /// The outermost quote it stands in, by its block; quotes inside fences are not told apart.
    pub(super) quote: Option<usize>,
    /// The outermost fence it stands in.
    pub(super) fence: Option<Fence>,
}

/// A fence with what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fence {
    /// From its opening line to its closing line.
    pub(super) span: Span,
    /// Its lines between those.
    pub(super) content: Span,
}

/// The kind of a leaf block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LeafKind {
    /// A heading with its level.
    Heading(u8),
    /// A paragraph, or the text of an HTML block.
    Paragraph,
    /// A list item, and whether the list is numbered.
    Item(bool),
    /// The head of a table column.
    ColumnHead,
    /// A table cell.
    Cell,
    /// Code with its language.
    Code(String),
    /// A thematic break; it has no text.
    Rule,
}

/// The leaf blocks among `blocks`. In `prose`, what is indented is prose too.
pub(super) fn leaves(source: &str, blocks: Vec<Block>, prose: bool) -> Vec<Leaf> {
    let mut found = Found { source, leaves: Vec::with_capacity(blocks.len()) };
    found.read(blocks, prose, &Under::default());
    found.leaves
}

/// What blocks that are read inside another stand under.
#[derive(Clone, Copy, Default)]
struct Under {
    parent: Option<usize>,
    depth: usize,
    quote: Option<usize>,
    fence: Option<Fence>,
    fences: usize,
}

struct Found<'s> {
    source: &'s str,
    leaves: Vec<Leaf>,
}

impl Found<'_> {
    fn read(&mut self, blocks: Vec<Block>, prose: bool, under: &Under) {
        // What each block is to the blocks inside it.
        let mut inside: Vec<Under> = Vec::with_capacity(blocks.len());
        for block in blocks {
            let mut place = *block.parent.and_then(|above| inside.get(above)).unwrap_or(under);
            // Quotes inside a fence are numbered anew; none of them is the slot's own.
            place.quote = under.quote.or(block.quote.map(|quote| if under.fences > 0 { usize::MAX } else { quote }));
            let opens = matches!(block.kind, BlockKind::Item { .. } | BlockKind::ColumnHead);
            self.block(block, prose, &place);
            if opens {
                place.parent = self.leaves.len().checked_sub(1);
                place.depth += 1;
            }
            inside.push(place);
        }
    }

    fn block(&mut self, block: Block, prose: bool, under: &Under) {
        let bold_lines = match block.kind {
            BlockKind::Paragraph | BlockKind::Html => bold_lines(self.source, &block),
            _ => Vec::new(),
        };
        let kind = match block.kind {
            BlockKind::Quote => return,
            BlockKind::Code(code) if under.fences < NESTED_FENCES && is_prose(&code, prose) => {
                return self.fence(&code, block.span, prose, under);
            }
            BlockKind::Code(code) => return self.code(code, block.span, under),
            BlockKind::Heading(level) => LeafKind::Heading(level),
            BlockKind::Paragraph | BlockKind::Html => LeafKind::Paragraph,
            BlockKind::Item { numbered } => LeafKind::Item(numbered),
            BlockKind::ColumnHead => LeafKind::ColumnHead,
            BlockKind::Cell => LeafKind::Cell,
            BlockKind::Rule => LeafKind::Rule,
        };
        self.push(kind, block.span, block.extract, bold_lines, under);
    }

    /// A fence without a language is an answer's paper, not its code: what it holds is Markdown again.
    fn fence(&mut self, code: &Code, span: Span, prose: bool, under: &Under) {
        let (Some(first), Some(last)) = (code.lines.first(), code.lines.last()) else { return };
        let ended = |line: &Span| Span::new(line.start, end_of_line(self.source, line.end));
        let unindented = |line: &Span| {
            let text = line.of(self.source);
            Span::new(line.start + (text.len() - text.trim_start().len()), end_of_line(self.source, line.end))
        };
        let lines: Vec<Span> = if code.fenced {
            code.lines.iter().map(ended).collect()
        } else {
            code.lines.iter().map(unindented).collect()
        };
        let inner = blocks::read(&Region::new(self.source, lines)).blocks;
        let fence = Fence { span, content: first.join(*last) };
        let fence = under.fence.or(code.fenced.then_some(fence));
        let under = Under { fence, fences: under.fences + 1, ..*under };
        self.read(inner, prose || code.fenced, &under);
    }

    fn code(&mut self, code: Code, span: Span, under: &Under) {
        let written = |line: &Span| !line.of(self.source).trim().is_empty();
        let first = code.lines.iter().position(written).unwrap_or(0);
        let last = code.lines.iter().rposition(written).map_or(0, |last| last + 1);
        let extract = joined(self.source, code.lines.get(first..last).unwrap_or_default());
        let content = code.lines.iter().copied().reduce(Span::join);
        let fence = content.filter(|_| code.fenced).map(|content| Fence { span, content });
        let under = Under { fence: under.fence.or(fence), ..*under };
        self.push(LeafKind::Code(code.language), span, extract, Vec::new(), &under);
    }

    fn push(&mut self, kind: LeafKind, span: Span, extract: Extract, bold_lines: Vec<usize>, under: &Under) {
        let Under { parent, depth, quote, fence, .. } = *under;
        self.leaves.push(Leaf { kind, span, extract, bold_lines, parent, depth, quote, fence });
    }
}

/// Lines of code as one text.
fn joined(source: &str, lines: &[Span]) -> Extract {
    let Some(whole) = lines.iter().copied().reduce(Span::join) else { return Extract::default() };
    let len = lines.iter().map(|line| line.len() + 1).sum::<usize>() - 1;
    // Nothing but line ends stands between lines without margins.
    if whole.len() == len && memchr::memchr(b'\r', whole.of(source).as_bytes()).is_none() {
        return Extract::copied(whole.of(source), whole.start);
    }
    let mut extract = Extract::default();
    extract.text.reserve(len);
    let mut end = None;
    for line in lines {
        if let Some(end) = end {
            extract.push("\n", Span::new(end, line.start.max(end)));
        }
        extract.push(line.of(source), *line);
        end = Some(line.end);
    }
    extract
}

fn is_prose(code: &Code, prose: bool) -> bool {
    if code.fenced { is_prose_fence(&code.language) } else { prose }
}

/// Whether a fence with this language holds prose.
pub(super) fn is_prose_fence(language: &str) -> bool {
    PROSE.contains(&language)
}

fn end_of_line(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or_default();
    at + if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) }
}

/// The lines of a paragraph that are one bold phrase, as offsets into its text.
fn bold_lines(source: &str, block: &Block) -> Vec<usize> {
    if block.bold {
        return vec![0];
    }
    let is_bold = |line: &LineStart| {
        let mut end = block.span.end.min(line.source + LONGEST_BOLD_LINE);
        while !source.is_char_boundary(end) {
            end -= 1;
        }
        let written = first_line(source.get(line.source..end).unwrap_or_default());
        let written = written.trim().trim_end_matches([':', '：']).trim_end();
        ["**", "__"].iter().any(|mark| {
            let inner = written.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
            inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(mark))
        })
    };
    let first = LineStart { text: 0, source: block.span.start };
    let lead = block.extract.text.len() - block.extract.text.trim_start().len();
    let lines = std::iter::once(&first).chain(&block.lines).take_while(|line| line.text < block.extract.text.len());
    lines.filter(|line| is_bold(line)).map(|line| line.text.saturating_sub(lead)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Vec<(LeafKind, String, String)> {
        let blocks = blocks::read(&Region::stretch(source, Span::new(0, source.len()))).blocks;
        let leaves = leaves(source, blocks, false);
        leaves.into_iter().map(|l| (l.kind, l.extract.text.clone(), l.extract.span().of(source).to_owned())).collect()
    }

    fn same(kind: LeafKind, text: &str) -> (LeafKind, String, String) {
        (kind, text.to_owned(), text.to_owned())
    }

    #[test]
    fn a_fence_without_a_language_is_markdown() {
        let source = "```\n## 锁\n正文\n\n    缩进的\n      话\n```\n";
        let expected = [
            same(LeafKind::Heading(2), "锁"),
            same(LeafKind::Paragraph, "正文"),
            (LeafKind::Paragraph, "缩进的\n话".into(), "缩进的\n      话".into()),
        ];
        assert_eq!(shown(source), expected);
    }

    #[test]
    fn margins_of_a_fence_in_a_list_are_left_out() {
        let source = "1. x\n   ```text\n   - 甲 **乙**\n   - 丙\n   ```\n   ```go\n   f()\n     g()\n   ```\n";
        let expected = [
            same(LeafKind::Item(true), "x"),
            (LeafKind::Item(false), "甲 乙".into(), "甲 **乙".into()),
            same(LeafKind::Item(false), "丙"),
            (LeafKind::Code("go".into()), "f()\n  g()".into(), "f()\n     g()".into()),
        ];
        assert_eq!(shown(source), expected);
    }

    #[test]
    fn leaves_know_the_items_above_them() {
        let source = "- 甲\n  - 乙\n    ```\n    - 丙\n    ```\n\n  丁\n";
        let blocks = blocks::read(&Region::stretch(source, Span::new(0, source.len()))).blocks;
        let found = leaves(source, blocks, false);
        let parents: Vec<_> = found.iter().map(|leaf| (leaf.extract.text.as_str(), leaf.parent, leaf.depth)).collect();
        assert_eq!(parents, [("甲", None, 0), ("乙", Some(0), 1), ("丙", Some(1), 2), ("丁", Some(0), 1)]);
    }

    #[test]
    fn fences_in_fences_come_to_an_end() {
        let mut source = "深".to_owned();
        for ticks in 3..40 {
            source = format!("{0}\n{source}\n{0}", "`".repeat(ticks));
        }
        let found = shown(&source);
        assert_eq!(found.len(), 1);
        assert!(matches!(found[0].0, LeafKind::Code(_)));
    }
}
