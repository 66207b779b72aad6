//! A profile as Markdown, for a page, a comment or a job's summary.

use super::Focus;
use super::sections::{Section, sections, summary};
use crate::mastery::Profile;
use crate::messages::{Language, Message, words};
use crate::report::escape::markdown;
use std::io::{self, Write};

pub(super) fn write(out: &mut dyn Write, language: Language, profile: &Profile, focus: Focus) -> io::Result<()> {
    let (title, summary) = (words(language, "mastery-title"), summary(profile, language));
    writeln!(out, "### {title}\n\n{}", markdown(&summary))?;
    sections(profile, focus, language).iter().try_for_each(|found| section(out, language, found))
}

fn section(out: &mut dyn Write, language: Language, section: &Section) -> io::Result<()> {
    writeln!(out, "\n#### {}\n", markdown(&section.title))?;
    writeln!(out, "| {} |", section.columns.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(section.columns.len()))?;
    for row in &section.rows {
        writeln!(out, "| {} |", row.cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(" | "))?;
    }
    match section.more {
        0 => Ok(()),
        more => writeln!(out, "\n{}", Message::new("more-not-shown").with("count", more).text(language)),
    }
}

/// A cell; Markdown takes blanks at its start for nothing, so that an indent is written out.
fn cell(text: &str) -> String {
    let inner = text.trim_start_matches(' ');
    "&emsp;".repeat((text.len() - inner.len()) / 2) + &markdown(inner)
}

#[cfg(test)]
mod tests {
    use super::super::{By, MasteryFormat, fixture};
    use crate::messages::Language;

    #[test]
    fn tables_are_pipes() {
        insta::assert_snapshot!(fixture::written(MasteryFormat::Markdown, By::Level), @r"
        ### What the answers say together

        coverage 15% (2–59 at 95%): 3 documents, 5 questions (3 answered, 2 empty)

        #### trend

        | day | state | coverage | at 95% | answered |
        | --- | --- | --- | --- | --- |
        | 2026-01-01 | run 1 | 37% | 5–86 | 1 of 2 |
        | 2026-01-08 | run 2 | 0% | 0–66 | 1 of 2 |
        | 2026-01-09 | run 3 | 0% | 0–80 | 1 of 1 |

        #### by level

        | level | coverage | at 95% | answered | points missed | misconceptions | went | weakest topic |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        | junior | 0% | 0–66 | 0 of 2 | 0 | 0 | 0% → 0% | net/client/retry |
        | senior | 25% | 3–75 | 3 of 3 | 5 | 2 | 75% → 0% | net/client |

        #### key points missed most

        | times | key point | statement |
        | --- | --- | --- |
        | 3 of 3 | net/pool/limit | 限制个数 |
        | 2 of 3 | net/pool/reuse | 复用连接 |

        #### key points denied

        | times | key point | statement |
        | --- | --- | --- |
        | 1 of 3 | net/pool/reuse | 复用连接 |

        #### misconceptions held

        | times | where | claim | what is right |
        | --- | --- | --- | --- |
        | 2 of 3 | li/1.md:3 +1 | 连接越多越快 | 不是越多越快 |

        #### never tried

        | question | because | title |
        | --- | --- | --- |
        | net/retry | left empty at han/1.md:9 | 重试 |
        | net/timeout | never asked | 超时 |

        #### practise next

        | question | because | topic | title |
        | --- | --- | --- | --- |
        | net/retry | left empty | net/client/retry | 重试 |
        | net/pool | 25% | net/client | 连接池 |

        … and 1 more, not shown here.

        #### due on 2026-02-01

        | due | last | coverage | recall | question | title |
        | --- | --- | --- | --- | --- | --- |
        | 2026-01-10 | 2026-01-09 | 0% | 49% | net/pool | 连接池 |

        #### leeches: missed again and again

        | times | key point | statement |
        | --- | --- | --- |
        | 3 in a row | net/pool/limit | 限制个数 |
        ");
    }

    #[test]
    fn it_speaks_the_readers_language() {
        let chinese = fixture::in_language(MasteryFormat::Markdown, By::Level, Language::Chinese);
        let heads =
            chinese.lines().filter(|line| ["#", "| 级别", "| junior", "…"].iter().any(|at| line.starts_with(at)));
        insta::assert_snapshot!(heads.collect::<Vec<_>>().join("\n"), @r"
        ### 综合各份答案
        #### 趋势
        #### 按级别
        | 级别 | 覆盖率 | 95% 区间 | 已作答 | 遗漏关键点 | 误解 | 变化 | 最弱的主题 |
        | junior | 0% | 0–66 | 0 / 2 | 0 | 0 | 0% → 0% | net/client/retry |
        #### 最常遗漏的关键点
        #### 说反了的关键点
        #### 出现的误解
        #### 从未作答的题目
        #### 接下来练什么
        …… 另有 1 项未在此列出。
        #### 2026-02-01 该复习的题目
        #### 一再遗漏的关键点
        ");
    }

    #[test]
    fn what_a_name_says_is_text() {
        let mut profile = fixture::whole();
        profile.people[0].name = "<script>|[a](javascript:b)".to_owned();
        let mut out = Vec::new();
        let focus = super::Focus { by: By::Person, most: 2, due: false };
        super::write(&mut out, Language::English, &profile, focus).expect("memory takes it");
        let written = String::from_utf8(out).expect("it is UTF-8");
        assert!(written.contains(r"| &lt;script&gt;\|\[a\](javascript:b) |"), "{written}");
    }

    #[test]
    fn topics_keep_their_indent() {
        assert_eq!(super::cell("    a|b"), r"&emsp;&emsp;a\|b");
    }
}
