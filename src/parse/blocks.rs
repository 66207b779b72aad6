//! Reads Markdown as a flat list of blocks in the order of the file. Nothing here knows of questions and answers.

use super::inline::LineStart;
use super::plain;
use super::region::Region;
use super::walk::walk;
use crate::source::Span;
use crate::text::Extract;
use comrak::{Arena, Options};

/// One block of a document.
#[derive(Debug)]
pub(super) struct Block {
    /// What it is.
    pub(super) kind: BlockKind,
    /// Where it stands, its markup included.
    pub(super) span: Span,
    /// Its text; empty for a quote, code and a thematic break.
    pub(super) extract: Extract,
    /// The lines its text stands on, after the first.
    pub(super) lines: Vec<LineStart>,
    /// The block it stands in: a list item or a quote; for a cell the head of its column.
    pub(super) parent: Option<usize>,
    /// The outermost quote it stands in.
    pub(super) quote: Option<usize>,
    /// Whether its text is bold from end to end, a colon aside.
    pub(super) bold: bool,
}

/// The kind of a block.
#[derive(Debug)]
pub(super) enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list item together with the paragraph that opens it.
    Item {
        /// Whether the list is numbered.
        numbered: bool,
    },
    /// The head of a table column.
    ColumnHead,
    /// A table cell.
    Cell,
    /// A block quote; what it says are blocks of their own.
    Quote,
    /// A code block.
    Code(Code),
    /// A block of HTML; its text is what stands outside tags and comments.
    Html,
    /// A thematic break.
    Rule,
}

/// The particulars of a code block.
#[derive(Debug)]
pub(super) struct Code {
    /// The first word after the fence, in lower case; empty where there is none.
    pub(super) language: String,
    /// Whether it stands between fences rather than being indented.
    pub(super) fenced: bool,
    /// Its lines in the file, without margin and line end.
    pub(super) lines: Vec<Span>,
}

/// The blocks of a stretch of Markdown.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// The blocks; each stands after the one it is in.
    pub(super) blocks: Vec<Block>,
    /// HTML comments, in the order of the file.
    pub(super) comments: Vec<Span>,
}

/// Reads a region as blocks.
pub(super) fn read(region: &Region<'_>) -> Blocks {
    match plain::read(region) {
        Some(blocks) => Blocks { blocks, comments: Vec::new() },
        None => parsed(region),
    }
}

/// Reads lines as Markdown. Where some were left out between two, what is before ends: no mark reaches over the gap.
pub(super) fn of_lines(source: &str, lines: &[Span]) -> Vec<Block> {
    let margin = |c: char| matches!(c, ' ' | '\t' | '>');
    let goes_on = |before: &Span, line: &Span| {
        let gap = source.get(before.end..line.start);
        before.of(source).ends_with(['\n', '\r']) && gap.is_some_and(|gap| gap.chars().all(margin))
    };
    let mut found: Vec<Block> = Vec::new();
    for group in lines.chunk_by(goes_on) {
        let shift = found.len();
        found.extend(read(&Region::new(source, group.iter().copied())).blocks.into_iter().map(|block| Block {
            parent: block.parent.map(|parent| parent + shift),
            quote: block.quote.map(|quote| quote + shift),
            ..block
        }));
    }
    found
}

/// Reads a region with the parser.
pub(super) fn parsed(region: &Region<'_>) -> Blocks {
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, &region.text, &options());
    walk(root, region)
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.extension.cjk_friendly_emphasis = true;
    // Definitions stay where they stand, so that blocks come in the order of the file.
    options.parse.leave_footnote_definitions = true;
    options
}

/// Where the front matter at the head of `text` ends; 0 where there is none. A document may open with a thematic break
/// instead, so the first line inside must look like YAML.
pub(super) fn front_matter(text: &str) -> usize {
    let mut at = 0;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let line = line.trim_end();
        let key = line.split_once(':').is_some_and(|(key, _)| {
            !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        });
        match (n, line) {
            (0, line) if line != "---" => return 0,
            (1, line) if !key && !line.starts_with('#') => return 0,
            (2.., "---" | "...") => return at,
            _ => {}
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(source: &str) -> Blocks {
        read(&Region::stretch(source, Span::new(0, source.len())))
    }

    /// Every character's text beside the bytes of the file it came from, adjacent copies joined.
    fn traced(source: &str) -> Vec<String> {
        let shown = |block: &Block| {
            let mut copied = true;
            let mut shown = String::new();
            for (at, c) in block.extract.text.char_indices() {
                let from = block.extract.source(Span::new(at, at + c.len_utf8())).of(source);
                let copy = from == c.to_string();
                match (copied, copy) {
                    (_, true) => shown.push(c),
                    (_, false) => shown.extend(format!("{{{c:?} {from:?}}}").chars()),
                }
                copied = copy;
            }
            shown
        };
        blocks(source).blocks.iter().filter(|b| !b.extract.text.is_empty()).map(shown).collect()
    }

    #[test]
    fn markup_goes_and_bytes_stay() {
        let cases: &[(&str, &[&str])] = &[
            ("**甲**乙*丙*~~丁~~ `戊`", &["甲乙丙丁 戊"]),
            ("[链接](http://a.b \"t\") 和 ![图](c.png)", &["链接 和 图"]),
            ("<http://a.b> x", &["http://a.b x"]),
            (r"a \* b \\ c", &[r#"a {'*' "\\*"} b {'\\' "\\\\"} c"#]),
            ("a &amp; &#x4e2d; &copy;", &[r#"a {'&' "&amp;"} {'中' "&#x4e2d;"} {'©' "&copy;"}"#]),
            ("`` a`b `` `x\n  y`", &["a`b x{' ' \"\\n  \"}y"]),
            ("# 标题 `x` #\n\n## 二\n", &["标题 x", "二"]),
            ("标题\n===\n", &["标题"]),
            ("[a]: /u\n[b]: /v\n正文 [a]\n", &["正文 a"]),
            ("文[^1]尾\n\n[^1]: 注\n", &["文尾", "注"]),
            ("a<b>c</b><br>d", &["ac{'\\n' \"</b><br>\"}d"]),
            ("<p>甲<b>乙</b></p>\n\n<!-- x -->丙 < 丁\n", &["甲乙", "丙 < 丁"]),
        ];
        for (source, expected) in cases {
            assert_eq!(traced(source), *expected, "{source}");
        }
    }

    #[test]
    fn containers_leave_their_marks_out() {
        let cases: &[(&str, &[&str])] = &[
            ("- 一\n  - 二 **三**\n    四\n- 五\n", &["一", "二 三{'\\n' \"**\\n    \"}四", "五"]),
            ("> 甲\n> `乙`\n丙\n", &["甲{'\\n' \"\\n> \"}乙\n丙"]),
            ("1.\t甲\r\n\t乙\r\n", &["甲{'\\n' \"\\r\\n\\t\"}乙"]),
            (
                "| 列 | b\\|c |\n|---|---|\n| x \\| **y** | `p\\|q` z |\n",
                &["列", "b{'|' \"\\\\|\"}c", "x {'|' \"\\\\|\"} y", "p{'|' \"\\\\|\"}q z"],
            ),
        ];
        for (source, expected) in cases {
            assert_eq!(traced(source), *expected, "{source}");
        }
    }

    #[test]
    fn a_wrapped_line_runs_on_and_a_short_one_is_a_statement() {
        let long = "the scheduler keeps a queue for every processor and";
        let wrapped = traced(&format!("{long}\nsteals from others.\nIt spins."));
        assert_eq!(wrapped, [format!("{long}{{' ' \"\\n\"}}steals from others.\nIt spins.")]);
        let han = "每个处理器都有一个自己的本地队列里面放着等待运行的协程而且";
        assert_eq!(traced(&format!("{han}\n不用加锁"))[0], format!("{han}不用加锁"));
        assert!(traced(&format!("{han}\n2、不用加锁"))[0].contains('\n'));
        assert!(traced(&format!("{han}\n**锁**：不用"))[0].contains('\n'));
        assert!(traced("短行\n短行")[0].contains('\n'));
    }

    #[test]
    fn blocks_know_what_they_stand_in() {
        let source = "3) 甲\n\n   乙\n   - 丙\n\n> 丁\n\n| h |\n|-|\n| c |\n";
        let found = blocks(source).blocks;
        let shown: Vec<_> = found.iter().map(|b| (b.extract.text.as_str(), b.parent, b.quote)).collect();
        let expected = [
            ("甲", None, None),
            ("乙", Some(0), None),
            ("丙", Some(0), None),
            ("", None, None),
            ("丁", Some(3), Some(3)),
            ("h", None, None),
            ("c", Some(5), None),
        ];
        assert_eq!(shown, expected);
        assert!(matches!(&found[0].kind, BlockKind::Item { numbered: true }));
        assert_eq!(found[1].span.of(source), "乙");
        assert_eq!(found[6].extract.span().of(source), "c");
    }

    #[test]
    fn code_lines_are_found_without_their_margins() {
        let source = "- x\n  ```Go {a}\n  f()\n\tg()\n\n  ```\n\n> ~~~\n> h\n\n    i\n\n    \tj\n";
        let found = blocks(source).blocks;
        let code: Vec<_> = found
            .iter()
            .filter_map(|block| match &block.kind {
                BlockKind::Code(code) => Some(code),
                _ => None,
            })
            .collect();
        let lines = |n: usize| code[n].lines.iter().map(|line| line.of(source)).collect::<Vec<_>>();
        assert_eq!(lines(0), ["f()", "g()", ""]);
        assert_eq!(code[0].language, "go");
        assert_eq!(lines(1), ["h"]);
        assert_eq!(lines(2), ["i", "", "\tj"]);
        assert!(!code[2].fenced);
    }

    #[test]
    fn bold_is_bold_from_end_to_end() {
        let bold = |source: &str| blocks(source).blocks[0].bold;
        assert!(bold("**锁**") && bold("**锁**：") && bold("**锁：**") && bold("**a** **b**"));
        assert!(!bold("**锁**的") && !bold("锁") && !bold("**锁** `x`"));
    }

    #[test]
    fn front_matter_is_yaml_between_rules() {
        assert_eq!(front_matter("---\ntitle: a\n---\n# b"), 17);
        assert_eq!(front_matter("---\r\ntitle: a\r\n---\r\n"), 20);
        assert_eq!(front_matter("---\n\n# 标题\n\n---\n"), 0);
        assert_eq!(front_matter("---\ntitle: a\n"), 0);
    }
}
