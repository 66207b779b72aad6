//! A profile for people at a terminal.

use super::Focus;
use super::sections::{Row, Section, sections, summary};
use crate::mastery::Profile;
use crate::messages::Message;
use crate::report::layout::{Look, Palette, fit, one_line, table};
use crate::score::Hundredths;
use std::borrow::Cow;
use std::io::{self, Write};

pub(super) fn write(out: &mut dyn Write, look: Look, profile: &Profile, focus: Focus) -> io::Result<()> {
    let palette = Palette::new(look.coloured);
    let Palette { strong, .. } = palette;
    writeln!(out, "{strong}{}{strong:#}", summary(profile, look.language))?;
    sections(profile, focus, look.language).iter().try_for_each(|found| section(out, look, palette, found))
}

fn section(out: &mut dyn Write, look: Look, palette: Palette, section: &Section) -> io::Result<()> {
    let Palette { good, fair, bad, strong, dim } = palette;
    writeln!(out, "\n{strong}{}{strong:#}", section.title)?;
    let mut rows = vec![section.columns.clone()];
    rows.extend(section.rows.iter().map(|row| row.cells.iter().map(|cell| shown(cell)).collect()));
    let coverages = [None].into_iter().chain(section.rows.iter().map(|Row { coverage, .. }| *coverage));
    for (at, (line, coverage)) in table(&rows).iter().zip(coverages).enumerate() {
        let line = look.width.map_or(Cow::Borrowed(line.as_str()), |width| fit(line, width));
        let style = match coverage {
            _ if at == 0 => dim,
            None => anstyle::Style::new(),
            Some(Hundredths(80_00..)) => good,
            Some(Hundredths(40_00..)) => fair,
            Some(_) => bad,
        };
        writeln!(out, "{style}{line}{style:#}")?;
    }
    match section.more {
        0 => Ok(()),
        more => {
            let more = Message::new("and-more").with("count", more).text(look.language);
            writeln!(out, "  {dim}{more}{dim:#}")
        }
    }
}

/// A cell on one line, whose indent tells how deep it stands.
fn shown(cell: &str) -> String {
    one_line(cell).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{By, MasteryFormat, fixture};
    use crate::messages::Language;

    #[test]
    fn a_name_steers_no_terminal() {
        let mut profile = fixture::whole();
        profile.people[0].name = "li\u{1b}[2J\nwu".to_owned();
        let mut out = Vec::new();
        let focus = super::Focus { by: By::Person, most: 2, due: false };
        super::write(&mut out, super::Look::default(), &profile, focus).expect("memory takes it");
        let written = String::from_utf8(out).expect("it is UTF-8");
        assert!(!written.contains('\u{1b}') && written.contains("li [2J wu"), "{written}");
    }

    #[test]
    fn topics_are_a_tree() {
        insta::assert_snapshot!(fixture::written(MasteryFormat::Terminal, By::Topic), @r"
        coverage 15% (2–59 at 95%): 3 documents, 5 questions (3 answered, 2 empty)

        trend
          day         state  coverage  at 95%  answered
          2026-01-01  run 1  37%       5–86    1 of 2
          2026-01-08  run 2  0%        0–66    1 of 2
          2026-01-09  run 3  0%        0–80    1 of 1

        topics
          topic      coverage  at 95%  answered  never tried  went
          net        15%       2–59    3 of 5    2 of 3       37% → 0%
            client   15%       2–59    3 of 5    2 of 3       37% → 0%
              retry  0%        0–66    0 of 2    1 of 1       0% → 0%
            load     0%        0–66    0 of 2    1 of 1       0% → 0%

        weakest topics
          topic             coverage  at 95%  answered
          net/client        15%       2–59    3 of 5
          net/client/retry  0%        0–66    0 of 2
          and 1 more

        key points missed most
          times   key point       statement
          3 of 3  net/pool/limit  限制个数
          2 of 3  net/pool/reuse  复用连接

        key points denied
          times   key point       statement
          1 of 3  net/pool/reuse  复用连接

        misconceptions held
          times   where         claim         what is right
          2 of 3  li/1.md:3 +1  连接越多越快  不是越多越快

        never tried
          question     because                   title
          net/retry    left empty at han/1.md:9  重试
          net/timeout  never asked               超时

        practise next
          question   because     topic             title
          net/retry  left empty  net/client/retry  重试
          net/pool   25%         net/client        连接池
          and 1 more

        due on 2026-02-01
          due         last        coverage  recall  question  title
          2026-01-10  2026-01-09  0%        49%     net/pool  连接池

        leeches: missed again and again
          times       key point       statement
          3 in a row  net/pool/limit  限制个数
        ");
    }

    #[test]
    fn people_come_with_what_questions_tell_of_them() {
        insta::assert_snapshot!(fixture::written(MasteryFormat::Terminal, By::Person), @r"
        coverage 15% (2–59 at 95%): 3 documents, 5 questions (3 answered, 2 empty)

        trend
          day         state  coverage  at 95%  answered
          2026-01-01  run 1  37%       5–86    1 of 2
          2026-01-08  run 2  0%        0–66    1 of 2
          2026-01-09  run 3  0%        0–80    1 of 1

        by person
          person  coverage  at 95%  answered  points missed  misconceptions  went  weakest topic
          han     37%       5–86    1 of 2    1              0               new   net/client/retry
          li      0%        0–66    1 of 2    2              1               new   net/client
          wu      0%        0–80    1 of 1    2              1               new   net/client

        questions
          difficulty  discrimination  answers  question   title
          0.25        -               3        net/pool   连接池
          0.00        -               0        net/retry  重试

        key points
          difficulty  discrimination  answers  key point       statement
          0.33        -               3        net/pool/reuse  复用连接
          0.00        -               3        net/pool/limit  限制个数
          and 1 more

        key points missed most
          times   key point       statement
          3 of 3  net/pool/limit  限制个数
          2 of 3  net/pool/reuse  复用连接

        key points denied
          times   key point       statement
          1 of 3  net/pool/reuse  复用连接

        misconceptions held
          times   where         claim         what is right
          2 of 3  li/1.md:3 +1  连接越多越快  不是越多越快

        never tried
          question     because                   title
          net/retry    left empty at han/1.md:9  重试
          net/timeout  never asked               超时

        practise next
          question   because     topic             title
          net/retry  left empty  net/client/retry  重试
          net/pool   25%         net/client        连接池
          and 1 more

        due on 2026-02-01
          due         last        coverage  recall  question  title
          2026-01-10  2026-01-09  0%        49%     net/pool  连接池

        leeches: missed again and again
          times       key point       statement
          3 in a row  net/pool/limit  限制个数
        ");
    }

    #[test]
    fn it_speaks_the_readers_language() {
        insta::assert_snapshot!(fixture::in_language(MasteryFormat::Terminal, By::Topic, Language::Chinese), @r"
        覆盖率 15%（95% 区间 2–59）：3 份文档，5 道题（已作答 3、未作答 2）

        趋势
          日期        时点   覆盖率  95% 区间  已作答
          2026-01-01  run 1  37%     5–86      1 / 2
          2026-01-08  run 2  0%      0–66      1 / 2
          2026-01-09  run 3  0%      0–80      1 / 1

        各主题
          主题       覆盖率  95% 区间  已作答  从未作答  变化
          net        15%     2–59      3 / 5   2 / 3     37% → 0%
            client   15%     2–59      3 / 5   2 / 3     37% → 0%
              retry  0%      0–66      0 / 2   1 / 1     0% → 0%
            load     0%      0–66      0 / 2   1 / 1     0% → 0%

        最薄弱的主题
          主题              覆盖率  95% 区间  已作答
          net/client        15%     2–59      3 / 5
          net/client/retry  0%      0–66      0 / 2
          另有 1 项

        最常遗漏的关键点
          次数   关键点          内容
          3 / 3  net/pool/limit  限制个数
          2 / 3  net/pool/reuse  复用连接

        说反了的关键点
          次数   关键点          内容
          1 / 3  net/pool/reuse  复用连接

        出现的误解
          次数   位置          错误说法      正确说法
          2 / 3  li/1.md:3 +1  连接越多越快  不是越多越快

        从未作答的题目
          题目         原因                   标题
          net/retry    未作答，见 han/1.md:9  重试
          net/timeout  从未练过               超时

        接下来练什么
          题目       原因    主题              标题
          net/retry  未作答  net/client/retry  重试
          net/pool   25%     net/client        连接池
          另有 1 项

        2026-02-01 该复习的题目
          到期        上次        覆盖率  回忆概率  题目      标题
          2026-01-10  2026-01-09  0%      49%       net/pool  连接池

        一再遗漏的关键点
          次数       关键点          内容
          连续 3 次  net/pool/limit  限制个数
        ");
    }
}
