//! The results as a unified diff: what is expected on one side, what is covered on the other.

use super::form::Form;
use super::layout::{Look, Palette, one_line};
use super::place::Place;
use super::summary::Summary;
use super::view::{Content, KeyPointReport, QuestionReport, Report};
use crate::matching::Verdict;
use crate::messages::{Language, Message};
use crate::rubric::Tier;
use similar::TextDiff;
use std::fmt::Write as _;
use std::io::{self, Write};

/// One file pair a document. A document without gaps has none, as in any diff.
pub(super) struct Diff {
    look: Look,
}

impl Diff {
    pub(super) fn new(look: Look) -> Self {
        Self { look }
    }
}

impl Form for Diff {
    fn document(&mut self, out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
        match report.content {
            Content::Answers => document(out, self.look, report),
            _ => Ok(()),
        }
    }

    fn end(&mut self, _: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}

fn document(out: &mut dyn Write, look: Look, report: &Report<'_>) -> io::Result<()> {
    let (mut expected, mut covered) = (String::new(), String::new());
    for question in &report.questions {
        sides(question, look.language, &mut expected, &mut covered);
    }
    let diff = TextDiff::from_lines(&expected, &covered);
    let path = patch_path(&report.path);
    let header = (name("expected", &path), name("covered", &path));
    // Every line is context for the others: without its question and its neighbours a point says little.
    let radius = diff.old_len().max(diff.new_len());
    let diff = diff.unified_diff().context_radius(radius).header(&header.0, &header.1).to_string();
    if !look.coloured {
        return out.write_all(diff.as_bytes());
    }
    let Palette { good, bad, strong, dim, .. } = Palette::new(true);
    let styles = [("---", strong), ("+++", strong), ("@", dim), ("-", bad), ("+", good), ("", anstyle::Style::new())];
    for (at, line) in diff.lines().enumerate() {
        // Only the first two lines are a header; a point that begins with dashes is not.
        let style = styles.iter().skip(if at < 2 { 0 } else { 2 }).find(|(start, _)| line.starts_with(start));
        let style = style.map_or(anstyle::Style::new(), |(_, style)| *style);
        writeln!(out, "{style}{line}{style:#}")?;
    }
    Ok(())
}

/// Adds a question's lines to what is expected and what is covered.
fn sides(question: &QuestionReport<'_>, language: Language, expected: &mut String, covered: &mut String) {
    let number = question.number.as_deref().map(|number| format!("{number} ")).unwrap_or_default();
    let rubric = question.rubric.as_deref().map(|id| format!(" ({id})")).unwrap_or_default();
    let title = format!("{number}{}{rubric}", one_line(&question.title));
    let heading = Message::new("diff-question").with("title", title).with("line", question.line.to_string());
    let heading = format!("# {}\n", heading.text(language));
    let side = |text: &mut String, line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    expected.push_str(&heading);
    covered.push_str(&heading);
    for keypoint in question.keypoints.iter().filter(|keypoint| keypoint.tier == Tier::Core && !keypoint.ignored) {
        let point = one_line(&keypoint.point);
        side(expected, &point);
        match keypoint.verdict {
            Verdict::Covered => side(covered, &point),
            Verdict::Partial => side(covered, &format!("~ {}", partly(keypoint, language).text(language))),
            Verdict::Missing | Verdict::Contradicted => {}
        }
    }
    for claim in &question.claims {
        let (wrong, right) = (one_line(&claim.quote), one_line(&claim.misconception.correction));
        let said = said_on(claim.place, format!("{wrong} → {right}"));
        side(covered, &format!("! {}", said.text(language)));
    }
}

/// A point that is covered in part: the statement, and what was said of it where.
fn partly(keypoint: &KeyPointReport, language: Language) -> Message {
    let point = one_line(&keypoint.point).into_owned();
    let said = if let Some(nearest) = &keypoint.nearest {
        let (quote, lack) = (one_line(&nearest.quote), super::nearest::lack(language, nearest));
        Some((nearest.place, format!("{quote} {lack}")))
    } else {
        keypoint.seen.as_ref().map(|(place, quote)| (*place, one_line(quote).into_owned()))
    };
    match said {
        Some((place, quote)) => Message::new("diff-partly").with("point", point).with("said", said_on(place, quote)),
        None => Message::foreign(point),
    }
}

/// Words of an answer, and the line where they stand.
fn said_on(place: Place, quote: String) -> Message {
    Message::new("said-on-line").with("line", place.start.line.to_string()).with("quote", quote)
}

/// The path as a patch may name it: neither absolute nor outside the folder.
fn patch_path(path: &str) -> String {
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    let inside = parts.collect::<Vec<_>>().join("/");
    if inside == "-" { "stdin".to_owned() } else { inside }
}

/// A file name for a patch's header: quoted as Git quotes it where it holds a quote, a backslash or a control character,
/// and ended with a tab where it holds a blank.
fn name(side: &str, path: &str) -> String {
    let odd = |c: char| c.is_control() || c == '"' || c == '\\';
    if !path.contains(odd) {
        let end = if path.contains(' ') { "\t" } else { "" };
        return format!("{side}/{path}{end}");
    }
    let mut quoted = format!("\"{side}/");
    for c in path.chars() {
        if c.is_control() {
            for byte in c.to_string().bytes() {
                let _ = write!(quoted, "\\{byte:03o}");
            }
        } else {
            if odd(c) {
                quoted.push('\\');
            }
            quoted.push(c);
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::super::compose::report;
    use super::super::{Format, fixture};
    use super::*;
    use std::process::{Command, Stdio};

    fn shown(look: Look) -> String {
        fixture::looking(Format::Diff, look)
    }

    /// The diff of the same results under another path.
    fn of_path(path: &str) -> String {
        let rubric = fixture::rubric();
        let mut out = Vec::new();
        let report = Report { path: path.to_owned(), ..report(fixture::card(&rubric)) };
        document(&mut out, Look::default(), &report).expect("memory takes it");
        String::from_utf8(out).expect("it is text")
    }

    /// What `git apply` says of a patch: added and removed lines, and the file.
    fn numstat(patch: &str) -> String {
        let mut git = Command::new("git")
            .args(["apply", "--numstat", "-"])
            .current_dir(std::env::temp_dir())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("git is installed");
        let mut stdin = git.stdin.take().expect("it is piped");
        stdin.write_all(patch.as_bytes()).expect("git reads it");
        drop(stdin);
        let output = git.wait_with_output().expect("git ends");
        assert!(output.status.success(), "git refuses\n{patch}");
        String::from_utf8(output.stdout).expect("it is text")
    }

    #[test]
    fn gaps_are_removed_lines() {
        insta::assert_snapshot!(shown(Look::default()), @r"
        --- expected/笔记/round 2.md	
        +++ covered/笔记/round 2.md	
        @@ -1,13 +1,9 @@
         # 1 连接池有什么用，怎么设大小 (net/pool), line 3
         复用建好的连接，省去握手
        -连接用尽时请求排队，等到超时为止
        -超时的请求也要归还连接
        -上限由数据库的最大连接数除以实例数决定，不是凭感觉
        -留多少空闲连接
        +~ 连接用尽时请求排队，等到超时为止 (line 6: 池子满了，新来的请求就等着。 {+超时+})
        +! line 8: 连接越多越快 → 超过数据库的并行能力后，更多连接只会增加切换和锁争用
         # 2 重试的风暴 (net/retry), line 11
        -指数退避
         # 3 幂等键放在哪里 (net/idempotency), line 13
        -由客户端生成，随请求带上
         # 4 说说你家的猫: 100%, line 17
         # 5 池, line 21
         # 6 跳过的题, line 25
        ");
    }

    #[test]
    fn lines_are_said_in_the_readers_language() {
        let chinese = shown(Look { language: Language::Chinese, ..Look::default() });
        let said = |line: &&str| line.starts_with("+~") || line.starts_with("+!") || line.starts_with(" # 1");
        insta::assert_snapshot!(chinese.lines().filter(said).collect::<Vec<_>>().join("\n"), @r"
         # 1 连接池有什么用，怎么设大小 (net/pool)，第 3 行
        +~ 连接用尽时请求排队，等到超时为止（第 6 行：池子满了，新来的请求就等着。 {+超时+}）
        +! 第 8 行：连接越多越快 → 超过数据库的并行能力后，更多连接只会增加切换和锁争用
        ");
        assert_eq!(numstat(&chinese), numstat(&shown(Look::default())));
    }

    #[test]
    fn git_reads_it() {
        assert!(numstat(&of_path("notes.md")).starts_with("2\t6\t"));
        for path in ["笔记/round 2.md", "/tmp/a.md", "../../b.md", "-", "a\"b\\c\n d.md"] {
            assert_eq!(numstat(&of_path(path)).lines().count(), 1, "{path}");
        }
    }

    #[test]
    fn colour_only_adds_escapes() {
        let coloured = shown(Look { coloured: true, ..Look::default() });
        assert!(coloured.contains("\u{1b}[31m-指数退避"), "{coloured}");
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), shown(Look::default()));
    }

    #[test]
    fn without_gaps_there_is_no_diff() {
        let rubric = fixture::rubric();
        let mut report = report(fixture::card(&rubric));
        report.questions.truncate(1);
        report.questions[0].claims.clear();
        report.questions[0].keypoints.truncate(1);
        let mut out = Vec::new();
        document(&mut out, Look::default(), &report).expect("memory takes it");
        assert_eq!(String::from_utf8_lossy(&out), "");
    }
}
