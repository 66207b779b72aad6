//! The results for people: a line a question, a line a key point.

use super::form::Form;
use super::layout::{Look, Palette, column, fill, fit, listed, one_line, width};
use super::named;
use super::nearest::lack;
use super::place::Place;
use super::summary::Summary;
use super::view::{ClaimReport, Content, KeyPointReport, QuestionReport, Report, Status};
use crate::matching::Verdict;
use crate::messages::Message;
use crate::rubric::Tier;
use anstyle::Style;
use std::borrow::Cow;
use std::io::{self, Write};

/// The widest that titles and statements get before what stands right of them moves to a line of its own.
const WIDEST: usize = 48;
/// Columns left of a statement: indent, mark and blank.
const INDENT: usize = 7;
/// Columns of a place and the blanks around it.
const PLACE: usize = 11;

/// Documents as they come, and the summary line at the end.
pub(super) struct Terminal {
    look: Look,
    palette: Palette,
}

impl Terminal {
    pub(super) fn new(look: Look) -> Self {
        Self { look, palette: Palette::new(look.coloured) }
    }
}

impl Form for Terminal {
    fn document(&mut self, out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
        match report.content {
            Content::Answers => document(out, self.look, self.palette, report),
            _ => Ok(()),
        }
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let Palette { strong, .. } = self.palette;
        if summary.documents == 0 {
            return Ok(());
        }
        writeln!(out, "{strong}{}{strong:#}", summary.text(self.look.language))
    }
}

fn document(out: &mut dyn Write, look: Look, palette: Palette, report: &Report<'_>) -> io::Result<()> {
    let Palette { strong, .. } = palette;
    writeln!(out, "{strong}{}{strong:#}", report.path)?;
    let numbers = report.questions.iter().map(|question| number(question));
    let ids = report.questions.iter().filter_map(|question| question.rubric.as_deref());
    let columns = Columns {
        number: column(numbers, WIDEST),
        title: column(report.questions.iter().map(|question| question.title.as_str()), title_limit(look)),
        rubric: column(ids, WIDEST),
    };
    for question in &report.questions {
        heading(out, look, palette, &columns, question)?;
        // An empty answer lacks everything, which one line says; only who asks for hints wants the list.
        if question.status == Status::Answered || look.hints {
            for row in rows(question, look) {
                row.write(out, look, palette, statement_column(look, question))?;
            }
        }
    }
    writeln!(out)
}

/// The columns of a document's question lines.
struct Columns {
    number: usize,
    title: usize,
    rubric: usize,
}

fn title_limit(look: Look) -> usize {
    look.width.map_or(WIDEST, |width| (width / 2).clamp(16, WIDEST))
}

/// The column at which places begin: past the widest statement that leaves half of the terminal to the quotes.
fn statement_column(look: Look, question: &QuestionReport<'_>) -> usize {
    let limit = look.width.map_or(WIDEST, |width| (width.saturating_sub(INDENT + PLACE) / 2).clamp(16, WIDEST));
    let placed = question.keypoints.iter().filter(|keypoint| keypoint.seen.is_some() || keypoint.nearest.is_some());
    let claims = question.claims.iter().map(|claim| claim.misconception.claim.as_str());
    let fitting = placed.map(|keypoint| keypoint.point.as_str()).chain(claims).filter(|text| width(text) <= limit);
    column(fitting, limit)
}

fn number<'q>(question: &'q QuestionReport<'_>) -> &'q str {
    question.number.as_deref().unwrap_or("-")
}

fn heading(
    out: &mut dyn Write,
    look: Look,
    palette: Palette,
    columns: &Columns,
    question: &QuestionReport<'_>,
) -> io::Result<()> {
    let Palette { good, fair, bad, strong, dim } = palette;
    let title = one_line(&question.title);
    let title = if look.width.is_some() { fit(&title, columns.title) } else { title };
    let number = number(question);
    let rubric = question.rubric.as_deref().unwrap_or_default();
    let coverage = question.score.as_ref().map(|score| score.coverage / 100);
    let style = match coverage {
        None => dim,
        Some(80..) => good,
        Some(40..) => fair,
        Some(_) => bad,
    };
    let coverage = coverage.map_or("-".to_owned(), |coverage| format!("{coverage}%"));
    write!(out, "  {}{number}  {strong}{title}{strong:#}", fill(number, columns.number))?;
    write!(out, "{}  {dim}{rubric}{dim:#}", fill(&title, columns.title))?;
    write!(out, "{}  {style}{coverage:>4}{style:#}", fill(rubric, columns.rubric))?;
    for (style, note) in notes(question, look, palette) {
        write!(out, "  {style}{}{style:#}", note.text(look.language))?;
    }
    writeln!(out)
}

/// What stands right of the coverage.
fn notes(question: &QuestionReport<'_>, look: Look, palette: Palette) -> Vec<(Style, Message)> {
    let Palette { good, fair, bad, dim, .. } = palette;
    let mut notes = match question.status {
        Status::Answered => Vec::new(),
        Status::Empty => return vec![(bad, Message::new("terminal-not-answered"))],
        Status::Placeholder => return vec![(bad, Message::new("terminal-placeholder"))],
        Status::Ignored => return vec![(dim, Message::new("terminal-ignored"))],
        Status::Unmatched if question.ambiguous.is_empty() => return vec![(fair, Message::new("terminal-no-rubric"))],
        Status::Unmatched => {
            let rubrics = listed(look.language, &question.ambiguous);
            return vec![(fair, Message::new("rubrics-ambiguous").with("rubrics", rubrics))];
        }
    };
    if let Some(score) = &question.score {
        let points = Message::new("terminal-points")
            .with("covered", score.covered.to_string())
            .with("all", score.core.to_string());
        notes.push((Style::new(), points));
        if score.bonus > 0 {
            notes.push((good, Message::new("terminal-bonus").with("points", score.bonus.to_string())));
        }
    }
    notes.extend(named::flags(question).map(|flag| (fair, flag)));
    if question.confidence < 100 {
        notes.push((dim, Message::new("terminal-sure").with("percent", question.confidence.to_string())));
    }
    notes
}

/// One line under a question, and the one below it where it does not fit.
#[derive(Default)]
struct Row<'q> {
    mark: &'static str,
    style: Style,
    text: Cow<'q, str>,
    place: Option<Place>,
    quote: Cow<'q, str>,
    lack: String,
}

/// The lines of a question: its parts with their key points, the bonus points, the wrong claims.
fn rows<'q>(question: &'q QuestionReport<'_>, look: Look) -> Vec<Row<'q>> {
    let palette = Palette::new(look.coloured);
    let parts = question.score.as_ref().map(|score| score.parts.as_slice()).unwrap_or_default();
    let core = |part: Option<usize>| {
        let core = question.keypoints.iter().filter(|keypoint| keypoint.tier == Tier::Core);
        core.filter(move |keypoint| keypoint.part.filter(|part| *part <= parts.len()) == part)
    };
    let mut rows: Vec<Row<'_>> = core(None).map(|keypoint| keypoint_row(keypoint, look, palette)).collect();
    for (at, part) in parts.iter().enumerate() {
        let keypoints = core(Some(at + 1)).map(|keypoint| keypoint_row(keypoint, look, palette));
        let mut keypoints = keypoints.peekable();
        if keypoints.peek().is_some() {
            let coverage = part.coverage.map_or(String::new(), |coverage| format!("  {}%", coverage / 100));
            let text = format!("{}. {}{coverage}", at + 1, one_line(&part.name)).into();
            rows.push(Row { style: palette.dim, text, ..Row::default() });
            rows.extend(keypoints);
        }
    }
    let bonus = question.keypoints.iter().filter(|keypoint| keypoint.tier == Tier::Bonus);
    let earned = bonus.filter(|keypoint| matches!(keypoint.verdict, Verdict::Covered | Verdict::Partial));
    rows.extend(earned.map(|keypoint| Row { mark: "+", ..keypoint_row(keypoint, look, palette) }));
    rows.extend(question.claims.iter().flat_map(|claim| claim_rows(claim, palette)));
    rows
}

fn keypoint_row(keypoint: &KeyPointReport, look: Look, palette: Palette) -> Row<'_> {
    let Palette { good, fair, bad, dim, .. } = palette;
    let (mark, style) = match keypoint.verdict {
        _ if keypoint.ignored => ("·", dim),
        Verdict::Covered => ("✓", good),
        Verdict::Partial => ("~", fair),
        Verdict::Missing => ("-", bad),
        Verdict::Contradicted => ("✗", bad),
    };
    let row = Row { mark, style, text: one_line(&keypoint.point), ..Row::default() };
    if keypoint.verdict == Verdict::Missing
        && look.hints
        && let Some(hint) = &keypoint.hint
    {
        return Row { mark: "?", text: one_line(hint), ..row };
    }
    match (&keypoint.nearest, &keypoint.seen) {
        _ if keypoint.ignored => row,
        (Some(nearest), _) if keypoint.verdict != Verdict::Covered => Row {
            place: Some(nearest.place),
            quote: one_line(&nearest.quote),
            lack: lack(look.language, nearest),
            ..row
        },
        (_, Some((place, quote))) => Row { place: Some(*place), quote: one_line(quote), ..row },
        _ => row,
    }
}

fn claim_rows<'q>(claim: &'q ClaimReport<'_>, palette: Palette) -> [Row<'q>; 2] {
    let (text, quote) = (one_line(&claim.misconception.claim), one_line(&claim.quote));
    let correction = format!("→ {}", one_line(&claim.misconception.correction)).into();
    [
        Row { mark: "!", style: palette.bad, text, place: Some(claim.place), quote, ..Row::default() },
        Row { text: correction, ..Row::default() },
    ]
}

impl Row<'_> {
    fn write(&self, out: &mut dyn Write, look: Look, palette: Palette, column: usize) -> io::Result<()> {
        let Self { mark, style, text, .. } = self;
        let Palette { good, dim, .. } = palette;
        let (marked, plain) = if mark.is_empty() { (Style::new(), *style) } else { (*style, Style::new()) };
        write!(out, "     {marked}{mark:1}{marked:#} {plain}{text}{plain:#}")?;
        let Some(place) = self.place else { return writeln!(out) };
        if width(text) > column {
            // A statement is never cut: it is what the reader lacks. What was said of it goes below.
            write!(out, "\n{}", " ".repeat(INDENT + column))?;
        } else {
            write!(out, "{}", fill(text, column))?;
        }
        let at = format!("{}:{}", place.start.line, place.start.column);
        let room = look.width.map(|width| width.saturating_sub(INDENT + column + PLACE + self::width(&self.lack) + 1));
        let quote = room.map_or(Cow::Borrowed(self.quote.as_ref()), |room| fit(&self.quote, room.max(8)));
        write!(out, "  {dim}{at:<7}{dim:#}  {quote}")?;
        if !self.lack.is_empty() {
            write!(out, " {good}{}{good:#}", self.lack)?;
        }
        writeln!(out)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, fixture};
    use super::*;
    use crate::messages::Language;

    fn shown(look: Look) -> String {
        fixture::looking(Format::Terminal, look)
    }

    #[test]
    fn outside_a_terminal_nothing_is_cut() {
        insta::assert_snapshot!(shown(Look::default()), @r"
        笔记/round 2.md
          1  连接池有什么用，怎么设大小  net/pool          25%  1 of 5  +1 bonus  verbatim-copy  84% sure
               1. 作用  62%
             ✓ 复用建好的连接，省去握手          5:5      建好的连接留着反复用
             ~ 连接用尽时请求排队，等到超时为止  6:1      池子满了，新来的请求就等着。 {+超时+}
             ✗ 超时的请求也要归还连接            7:1      超时不会归还连接。 (denied)
               2. 大小  0%
             - 上限由数据库的最大连接数除以实例数决定，不是凭感觉
                                                 8:1      连接越多越快，所以设得很大。 {+最大连接数+} {+实例数+}
             - 留多少空闲连接
             + 定期探活，剔除坏连接              9:14     坏的就丢掉
             ! 连接数越多越快                    8:1      连接越多越快
               → 超过数据库的并行能力后，更多连接只会增加切换和锁争用
          2  重试的风暴                  net/retry          0%  not answered
          3  幂等键放在哪里              net/idempotency    0%  only the placeholder
          4  说说你家的猫: 100%                              -  no rubric fits
          5  池                                              -  ambiguous: net/pool, net/retry
          6  跳过的题                                        -  ignored

        coverage 8%: 1 document, 6 questions (1 answered, 2 empty, 2 unmatched, 1 ignored), 1 misconception; 1 document without answers
        ");
    }

    #[test]
    fn on_a_terminal_lines_fit() {
        let shown = shown(Look { width: Some(80), ..Look::default() });
        insta::assert_snapshot!(shown, @r"
        笔记/round 2.md
          1  连接池有什么用，怎么设大小  net/pool          25%  1 of 5  +1 bonus  verbatim-copy  84% sure
               1. 作用  62%
             ✓ 复用建好的连接，省去握手  5:5      建好的连接留着反复用
             ~ 连接用尽时请求排队，等到超时为止
                                         6:1      池子满了，新来的请求就等着。 {+超时+}
             ✗ 超时的请求也要归还连接    7:1      超时不会归还连接。 (denied)
               2. 大小  0%
             - 上限由数据库的最大连接数除以实例数决定，不是凭感觉
                                         8:1      连接越多越… {+最大连接数+} {+实例数+}
             - 留多少空闲连接
             + 定期探活，剔除坏连接      9:14     坏的就丢掉
             ! 连接数越多越快            8:1      连接越多越快
               → 超过数据库的并行能力后，更多连接只会增加切换和锁争用
          2  重试的风暴                  net/retry          0%  not answered
          3  幂等键放在哪里              net/idempotency    0%  only the placeholder
          4  说说你家的猫: 100%                              -  no rubric fits
          5  池                                              -  ambiguous: net/pool, net/retry
          6  跳过的题                                        -  ignored

        coverage 8%: 1 document, 6 questions (1 answered, 2 empty, 2 unmatched, 1 ignored), 1 misconception; 1 document without answers
        ");
    }

    #[test]
    fn chinese_words_stand_in_columns_too() {
        let shown = shown(Look { language: Language::Chinese, ..Look::default() });
        insta::assert_snapshot!(shown, @r"
        笔记/round 2.md
          1  连接池有什么用，怎么设大小  net/pool          25%  关键点 1/5  加分 +1  原文照抄  把握 84%
               1. 作用  62%
             ✓ 复用建好的连接，省去握手          5:5      建好的连接留着反复用
             ~ 连接用尽时请求排队，等到超时为止  6:1      池子满了，新来的请求就等着。 {+超时+}
             ✗ 超时的请求也要归还连接            7:1      超时不会归还连接。 （被否定）
               2. 大小  0%
             - 上限由数据库的最大连接数除以实例数决定，不是凭感觉
                                                 8:1      连接越多越快，所以设得很大。 {+最大连接数+} {+实例数+}
             - 留多少空闲连接
             + 定期探活，剔除坏连接              9:14     坏的就丢掉
             ! 连接数越多越快                    8:1      连接越多越快
               → 超过数据库的并行能力后，更多连接只会增加切换和锁争用
          2  重试的风暴                  net/retry          0%  未作答
          3  幂等键放在哪里              net/idempotency    0%  只有占位符
          4  说说你家的猫: 100%                              -  没有对应的评分细则
          5  池                                              -  多份细则同样符合：net/pool、net/retry
          6  跳过的题                                        -  已忽略

        覆盖率 8%：1 份文档，6 道题（已作答 1、未作答 2、无对应细则 2、已忽略 1），1 处误解；另有 1 份文档没有答案
        ");
    }

    #[test]
    fn hints_stand_in_for_missing_points() {
        let shown = shown(Look { hints: true, ..Look::default() });
        assert!(shown.contains("? 数据库那一头能接多少？"), "{shown}");
        assert!(!shown.contains("上限由数据库的最大连接数"), "{shown}");
    }

    #[test]
    fn colour_only_adds_escapes() {
        let coloured = shown(Look { coloured: true, ..Look::default() });
        assert!(coloured.contains("\u{1b}["), "{coloured}");
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), shown(Look::default()));
    }
}
