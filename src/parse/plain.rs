//! Markdown that needs no parser: headings, paragraphs, lists, fences and rules, with no mark inside a line but those of
//! code.
//!
//! Most of what people write is no more than that, and a parser takes its time over every byte. It is read here as the
//! parser would, and wherever a character might mean more, the parser decides.

mod line;

use super::blocks::{Block, BlockKind, Code};
use super::inline::{LineStart, joint};
use super::region::Region;
use crate::source::Span;
use crate::text::Extract;
use line::{Line, closes, line};

/// The blocks of a region; `None` where something in it needs a parser.
pub(super) fn read(region: &Region<'_>) -> Option<Vec<Block>> {
    let mut reader = Reader {
        source: region.source,
        found: Vec::with_capacity(region.lines().size_hint().1.unwrap_or(0)),
        items: Vec::new(),
        open: false,
        fence: None,
    };
    for (text, at) in region.lines() {
        let span = Span::new(at, at + text.len());
        if span.of(region.source) != text {
            return None;
        }
        reader.line(text, span)?;
    }
    reader.fence.is_none().then_some(reader.found)
}

struct Reader<'s> {
    source: &'s str,
    found: Vec<Block>,
    /// The items that are open, each in the one before it, with the column in which their text begins.
    items: Vec<(usize, usize)>,
    /// Whether the last block is text that may go on.
    open: bool,
    /// How many marks close the fence that is open.
    fence: Option<usize>,
}

impl Reader<'_> {
    fn line(&mut self, text: &str, span: Span) -> Option<()> {
        if let Some(marks) = self.fence {
            let block = self.found.last_mut()?;
            if closes(text, marks) {
                block.span.end = span.end;
                self.fence = None;
            } else if let BlockKind::Code(code) = &mut block.kind {
                code.lines.push(span);
            }
            return Some(());
        }
        let line = line(text)?;
        match line {
            Line::Blank => {}
            Line::Rule if self.open => return None,
            Line::Rule => self.push(BlockKind::Rule, span),
            Line::Heading(level) => {
                self.push(BlockKind::Heading(level), span);
                self.write(Span::new(span.start + usize::from(level) + 1, span.end));
            }
            Line::Text if self.open => self.go_on(span),
            Line::Text => {
                self.push(BlockKind::Paragraph, span);
                self.write(span);
            }
            Line::Item { indent, marker, interrupts } => {
                let within = self.items.iter().rposition(|(_, column)| *column == indent);
                let inside = if indent == 0 { 0 } else { within? + 1 };
                let under_text = self.open && inside == self.items.len();
                if under_text && !interrupts {
                    return None;
                }
                self.item(Span::new(span.start + indent, span.end), inside, indent, marker);
            }
            Line::Fence(marks) => {
                let language = text.get(marks..)?.split_ascii_whitespace().next().unwrap_or_default();
                let language = language.trim_matches(['{', '}', '.']).to_lowercase();
                self.push(BlockKind::Code(Code { language, fenced: true, lines: Vec::new() }), span);
                self.fence = Some(marks);
            }
        }
        self.open = matches!(line, Line::Text | Line::Item { .. });
        Some(())
    }

    /// Opens an item in so many others, after so many blanks and with a marker of so many bytes.
    fn item(&mut self, span: Span, inside: usize, indent: usize, marker: usize) {
        let mut items = std::mem::take(&mut self.items);
        items.truncate(inside);
        let numbered = span.of(self.source).starts_with(|c: char| c.is_ascii_digit());
        self.push(BlockKind::Item { numbered }, span);
        if let Some(item) = self.found.last_mut() {
            item.parent = items.last().map(|(above, _)| *above);
        }
        items.push((self.found.len() - 1, indent + marker));
        self.items = items;
        self.write(Span::new(span.start + marker, span.end));
        self.reach(span.end);
    }

    /// What stands in an item is a part of it.
    fn reach(&mut self, end: usize) {
        for (item, _) in &self.items {
            if let Some(item) = self.found.get_mut(*item) {
                item.span.end = end;
            }
        }
    }

    /// Opens a block that stands in no item.
    fn push(&mut self, kind: BlockKind, span: Span) {
        self.items.clear();
        let extract = Extract::default();
        self.found.push(Block { kind, span, extract, lines: Vec::new(), parent: None, quote: None, bold: false });
    }

    /// Appends a line to the block before it.
    fn go_on(&mut self, line: Span) {
        let Some(block) = self.found.last_mut() else { return };
        let from = block.lines.last().map_or(0, |line| line.text);
        let previous = block.extract.text.get(from..).unwrap_or_default();
        let text = line.of(self.source);
        let said = text.strip_prefix('`').unwrap_or(text);
        let gap = Span::new(block.span.end, line.end - said.len());
        let (joint, start) = joint(self.source, previous, gap, said, false);
        block.extract.push(joint, Span::new(gap.start, start));
        block.lines.push(LineStart { text: block.extract.text.len(), source: start });
        block.span.end = line.end;
        self.write(line);
        self.reach(line.end);
    }

    /// Appends what a line says to the text of the last block.
    fn write(&mut self, line: Span) {
        let Some(Block { extract, .. }) = self.found.last_mut() else { return };
        if memchr::memchr(b'`', line.of(self.source).as_bytes()).is_none() {
            return extract.push(line.of(self.source), line);
        }
        let mut at = line.start;
        for (n, piece) in line.of(self.source).split('`').enumerate() {
            let from = extract.text.len();
            extract.push(piece, Span::new(at, at + piece.len()));
            if n % 2 == 1 {
                extract.code.push(Span::new(from, extract.text.len()));
            }
            at += piece.len() + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks;
    use super::super::region::lines_of;
    use super::*;
    use proptest::prelude::*;

    /// Lines, the first of which need no parser.
    const LINES: [&str; 61] = [
        "",
        "",
        "",
        "锁",
        "排队。",
        "the lock",
        "3 locks",
        "(a) lock",
        "锁：",
        "`锁`是 `a_b`",
        "a `*`",
        "1. 先",
        "1) 先",
        "2. 后",
        "- 甲",
        "- 乙",
        "+ 丙",
        "12. `a`",
        "```",
        "```",
        "```go",
        "````",
        "---",
        "  - 丁",
        "  - 戊",
        "    - 己",
        "   - 庚",
        "   1. 辛",
        "## 锁",
        "# `a`",
        "[a]",
        "a[0]",
        "[a](b",
        "~~~",
        "-",
        "===",
        "## 锁 #",
        "####### a",
        "> 锁",
        "* 锁",
        "**锁**",
        "a_b_",
        "[a]: /b",
        "[^a]",
        "[a]",
        "<b>",
        "&amp;",
        "  锁",
        "锁 ",
        "  ",
        "- - 锁",
        "`` ` ``",
        "`a",
        "`a``b`",
        "` a `",
        "1. 1. a",
        "a\\",
        "每个处理器都有一个自己的本地队列里面放着等待运行的协程而且",
        "     - 壬",
        "1.  a",
        "   > a",
    ];

    /// Where the parser is not needed for some lines after their margins, what is read must be what it would read.
    fn agrees(lines: &[&str], margin: &str, end: &str) {
        let source: String = lines.iter().flat_map(|line| [margin, line, end]).collect();
        let source = source.as_str();
        let tail = |line: Span| Span::new(line.start + margin.len(), line.end);
        let region = Region::new(source, lines_of(source, Span::new(0, source.len())).map(tail));
        let shown = |blocks: &[Block]| -> Vec<String> {
            blocks.iter().map(|block| format!("{:?} {block:?}", block.span.of(source))).collect()
        };
        if let Some(found) = read(&region) {
            assert_eq!(shown(&found), shown(&blocks::parsed(&region).blocks), "{source:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn what_needs_no_parser_is_read_as_the_parser_would(
            lines in prop::collection::vec((0..33_usize, 0..LINES.len(), 0..16_u8), 0..10),
            margin in prop::sample::select(vec!["", "  ", "> ", "- [x] "]),
            end in prop::sample::select(vec!["\n", "\r\n"]),
        ) {
            let chosen = lines.iter().map(|(plain, any, n)| LINES[if *n == 0 { *any } else { *plain }]);
            agrees(&chosen.collect::<Vec<_>>(), margin, end);
        }
    }

    #[test]
    fn plain_text_is_recognized() {
        let region = |source: &'static str| Region::stretch(source, Span::new(0, source.len()));
        for source in [
            "锁排队。\n第二行\n1. `先`\n2. 后\n接着\n\n- 甲\n",
            "```go\na_b\n\n```\n\n---\n",
            "## 锁\n- 甲\n  - 乙\n- 丙\n\n[请写]\n",
            "",
        ] {
            assert!(read(&region(source)).is_some(), "{source}");
        }
        for source in
            ["**锁**", "a_b", "锁 \n", "字\n2. 先", "```\n", "# 锁 #", " 锁", "[a](b)", "- 1. 锁", "锁\n---\n"]
        {
            assert!(read(&region(source)).is_none(), "{source}");
        }
    }
}
