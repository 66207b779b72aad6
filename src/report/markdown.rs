//! The results as a comment on a pull request, or as the summary of a job.

use super::annotation::shortfall;
use super::escape::{html, markdown};
use super::failure::Failure;
use super::form::Form;
use super::issue::Issue;
use super::layout::Look;
use super::named;
use super::nearest::lacking_in_words;
use super::summary::Summary;
use super::view::{Content, KeyPointReport, QuestionReport, Report, Status};
use crate::matching::Verdict;
use crate::messages::{Language, Message, words};
use crate::problem::Severity;
use crate::rubric::Tier;
use std::io::{self, Write};

/// The characters that a comment on GitHub may have are 65,536; a job's summary may have more. Some are left for what others
/// put around it.
const MOST: usize = 65_000;
/// Of these, the characters for the table of questions; their details have the rest.
const MOST_OF_TABLE: usize = 30_000;
/// Of these, the characters for problems.
const MOST_OF_PROBLEMS: usize = 4_000;
/// Of these, the characters for gates that failed.
const MOST_OF_GATES: usize = 4_000;
/// Characters kept for what says that something was left out.
const REMAINDER: usize = 500;

/// The gates that failed, a table of the questions, the gaps of each folded away below it, and the problems. What does not
/// fit is counted.
pub(super) struct Markdown {
    language: Language,
    gates: Part,
    table: Part,
    details: Part,
    problems: Part,
}

/// Entries as far as there is room for them.
#[derive(Default)]
struct Part {
    text: String,
    /// Its length in characters.
    length: usize,
    left_out: usize,
}

impl Part {
    /// Adds an entry, unless it would be longer than `most` characters then. Once one was left out, so are the others.
    fn add(&mut self, entry: &str, most: usize) {
        let length = entry.chars().count();
        if self.left_out > 0 || self.length + length > most {
            self.left_out += 1;
        } else {
            self.text.push_str(entry);
            self.length += length;
        }
    }

    /// Says how many entries were left out, where some were.
    fn end(&self, out: &mut dyn Write, language: Language, say: fn(usize) -> Message) -> io::Result<()> {
        match self.left_out {
            0 => Ok(()),
            number => writeln!(out, "\n{}", say(number).text(language)),
        }
    }
}

impl Form for Markdown {
    fn begin(&mut self, _: &mut dyn Write, issues: &[Issue]) -> io::Result<()> {
        self.problems(issues);
        Ok(())
    }

    fn document(&mut self, _: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
        let answers = report.content == Content::Answers;
        for question in report.questions.iter().filter(|_| answers) {
            self.table.add(&row(&report.path, question, self.language), MOST_OF_TABLE);
            let gaps = gaps(question, self.language);
            if !gaps.is_empty() {
                let most = MOST - MOST_OF_TABLE - MOST_OF_PROBLEMS - MOST_OF_GATES - REMAINDER;
                self.details.add(&details(&report.path, question, &gaps), most);
            }
        }
        self.problems(&report.issues);
        Ok(())
    }

    fn conclude(&mut self, _: &mut dyn Write, issues: &[Issue], failures: &[Failure]) -> io::Result<()> {
        self.problems(issues);
        for failure in failures {
            let text = failure.text(self.language);
            let (gate, place, text) = (markdown(&failure.gate), markdown(&failure.place()), markdown(&text));
            let place = if place.is_empty() { place } else { format!(", {place}") };
            self.gates.add(&format!("- **{gate}**{place}: {text}\n"), MOST_OF_GATES);
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let language = self.language;
        writeln!(out, "### {}\n\n{}", words(language, "comment-title"), summary.text(language))?;
        if !self.gates.text.is_empty() {
            write!(out, "\n**{}**\n\n{}", words(language, "comment-failed"), self.gates.text)?;
            self.gates.end(out, language, |count| Message::new("failures-left-out").with("count", count))?;
        }
        if !self.table.text.is_empty() {
            write!(out, "{}{}", head(language), self.table.text)?;
            self.table.end(out, language, |count| Message::new("questions-left-out").with("count", count))?;
        }
        write!(out, "{}", self.details.text)?;
        self.details.end(out, language, |count| Message::new("gaps-left-out").with("count", count))?;
        if !self.problems.text.is_empty() {
            write!(out, "\n**{}**\n\n{}", words(language, "comment-problems"), self.problems.text)?;
            self.problems.end(out, language, |count| Message::new("problems-left-out").with("count", count))?;
        }
        Ok(())
    }
}

impl Markdown {
    pub(super) fn new(look: Look) -> Self {
        let (gates, table, details, problems) = Default::default();
        Self { language: look.language, gates, table, details, problems }
    }

    /// Adds what is wrong; notes are for who runs the program.
    fn problems(&mut self, issues: &[Issue]) {
        for issue in issues.iter().filter(|issue| issue.problem.severity <= Severity::Warning) {
            let (code, message) = (issue.problem.code, markdown(&issue.problem.message.text(self.language)));
            self.problems.add(&format!("- {} {code}: {message}\n", markdown(&issue.at())), MOST_OF_PROBLEMS);
        }
    }
}

/// What stands above the rows of the table.
fn head(language: Language) -> String {
    let columns = ["comment-coverage", "comment-question", "comment-points", "comment-place"];
    format!("\n| {} |\n| ---: | --- | ---: | --- |\n", columns.map(|id| words(language, id)).join(" | "))
}

/// A question's row of the table.
fn row(path: &str, question: &QuestionReport<'_>, language: Language) -> String {
    let (coverage, points) = match (&question.score, question.status) {
        (Some(score), Status::Answered) => {
            let (covered, core) = (score.covered.to_string(), score.core.to_string());
            let points = Message::new("comment-covered").with("covered", covered).with("core", core);
            (format!("{}%", score.coverage / 100), points)
        }
        (Some(score), _) => (format!("{}%", score.coverage / 100), Message::new("question-not-answered")),
        (None, Status::Ignored) => ("–".to_owned(), Message::new("comment-ignored")),
        (None, _) => ("–".to_owned(), Message::new("comment-no-rubric")),
    };
    let flags = named::flags(question).map(|flag| format!("; {}", markdown(&flag.text(language))));
    let points = points.text(language) + &flags.collect::<String>();
    format!("| {coverage} | {} | {points} | {}:{} |\n", markdown(&name(question)), markdown(path), question.line)
}

/// A question's gaps, folded.
fn details(path: &str, question: &QuestionReport<'_>, gaps: &str) -> String {
    let (name, path) = (html(&name(question)), html(path));
    format!("\n<details><summary>{name} ({path}:{})</summary>\n\n{gaps}\n</details>\n", question.line)
}

fn name(question: &QuestionReport<'_>) -> String {
    question.number.as_deref().map_or(String::new(), |number| format!("{number}. ")) + &question.title
}

/// A line a gap: a hint where there is one, and what the answer lacks where it says something. Of a question that was not
/// answered there is nothing to say that the table does not.
fn gaps(question: &QuestionReport<'_>, language: Language) -> String {
    if question.status != Status::Answered {
        return String::new();
    }
    let core = question.keypoints.iter().filter(|keypoint| keypoint.tier == Tier::Core && !keypoint.ignored);
    let mut lines: String =
        core.filter_map(|keypoint| gap(keypoint, language)).map(|gap| entry(&gap, language)).collect();
    for claim in &question.claims {
        let wrong = claim.misconception;
        let said = Message::new("comment-wrong")
            .with("line", claim.place.start.line.to_string())
            .with("claim", markdown(&wrong.claim))
            .with("correction", markdown(&wrong.correction));
        lines.push_str(&entry(&said, language));
    }
    lines
}

fn entry(said: &Message, language: Language) -> String {
    format!("- {}\n", said.text(language))
}

fn gap(keypoint: &KeyPointReport, language: Language) -> Option<Message> {
    if keypoint.verdict == Verdict::Covered {
        return None;
    }
    let said = keypoint.nearest.as_ref().filter(|_| keypoint.verdict != Verdict::Missing);
    let hint = keypoint.hint.as_ref().unwrap_or(&keypoint.point);
    let gap = Message::new("comment-gap").with("verdict", shortfall(keypoint.verdict)).with("point", markdown(hint));
    Some(match said {
        None => gap,
        Some(nearest) => Message::new("comment-gap-said")
            .with("gap", gap)
            .with("line", nearest.place.start.line.to_string())
            .with("quote", markdown(&nearest.quote))
            .with("lack", markdown(&lacking_in_words(language, nearest))),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Format, fixture, hostile_fixture};
    use super::*;

    #[test]
    fn a_table_and_folded_gaps() {
        insta::assert_snapshot!(fixture::written(Format::Markdown), @r"
        ### Answer coverage

        coverage 8%: 1 document, 6 questions (1 answered, 2 empty, 2 unmatched, 1 ignored), 1 misconception; 1 document without answers

        | coverage | question | points | place |
        | ---: | --- | ---: | --- |
        | 25% | 1. 连接池有什么用，怎么设大小 | 1 of 5; verbatim-copy | 笔记/round 2.md:3 |
        | 0% | 2. 重试的风暴 | not answered | 笔记/round 2.md:11 |
        | 0% | 3. 幂等键放在哪里 | not answered | 笔记/round 2.md:13 |
        | – | 4. 说说你家的猫: 100% | no rubric | 笔记/round 2.md:17 |
        | – | 5. 池 | no rubric | 笔记/round 2.md:21 |
        | – | 6. 跳过的题 | ignored | 笔记/round 2.md:25 |

        <details><summary>1. 连接池有什么用，怎么设大小 (笔记/round 2.md:3)</summary>

        - **in part**: 连接用尽时请求排队，等到超时为止; line 6: 池子满了，新来的请求就等着。 (lacks 超时)
        - **contradicted**: 超时的请求也要归还连接; line 7: 超时不会归还连接。 (denied)
        - **missing**: 数据库那一头能接多少？
        - **missing**: 留多少空闲连接
        - **wrong**, line 8: 连接数越多越快 → 超过数据库的并行能力后，更多连接只会增加切换和锁争用

        </details>

        **Problems**

        - none.md not-found: there is no such file or folder
        - 笔记/round 2.md:1 unused-ignore: the answer covers \`reuse\`; it need not be ignored
        - 笔记/round 2.md:21 ambiguous-question: several rubrics fit this question equally well: net/pool, net/retry
        ");
    }

    #[test]
    fn it_speaks_the_readers_language() {
        let chinese = fixture::in_language(Format::Markdown, Language::Chinese);
        let begins =
            |line: &&str| ["###", "| ", "- **缺失", "- **误解", "**"].iter().any(|start| line.starts_with(start));
        insta::assert_snapshot!(chinese.lines().filter(begins).collect::<Vec<_>>().join("\n"), @r"
        ### 答题覆盖率
        | 覆盖率 | 题目 | 关键点 | 位置 |
        | ---: | --- | ---: | --- |
        | 25% | 1. 连接池有什么用，怎么设大小 | 1 / 5; 原文照抄 | 笔记/round 2.md:3 |
        | 0% | 2. 重试的风暴 | 未作答 | 笔记/round 2.md:11 |
        | 0% | 3. 幂等键放在哪里 | 未作答 | 笔记/round 2.md:13 |
        | – | 4. 说说你家的猫: 100% | 无评分细则 | 笔记/round 2.md:17 |
        | – | 5. 池 | 无评分细则 | 笔记/round 2.md:21 |
        | – | 6. 跳过的题 | 已忽略 | 笔记/round 2.md:25 |
        - **缺失**：数据库那一头能接多少？
        - **缺失**：留多少空闲连接
        - **误解**，第 8 行：连接数越多越快 → 超过数据库的并行能力后，更多连接只会增加切换和锁争用
        **问题**
        ");
    }

    #[test]
    fn hostile_texts_stay_texts() {
        let written = hostile_fixture::written(Format::Markdown);
        assert!(!written.contains("<script") && !written.contains("<!--") && !written.contains("@me"), "{written}");
        let rows: Vec<&str> = written.lines().filter(|line| line.starts_with("| ")).collect();
        assert_eq!(rows.len(), 4);
        assert!(rows.iter().all(|row| row.replace(r"\|", "").matches('|').count() == 5), "{rows:#?}");
        assert_eq!(written.matches("<details>").count(), written.matches("</details>").count());
    }

    #[test]
    fn a_comment_is_never_too_long_and_says_what_it_leaves_out() {
        let rubric = fixture::rubric();
        let mut form = Markdown::new(Look::default());
        let mut out = Vec::new();
        for _ in 0..1000 {
            for report in fixture::reports(&rubric) {
                form.document(&mut out, &report).expect("memory takes it");
            }
        }
        form.end(&mut out, &Summary::default()).expect("memory takes it");
        let out = String::from_utf8(out).expect("it is text");
        assert!(out.chars().count() < MOST, "{}", out.chars().count());
        let remainders: Vec<&str> = out.lines().filter(|line| line.starts_with('…')).collect();
        insta::assert_snapshot!(remainders.join("\n"), @r"
        … and 5436 more questions, not shown here.
        … and the gaps of 916 more questions, not shown here.
        … and 1959 more problems, not shown here.
        ");
        let shown = out.lines().filter(|line| line.starts_with("| ") && line.contains("round 2.md")).count();
        assert_eq!(shown + form.table.left_out, 6000);
    }
}
