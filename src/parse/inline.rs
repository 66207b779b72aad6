//! Takes the text out of a block's inlines: markup goes, every byte keeps its place in the file.

use super::align::{self, Mode};
use super::region::{Region, first_line};
use crate::source::Span;
use crate::text::Extract;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{LineColumn, Node, NodeValue};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A line this many columns wide may have been wrapped; a shorter one ends where its writer ended it.
const WRAPPED_FROM: usize = 40;

/// Nobody wraps lines wider than this: such a line is a statement of its own.
const WRAPPED_TO: usize = 160;

/// What ends a statement at the end of a line.
const TERMINATORS: [char; 11] = ['。', '！', '？', '；', '：', '…', '.', '!', '?', ';', ':'];

/// What a line opens with that is an item of a list Markdown does not know.
const LIST_MARKERS: [char; 14] = ['•', '·', '●', '○', '◆', '▪', '→', '-', '*', '+', '（', '(', '【', '#'];

/// The text of one leaf block.
#[derive(Debug, Default)]
pub(super) struct Inlines {
    /// Its text.
    pub(super) extract: Extract,
    /// The lines of the file that it stands on, after the first.
    pub(super) lines: Vec<LineStart>,
    /// Whether all of it is bold, a colon at its end aside.
    pub(super) bold: bool,
    /// HTML comments in it.
    pub(super) comments: Vec<Span>,
}

/// Where a line of a block begins, its quote marks and indentation left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineStart {
    /// In the block's text.
    pub(super) text: usize,
    /// In the file.
    pub(super) source: usize,
}

/// A line break of the file that waits for what follows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Break {
    None,
    Soft,
    Hard,
}

/// Reads the inlines under `node`, which stand in the file between `within.start` and `within.end`.
pub(super) fn inlines(node: Node<'_>, region: &Region<'_>, within: Span) -> Inlines {
    let mut reader = Reader {
        source: region.source,
        within,
        cursor: within.start,
        pending: Break::None,
        plain: Plain::None,
        read: Inlines::default(),
    };
    reader.read.extract.text.reserve(within.len());
    let mut strong = 0_usize;
    for edge in node.traverse() {
        let (node, opens) = match edge {
            NodeEdge::Start(node) => (node, true),
            NodeEdge::End(node) => (node, false),
        };
        let data = node.data();
        let place = |at: LineColumn| region.place(at.line, at.column);
        match &data.value {
            NodeValue::Strong if opens => strong += 1,
            NodeValue::Strong => strong -= 1,
            _ if !opens => {}
            NodeValue::Text(text) => reader.text(text, place(data.sourcepos.start), strong > 0),
            NodeValue::Code(code) => {
                let written = Span::new(place(data.sourcepos.start), place(data.sourcepos.end) + 1);
                reader.code(&code.literal, written, code.num_backticks);
                reader.weigh(&code.literal, strong > 0);
            }
            NodeValue::SoftBreak => reader.pending = reader.pending.max(Break::Soft),
            NodeValue::LineBreak => reader.pending = Break::Hard,
            NodeValue::HtmlInline(html) => reader.html(html, place(data.sourcepos.start)),
            _ => {}
        }
    }
    reader.read.bold = reader.plain == Plain::Bold;
    reader.read
}

impl Break {
    fn max(self, other: Self) -> Self {
        if self == Self::Hard { self } else { other }
    }
}

/// What the text read so far is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plain {
    None,
    Bold,
    Mixed,
}

struct Reader<'s> {
    source: &'s str,
    within: Span,
    /// How far the file has been read.
    cursor: usize,
    pending: Break,
    plain: Plain,
    read: Inlines,
}

impl Reader<'_> {
    fn text(&mut self, text: &str, at: usize, strong: bool) {
        let at = self.settle(text, at);
        self.weigh(text, strong);
        self.cursor =
            align::append(&mut self.read.extract, text, Mode::Text, self.source, Span::new(at, self.within.end));
    }

    fn code(&mut self, literal: &str, span: Span, ticks: usize) {
        let inside = Span::new(span.start + ticks, span.end.saturating_sub(ticks));
        let written = inside.of(self.source);
        let blank = [' ', '\n', '\r'];
        // One blank at each end only keeps the ticks apart from ticks in the code.
        let padded = written.starts_with(blank) && written.ends_with(blank) && !written.trim_matches(blank).is_empty();
        let at = self.settle(literal, inside.start + usize::from(padded && !written.starts_with('\r')));
        let start = self.read.extract.text.len();
        self.cursor =
            align::append(&mut self.read.extract, literal, Mode::Code, self.source, Span::new(at, self.within.end));
        self.read.extract.code.push(Span::new(start, self.read.extract.text.len()));
        let close = Span::new(self.cursor, self.within.end).of(self.source);
        let blanks = close.len() - close.trim_start().len();
        if close.get(blanks..).is_some_and(|close| close.starts_with('`')) {
            self.cursor += blanks + ticks;
        }
    }

    fn html(&mut self, html: &str, at: usize) {
        let at = at.max(self.cursor);
        if html.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br")) {
            self.pending = Break::Hard;
        } else if html.starts_with("<!--") {
            let rest = Span::new(at, self.within.end).of(self.source);
            let len = rest.find("-->").map_or(0, |end| end + 3);
            self.read.comments.push(Span::new(at, at + len));
            self.cursor = at + len;
        }
    }

    /// Writes the line break that waits, now that what follows it is known. Returns where that stands.
    fn settle(&mut self, next: &str, at: usize) -> usize {
        let at = at.clamp(self.cursor, self.within.end.max(self.cursor));
        let at = (at..=self.source.len()).find(|&at| self.source.is_char_boundary(at)).unwrap_or(self.cursor);
        let pending = std::mem::replace(&mut self.pending, Break::None);
        if pending == Break::None || self.read.extract.text.is_empty() {
            return at;
        }
        let line = self.read.lines.last().map_or(0, |line| line.text);
        let previous = self.read.extract.text.get(line..).unwrap_or_default();
        let gap = Span::new(self.cursor, at);
        let (joint, source) = joint(self.source, previous, gap, next, pending == Break::Hard);
        self.read.extract.push(joint, Span::new(self.cursor, source));
        self.read.lines.push(LineStart { text: self.read.extract.text.len(), source });
        at
    }

    fn weigh(&mut self, text: &str, strong: bool) {
        let said = text.trim().trim_matches(['：', ':']);
        self.plain = match (self.plain, strong) {
            _ if said.is_empty() => self.plain,
            (Plain::None | Plain::Bold, true) => Plain::Bold,
            _ => Plain::Mixed,
        };
    }
}

/// What stands between two lines of a block with `gap` between them in the file, and where the second begins there.
pub(super) fn joint(source: &str, before: &str, gap: Span, next: &str, hard: bool) -> (&'static str, usize) {
    // Markup that opens the line belongs to it; its margin does not.
    let between = gap.of(source);
    let start = between.rfind(['\n', '\r']).map_or(gap.end, |end| {
        let line = between.get(end + 1..).unwrap_or_default();
        gap.end - line.trim_start_matches([' ', '\t', '>']).len()
    });
    let joint = if hard || !is_wrapped(before, source.get(start..).unwrap_or_default()) {
        "\n"
    } else if ends_wide(before) && next.chars().next().is_some_and(is_wide) {
        ""
    } else {
        " "
    };
    (joint, start)
}

/// Whether a line runs on in the next: it is wide, ends no statement, and what follows opens no item or label.
fn is_wrapped(line: &str, next: &str) -> bool {
    let next = first_line(next);
    !line.trim_end().ends_with(TERMINATORS) && !opens_item(next) && (WRAPPED_FROM..=WRAPPED_TO).contains(&line.width())
}

fn opens_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=3).contains(&digits)
        && line.get(digits..).is_some_and(|rest| rest.starts_with(['.', '、', ')', '）', '．', '：', ':']));
    let circled = line.starts_with(|c| ('①'..='⑳').contains(&c));
    let bold_label = line.starts_with("**") && ["**:", "**：", ":**", "：**"].iter().any(|end| line.contains(end));
    // Emphasis opens with a star too, an item's star is followed by a blank.
    let marked = line.starts_with(LIST_MARKERS)
        && (!line.starts_with(['-', '*', '+', '#']) || line.get(1..).is_some_and(|rest| rest.starts_with([' ', '#'])));
    numbered || circled || bold_label || marked
}

fn ends_wide(text: &str) -> bool {
    text.chars().next_back().is_some_and(is_wide)
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}
