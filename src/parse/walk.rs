//! Walks the parser's tree, without recursion, and writes down its blocks in the order of the file.

use super::blocks::{Block, BlockKind, Blocks, Code};
use super::inline::{Inlines, inlines};
use super::region::{Region, lines_of};
use crate::source::Span;
use crate::text::Extract;
use comrak::nodes::{Ast, Node, NodeCodeBlock, NodeValue};

/// The blocks under `root`, which was read from `region`.
pub(super) fn walk(root: Node<'_>, region: &Region<'_>) -> Blocks {
    let mut walk = Walk { region, found: Blocks::default(), stack: Vec::new() };
    walk.enter(root, Place::default(), false);
    while let Some((node, place)) = walk.stack.pop() {
        walk.block(node, place);
    }
    walk.found
}

/// What a block stands in.
#[derive(Clone, Copy, Default)]
struct Place {
    parent: Option<usize>,
    quote: Option<usize>,
}

struct Walk<'a, 'r> {
    region: &'r Region<'r>,
    found: Blocks,
    stack: Vec<(Node<'a>, Place)>,
}

impl<'a> Walk<'a, '_> {
    /// Puts the children of `node` next in line, the first left out where it was already read.
    fn enter(&mut self, node: Node<'a>, place: Place, but_first: bool) {
        let from = self.stack.len();
        self.stack.extend(node.children().skip(usize::from(but_first)).map(|child| (child, place)));
        if let Some(children) = self.stack.get_mut(from..) {
            children.reverse();
        }
    }

    fn block(&mut self, node: Node<'a>, place: Place) {
        let data = node.data();
        let span = self.span(&data);
        match &data.value {
            NodeValue::Paragraph => self.leaf(BlockKind::Paragraph, node, span, place),
            NodeValue::Heading(heading) => self.leaf(BlockKind::Heading(heading.level), node, span, place),
            NodeValue::Item(_) => {
                let lead = node.first_child().filter(|child| matches!(child.data().value, NodeValue::Paragraph));
                let kind =
                    BlockKind::Item { numbered: span.of(self.region.source).starts_with(|c: char| c.is_ascii_digit()) };
                let item = self.found.blocks.len();
                match lead {
                    Some(lead) => {
                        let text = self.span(&lead.data());
                        self.leaf(kind, lead, text, place);
                        if let Some(block) = self.found.blocks.get_mut(item) {
                            block.span = span;
                        }
                    }
                    None => self.push(kind, span, place, Inlines::default()),
                }
                self.enter(node, Place { parent: Some(item), ..place }, lead.is_some());
            }
            NodeValue::BlockQuote => {
                let quote = self.found.blocks.len();
                self.push(BlockKind::Quote, span, place, Inlines::default());
                self.enter(node, Place { parent: Some(quote), quote: place.quote.or(Some(quote)) }, false);
            }
            NodeValue::Table(_) => self.table(node, place),
            NodeValue::CodeBlock(code) => {
                let code = self.code(code, data.sourcepos.start.line);
                self.push(BlockKind::Code(code), span, place, Inlines::default());
            }
            NodeValue::HtmlBlock(_) => {
                let (extract, comments) = html(self.region.source, span);
                self.push(BlockKind::Html, span, place, Inlines { extract, comments, ..Inlines::default() });
            }
            NodeValue::ThematicBreak => self.push(BlockKind::Rule, span, place, Inlines::default()),
            NodeValue::List(_) | NodeValue::FootnoteDefinition(_) => self.enter(node, place, false),
            _ => {}
        }
    }

    fn leaf(&mut self, kind: BlockKind, node: Node<'_>, span: Span, place: Place) {
        let read = inlines(node, self.region, span);
        self.push(kind, span, place, read);
    }

    fn push(&mut self, kind: BlockKind, span: Span, place: Place, read: Inlines) {
        let Inlines { extract, lines, bold, comments } = read;
        self.found.comments.extend(comments);
        let Place { parent, quote } = place;
        self.found.blocks.push(Block { kind, span, extract, lines, parent, quote, bold });
    }

    fn table(&mut self, table: Node<'a>, place: Place) {
        let first = self.found.blocks.len();
        let table_end = self.span(&table.data()).end;
        for row in table.children() {
            let head = matches!(row.data().value, NodeValue::TableRow(true));
            // A cell's own end is off where pipes are escaped; none ends after its line. The head's line is off where
            // link definitions stand above the table.
            let line_end = self.region.line(row.data().sourcepos.start.line).end;
            let limit = if head { table_end } else { line_end };
            for (column, cell) in row.children().enumerate() {
                let start = self.span(&cell.data()).start;
                let (kind, place) = if head {
                    (BlockKind::ColumnHead, place)
                } else {
                    (BlockKind::Cell, Place { parent: Some(first + column), ..place })
                };
                let read = inlines(cell, self.region, Span::new(start, limit.max(start)));
                let span = read.extract.span();
                self.push(kind, Span::new(span.start.max(start), span.end.max(start)), place, read);
            }
        }
    }

    /// The lines of a code block. Its literal has lost their margins, so each is what the file's line ends with.
    fn code(&self, code: &NodeCodeBlock, line: usize) -> Code {
        let first = line + usize::from(code.fenced);
        let lines = lines(&code.literal).enumerate().map(|(n, literal)| {
            let line = self.region.line(first + n);
            let written = line.of(self.region.source);
            // A tab that was partly margin stands in the literal as blanks.
            let text = if written.ends_with(literal) { literal } else { literal.trim_start_matches([' ', '\t']) };
            let text = if written.ends_with(text) { text } else { written.trim_start() };
            Span::new(line.end - text.len(), line.end)
        });
        let language = code.info.split_whitespace().next().unwrap_or_default();
        Code {
            language: language.trim_matches(['{', '}', '.']).to_lowercase(),
            fenced: code.fenced,
            lines: lines.collect(),
        }
    }

    fn span(&self, ast: &Ast) -> Span {
        let (start, end) = (ast.sourcepos.start, ast.sourcepos.end);
        let start = self.region.place(start.line, start.column);
        // The end is that of its line: the parser's own columns stop short where it cut something out. Of the blank lines
        // after a block it counts some in.
        let is_last = |line: &usize| *line <= ast.sourcepos.start.line || !self.region.line(*line).is_empty();
        let last = (0..=end.line).rev().find(is_last).unwrap_or(end.line);
        Span::new(start, self.region.line(last).end.max(start))
    }
}

/// The lines of a text without their ends.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    lines_of(text, Span::new(0, text.len())).map(|line| line.of(text).trim_end_matches(['\n', '\r']))
}

/// What an HTML block says outside tags and comments, and its comments.
fn html(source: &str, span: Span) -> (Extract, Vec<Span>) {
    let (mut extract, mut comments) = (Extract::default(), Vec::new());
    let mut at = span.start;
    while at < span.end {
        let rest = Span::new(at, span.end).of(source);
        let text = rest.find('<').unwrap_or(rest.len());
        extract.push(rest.get(..text).unwrap_or_default(), Span::new(at, at + text));
        at += text;
        let Some(tag) = rest.get(text..).filter(|tag| !tag.is_empty()) else { break };
        let comment = tag.starts_with("<!--");
        if !comment && !tag.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            // A bare `<` opens no tag.
            extract.push("<", Span::new(at, at + 1));
            at += 1;
            continue;
        }
        let close = if comment { "-->" } else { ">" };
        let end = tag.find(close).map_or(tag.len(), |end| end + close.len());
        if comment {
            comments.push(Span::new(at, at + end));
        }
        at += end;
    }
    let whole = Span::new(0, extract.text.len());
    (extract.slice(whole), comments)
}
