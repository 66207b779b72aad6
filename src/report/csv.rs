//! The results as a table for spreadsheets and data frames.

use super::escape::cell;
use super::form::Form;
use super::issue::Issue;
use super::json::name;
use super::place::Place;
use super::summary::Summary;
use super::view::{ClaimReport, KeyPointReport, QuestionReport, Report};
use std::io::{self, Write};

/// The columns. Coverage is a percentage, score a share from 0 to 1; line and column count from 1.
const HEADER: [&str; 14] = [
    "path",
    "question_line",
    "question",
    "title",
    "status",
    "coverage",
    "keypoint",
    "point",
    "tier",
    "weight",
    "verdict",
    "score",
    "line",
    "quote",
];

/// A row a key point, and one for each wrong claim with `misconception` as its tier. A question without either, because it
/// was not graded, has a row too: nothing is overlooked.
pub(super) struct Csv;

impl Form for Csv {
    fn begin(&mut self, out: &mut dyn Write, _: &[Issue]) -> io::Result<()> {
        writeln!(out, "{}", HEADER.join(","))
    }

    fn document(&mut self, out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        for question in &report.questions {
            let about = About::new(&report.path, question);
            for keypoint in &question.keypoints {
                about.write(&mut table, &Row::from(keypoint))?;
            }
            for claim in &question.claims {
                about.write(&mut table, &Row::from(claim))?;
            }
            if question.keypoints.is_empty() && question.claims.is_empty() {
                about.write(&mut table, &Row::default())?;
            }
        }
        table.flush()
    }

    fn end(&mut self, _: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}

/// The cells that all rows of a question begin with.
struct About([String; 6]);

/// The other cells of a row.
#[derive(Default)]
struct Row<'a> {
    id: &'a str,
    point: &'a str,
    tier: String,
    weight: String,
    verdict: String,
    score: String,
    place: Option<Place>,
    quote: &'a str,
}

impl About {
    fn new(path: &str, question: &QuestionReport<'_>) -> Self {
        let coverage = question.score.as_ref().map(|score| decimal(score.coverage)).unwrap_or_default();
        Self([
            cell(path).into_owned(),
            question.line.to_string(),
            question.rubric.clone().unwrap_or_default(),
            cell(&question.title).into_owned(),
            name(&question.status),
            coverage,
        ])
    }

    fn write<W: Write>(&self, table: &mut csv::Writer<W>, row: &Row<'_>) -> io::Result<()> {
        let Row { id, point, tier, weight, verdict, score, place, quote } = row;
        let line = place.map(|place| place.start.line.to_string()).unwrap_or_default();
        let (point, quote) = (cell(point), cell(quote));
        let rest = [*id, &*point, tier, weight, verdict, score, &*line, &*quote];
        table.write_record(self.0.iter().map(String::as_str).chain(rest))?;
        Ok(())
    }
}

impl<'a> From<&'a KeyPointReport> for Row<'a> {
    fn from(keypoint: &'a KeyPointReport) -> Self {
        let seen = keypoint.seen.as_ref();
        Self {
            id: &keypoint.id,
            point: &keypoint.point,
            tier: name(&keypoint.tier),
            weight: keypoint.weight.to_string(),
            verdict: if keypoint.ignored { "ignored".to_owned() } else { name(&keypoint.verdict) },
            score: decimal(keypoint.share.into()),
            place: seen.map(|(place, _)| *place),
            quote: seen.map(|(_, quote)| quote.as_str()).unwrap_or_default(),
        }
    }
}

impl<'a> From<&'a ClaimReport<'_>> for Row<'a> {
    fn from(claim: &'a ClaimReport<'_>) -> Self {
        let wrong = claim.misconception;
        Self {
            id: &wrong.id,
            point: &wrong.claim,
            tier: "misconception".to_owned(),
            weight: wrong.weight.to_string(),
            verdict: "claimed".to_owned(),
            score: String::new(),
            place: Some(claim.place),
            quote: &claim.quote,
        }
    }
}

/// Hundredths as a decimal number.
pub(super) fn decimal(hundredths: u32) -> String {
    match hundredths % 100 {
        0 => (hundredths / 100).to_string(),
        rest => format!("{}.{rest:02}", hundredths / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, fixture, hostile_fixture};

    #[test]
    fn a_row_is_a_key_point() {
        insta::assert_snapshot!(fixture::written(Format::Csv), @r"
        path,question_line,question,title,status,coverage,keypoint,point,tier,weight,verdict,score,line,quote
        笔记/round 2.md,3,net/pool,连接池有什么用，怎么设大小,answered,25,reuse,复用建好的连接，省去握手,core,2,covered,1,5,建好的连接留着反复用
        笔记/round 2.md,3,net/pool,连接池有什么用，怎么设大小,answered,25,wait,连接用尽时请求排队，等到超时为止,core,1,partial,0.50,6,等着
        笔记/round 2.md,3,net/pool,连接池有什么用，怎么设大小,answered,25,return,超时的请求也要归还连接,core,1,contradicted,0,7,不会归还连接
        笔记/round 2.md,3,net/pool,连接池有什么用，怎么设大小,answered,25,limit,上限由数据库的最大连接数除以实例数决定，不是凭感觉,core,1,missing,0,,
        笔记/round 2.md,3,net/pool,连接池有什么用，怎么设大小,answered,25,idle,留多少空闲连接,core,1,missing,0,,
        笔记/round 2.md,3,net/pool,连接池有什么用，怎么设大小,answered,25,health,定期探活，剔除坏连接,bonus,1,covered,1,9,坏的就丢掉
        笔记/round 2.md,3,net/pool,连接池有什么用，怎么设大小,answered,25,jitter,重连时加随机抖动,bonus,1,missing,0,,
        笔记/round 2.md,3,net/pool,连接池有什么用，怎么设大小,answered,25,more-is-faster,连接数越多越快,misconception,1,claimed,,8,连接越多越快
        笔记/round 2.md,11,net/retry,重试的风暴,empty,0,backoff,指数退避,core,1,missing,0,,
        笔记/round 2.md,13,net/idempotency,幂等键放在哪里,placeholder,0,client,由客户端生成，随请求带上,core,1,missing,0,,
        笔记/round 2.md,17,,说说你家的猫: 100%,unmatched,,,,,,,,,
        笔记/round 2.md,21,,池,unmatched,,,,,,,,,
        笔记/round 2.md,25,,跳过的题,ignored,,,,,,,,,
        ");
    }

    #[test]
    fn no_cell_is_a_formula_and_no_text_breaks_a_row() {
        let written = hostile_fixture::written(Format::Csv);
        let mut table = csv::Reader::from_reader(written.as_bytes());
        let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row like the others")).collect();
        assert_eq!(written.lines().count(), 1 + rows.len());
        for cell in rows.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}
