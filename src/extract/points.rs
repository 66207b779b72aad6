//! Takes a reference answer apart into the points it makes.

use crate::messages::Message;
use crate::parse::{Passage, PassageKind, Slot};
use crate::problem::Problem;
use crate::rubric::statements;
use crate::source::Source;
use crate::text::{Extract, is_han};
use unicode_width::UnicodeWidthStr;

/// One point of a reference answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Point {
    /// What it is about, where it says so at its head (`**自旋**：…`).
    lead: Option<String>,
    /// The statement, with what it is about.
    pub(super) text: String,
    /// The number of the list item it comes from, where the outermost list is numbered.
    pub(super) number: Option<usize>,
}

impl Point {
    /// What names it best: what it is about, or what it says.
    pub(super) fn name(&self) -> &str {
        self.lead.as_deref().unwrap_or(&self.text)
    }
}

/// The widest that a lead gets, in columns: a bold one may be a phrase, any other is a word or two.
const WIDEST_BOLD_LEAD: usize = 40;
const WIDEST_LEAD: usize = 20;

/// What an item must hold to be a statement of its own rather than a term: Han characters, and words twice as much.
const STATEMENT: usize = 8;

/// The points of a slot; what cannot become one is noted.
pub(super) fn points(source: &Source, slot: &Slot, notes: &mut Vec<Problem>) -> Vec<Point> {
    let passages = slot.passages(&source.text);
    let mut reader = Reader { source, passages, items: Vec::new(), points: Vec::new() };
    reader.read();
    notes.extend(unplaced(source, passages));
    // What reads as nothing but labels was said in short lines.
    if reader.points.is_empty() {
        let labels = passages.iter().filter(|passage| passage.kind == PassageKind::Label);
        reader.points = labels.map(|label| Point { lead: None, text: flat(&label.extract), number: None }).collect();
    }
    reader.points
}

/// An outermost list item with what stands inside it.
struct Item {
    lead: Option<String>,
    /// What it says itself, its lead left out.
    rest: String,
    nested: Vec<Nested>,
    /// The label it stands under.
    label: Option<String>,
    number: Option<usize>,
}

/// An item inside another, with what stands in it in turn.
struct Nested {
    lead: Option<String>,
    text: String,
}

struct Reader<'d> {
    source: &'d Source,
    passages: &'d [Passage],
    items: Vec<Item>,
    points: Vec<Point>,
}

/// Where a passage stands.
#[derive(Clone, Copy, Default)]
struct Under {
    /// How many list items it stands in, itself included.
    depth: usize,
    /// The label above the outermost of them.
    label: Option<usize>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut under: Vec<Under> = Vec::with_capacity(self.passages.len());
        for (at, passage) in self.passages.iter().enumerate() {
            let above = passage.parent.and_then(|parent| under.get(parent)).copied().unwrap_or_default();
            let (is_item, is_label) = (passage.kind == PassageKind::Item, passage.kind == PassageKind::Label);
            let label = if is_label && above.depth == 0 { Some(at) } else { above.label };
            let own = Under { depth: above.depth + usize::from(is_item), label };
            under.push(own);
            let text = flat(&passage.extract);
            match passage.kind {
                PassageKind::Item if own.depth == 1 => self.item(passage, own),
                PassageKind::Item if own.depth == 2 => {
                    let lead = lead(self.source, &passage.extract).map(|(lead, _)| lead);
                    self.nested(Nested { lead, text });
                }
                PassageKind::Item | PassageKind::Text | PassageKind::Label if own.depth > 0 => self.more(own, &text),
                PassageKind::Text => {
                    self.finish();
                    for statement in statements(&passage.extract.text, "") {
                        let (lead, text) = (None, self.labelled(own, &statement));
                        self.points.push(Point { lead, text, number: None });
                    }
                }
                _ => {}
            }
        }
        self.finish();
    }

    fn item(&mut self, passage: &Passage, under: Under) {
        let line = self.source.line(self.source.line_at(passage.extract.span().start));
        let digits: String = line.trim_start().chars().take_while(char::is_ascii_digit).collect();
        let number = digits.parse().ok();
        let text = flat(&passage.extract);
        let (lead, rest) = match lead(self.source, &passage.extract) {
            Some((lead, rest)) => (Some(lead), rest),
            None => (None, text),
        };
        let label = under.label.and_then(|at| self.passages.get(at)).map(|label| unmarked(&flat(&label.extract)));
        self.items.push(Item { lead, rest, nested: Vec::new(), label, number });
    }

    fn nested(&mut self, nested: Nested) {
        if let Some(item) = self.items.last_mut() {
            item.nested.push(nested);
        }
    }

    /// What stands deeper belongs to the item above it.
    fn more(&mut self, under: Under, text: &str) {
        let Some(item) = self.items.last_mut() else { return };
        match item.nested.last_mut() {
            Some(nested) if under.depth >= 2 => nested.text = joined(&nested.text, text, false),
            _ => item.rest = joined(&item.rest, text, false),
        }
    }

    /// A statement with the label it stands under.
    fn labelled(&self, under: Under, statement: &str) -> String {
        let label = under.label.and_then(|at| self.passages.get(at)).map(|label| unmarked(&flat(&label.extract)));
        about(label.as_deref(), statement)
    }

    /// Makes points of the items so far.
    fn finish(&mut self) {
        for item in std::mem::take(&mut self.items) {
            let Item { lead, mut rest, nested, label, number } = item;
            let (own, terms): (Vec<Nested>, Vec<Nested>) = nested.into_iter().partition(|nested| states(&nested.text));
            for term in terms {
                let chinese = lead.as_deref().is_some_and(is_chinese);
                rest = joined(&rest, &term.text, chinese);
            }
            let mut push = |lead: Option<String>, text: String| {
                self.points.push(Point { lead, text: about(label.as_deref(), &text), number });
            };
            if !rest.is_empty() || own.is_empty() {
                let text = match &lead {
                    Some(lead) if rest.is_empty() => lead.clone(),
                    Some(lead) => led(lead, &rest),
                    None => rest,
                };
                push(lead.clone(), text);
            }
            for nested in own {
                // Short of a name of its own, it is named by what it says, not by what it shares with those beside it.
                push(nested.lead.or(Some(nested.text.clone())), about(lead.as_deref(), &nested.text));
            }
        }
    }
}

/// Notes for code, tables and quotes; one for each.
fn unplaced(source: &Source, passages: &[Passage]) -> Vec<Problem> {
    let mut notes = Vec::new();
    let mut last = "";
    for passage in passages {
        let what = match passage.kind {
            PassageKind::Code { .. } => "reference-code-left-out",
            PassageKind::Cell | PassageKind::ColumnHead => "reference-table-left-out",
            PassageKind::Quote => "reference-quote-left-out",
            _ => "",
        };
        if !what.is_empty() && (what != last || matches!(passage.kind, PassageKind::Code { .. })) {
            let first = source.line_span(source.line_at(passage.extract.span().start));
            let problem = Problem::note("not-placed", &source.path, Message::new(what)).at(first);
            notes.push(problem.help(Message::new("reference-left-out-help")));
        }
        last = what;
    }
    notes
}

/// What an item is about, and what it says of it: a bold phrase or a word or two before a colon.
fn lead(source: &Source, extract: &Extract) -> Option<(String, String)> {
    let text = flat(extract);
    let before = source.text.get(..extract.span().start).unwrap_or_default();
    let is_bold = before.ends_with("**") || before.ends_with("__");
    let after = source.text.get(extract.span().start..).unwrap_or_default();
    let colon = text.char_indices().find(|&(at, c)| match c {
        '：' => true,
        // `http://` and `a:b` are no leads.
        ':' => {
            text.get(at + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| !c.is_ascii_graphic()))
        }
        _ => false,
    });
    let widest = if is_bold { WIDEST_BOLD_LEAD } else { WIDEST_LEAD };
    let is_lead =
        |lead: &str| !lead.is_empty() && lead.width() <= widest && !lead.contains(['，', '。', '；', ',', ';']);
    if let Some((at, c)) = colon
        && let (Some(lead), Some(rest)) = (text.get(..at), text.get(at + c.len_utf8()..))
        && is_lead(lead.trim())
    {
        return Some((lead.trim().to_owned(), rest.trim().to_owned()));
    }
    // An item that is one bold phrase names what stands in it.
    let bold = is_bold.then(|| after.find(['*', '_', '\n'])).flatten().and_then(|end| after.get(..end))?;
    (bold.trim() == text && is_lead(&text)).then(|| (text, String::new()))
}

/// Whether an item says something of its own rather than naming a term.
fn states(text: &str) -> bool {
    let han = text.chars().filter(|c| is_han(*c)).count();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 1).count();
    han + 2 * words >= STATEMENT
}

/// A statement with what it is about before it, unless it says so itself.
fn about(topic: Option<&str>, statement: &str) -> String {
    match topic {
        Some(topic) if !topic.is_empty() && !statement.contains(topic) => led(topic, statement),
        _ => statement.to_owned(),
    }
}

fn led(lead: &str, statement: &str) -> String {
    let colon = if is_chinese(lead) || is_chinese(statement) { "：" } else { ": " };
    format!("{lead}{colon}{statement}")
}

/// Two statements as one; in Chinese where either is, or what they are about.
fn joined(first: &str, second: &str, chinese: bool) -> String {
    match (first.is_empty(), second.is_empty()) {
        (true, _) => second.to_owned(),
        (_, true) => first.to_owned(),
        _ if chinese || is_chinese(first) || is_chinese(second) => {
            format!("{}；{second}", first.trim_end_matches(['。', '；', '：']))
        }
        _ => format!("{}; {second}", first.trim_end_matches(['.', ';', ':'])),
    }
}

fn is_chinese(text: &str) -> bool {
    text.contains(is_han)
}

/// A label without its colon.
fn unmarked(label: &str) -> String {
    label.trim_end_matches([':', '：', ' ']).to_owned()
}

/// The text of a passage on one line. A line break in it ends a statement.
fn flat(extract: &Extract) -> String {
    let lines = extract.text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).fold(String::new(), |all, line| joined(&all, &line, false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Labels, Role, parse};

    fn read(reference: &str) -> Vec<(String, String)> {
        let sheet = format!("### 1. 题\n**参考答案：**\n\n{reference}\n");
        let document = parse(Source::new("a.md", sheet), &Labels::default());
        let slot = document.questions[0].slots.iter().find(|slot| slot.role == Role::Reference).expect("there is one");
        let points = points(&document.source, slot, &mut Vec::new());
        points.into_iter().map(|point| (point.name().to_owned(), point.text)).collect()
    }

    fn texts(reference: &str) -> Vec<String> {
        read(reference).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn an_item_is_a_point_and_its_lead_names_it() {
        let found = read("- **自旋**: 先空转几圈\n- **挂起：** 再睡下去\n- 没有名字的一条");
        let expected = [("自旋", "自旋：先空转几圈"), ("挂起", "挂起：再睡下去"), ("没有名字的一条", "没有名字的一条")];
        assert_eq!(found, expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
    }

    #[test]
    fn nested_statements_are_points_and_nested_terms_are_joined() {
        assert_eq!(
            texts("- **雪崩**: 大批键同时到期\n  - 过期时间加上随机的抖动\n  - 预热"),
            ["雪崩：大批键同时到期；预热", "雪崩：过期时间加上随机的抖动"]
        );
        assert_eq!(texts("- **类型**\n  - String\n  - Hash"), ["类型：String；Hash"]);
        assert_eq!(
            texts("- **雪崩**:\n  - 过期时间加上随机的抖动\n    - 幅度取一成\n\n    另起一段"),
            ["雪崩：过期时间加上随机的抖动；幅度取一成；另起一段"]
        );
    }

    #[test]
    fn without_items_sentences_are_points() {
        assert_eq!(texts("先写日志。再改内存；最后回应。"), ["先写日志", "再改内存", "最后回应"]);
        assert_eq!(texts("优点：\n\n- 写得很快"), ["优点：写得很快"]);
    }

    #[test]
    fn a_colon_alone_makes_no_lead() {
        assert_eq!(read("- 监听 http://localhost 就够了")[0].0, "监听 http://localhost 就够了");
        assert_eq!(read("- 先看状态，再决定：重试或者放弃")[0].0, "先看状态，再决定：重试或者放弃");
    }
}
