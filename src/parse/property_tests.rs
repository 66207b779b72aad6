//! What must hold for any text.

use super::*;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_read(text in fragments()) {
        spans_hold(&text, &parse(Source::new("t.md", text.as_str()), &Labels::default()))?;
        let slot = parse_answer(&text);
        slot.passages(&text).iter().try_for_each(|passage| extract_holds(&text, &passage.extract))?;
    }

    #[test]
    fn any_string_is_read(text in r"[\PC\n\r\t*_`\[\]()<>&\\|#>~:：0-9.!-]{0,200}") {
        spans_hold(&text, &parse(Source::new("t.md", text.as_str()), &Labels::default()))?;
        let slot = parse_answer(&text);
        slot.passages(&text).iter().try_for_each(|passage| extract_holds(&text, &passage.extract))?;
    }
}

/// Lines that mean something to the reader, put together at random.
fn fragments() -> impl Strategy<Value = String> {
    let lines = proptest::sample::select(vec![
        "# 题",
        "### 1. 锁",
        "### 2. 通道",
        "## 面试评价模板",
        "**面试官**: 问",
        "**我的回答**:",
        "我的回答：甲 `x`",
        "**答案：** 乙",
        "Q: 丙",
        "A: 丁",
        "```",
        "```go",
        "~~~",
        "- 甲",
        "  - 乙",
        "1. 丙",
        "> 引 **用",
        "    缩进",
        "\t表",
        "| a \\| b | c |",
        "|---|---|",
        "---",
        "===",
        "<!--",
        "-->",
        "<!-- anscov: ignore -->",
        "<p>甲 &amp; 乙<br>",
        "[a]: /b",
        "[^1]: 注",
        "文[^1] ![图](x) [链](y)",
        r"转\*义 \\| &#x4e2d;",
        "[请在此处回答]",
        "",
        "",
        "\u{200b}",
        "**粗**",
        "名：",
        "• 锁是什么？",
        "• 通道呢？传值用的",
        "**2、锁是什么？**",
        "锁的原理是什么？",
        "3、怎么排查 - 看日志",
        "   - 追问：然后呢",
        "- [x] A. 甲",
        "- [ ] B. 乙",
        "|问题|答案|",
        "|锁是什么？| 排队 |",
        "面试官：锁呢？",
        "我：排队",
        "<details>",
        "<summary>Q1：锁？</summary>",
        "<summary>参考答案</summary>",
        "</details>",
        "<!-- 作答开始 -->",
        "<!-- 作答结束 -->",
        "<!-- 作答开始",
        "```answer",
        "## 反问",
        "## 1. 标准答案",
        "**追问**：",
        "请把回答写在注释里",
        "锁是什么？（我的回答：排队）",
        "> 提示：别背",
        "很长的一行用来看看换行之后是不是还算同一句话因为它没有句号也没有别的标点",
    ]);
    let ends = proptest::sample::select(vec!["\n", "\n", "\n", "\r\n", "\r", ""]);
    proptest::collection::vec((lines, ends), 0..40)
        .prop_map(|lines| lines.into_iter().flat_map(|(line, end)| [line, end]).collect())
}

fn spans_hold(text: &str, document: &Document) -> Result<(), TestCaseError> {
    let inside = |span: Span| text.get(span.start..span.end).is_some();
    let mut at = 0;
    for question in &document.questions {
        prop_assert!(inside(question.heading) && at <= question.heading.start);
        at = question.heading.end;
        for slot in &question.slots {
            prop_assert!(slot.span.is_none_or(inside) && slot.label.is_none_or(inside));
            prop_assert_eq!(slot.span.is_some(), !slot.passages(text).is_empty());
            for (n, passage) in slot.passages(text).iter().enumerate() {
                prop_assert!(passage.parent.is_none_or(|parent| parent < n));
                extract_holds(text, &passage.extract)?;
                let said = passage.extract.text.char_indices().filter(|(_, c)| !placeholder::is_blank(*c));
                let mut said = said.map(|(at, c)| passage.extract.source(Span::new(at, at + c.len_utf8())));
                prop_assert!(said.all(|said| slot.span.is_some_and(|span| span.contains(said))), "{:?}", slot);
            }
        }
        question.prompt.iter().try_for_each(|extract| extract_holds(text, extract))?;
        prop_assert!(question.parts.iter().all(|part| inside(part.span)));
    }
    for slots in document.questions.windows(2) {
        let ends = slots[0].slots.iter().filter_map(|slot| slot.span).map(|span| span.end).max();
        prop_assert!(ends.is_none_or(|end| end <= slots[1].heading.start));
    }
    prop_assert!(document.problems.iter().all(|problem| problem.span.is_none_or(inside)));
    Ok(())
}

/// Every character stands in the file, after the one before.
fn extract_holds(text: &str, extract: &crate::text::Extract) -> Result<(), TestCaseError> {
    let mut last = 0;
    for (at, c) in extract.text.char_indices() {
        let source = extract.source(Span::new(at, at + c.len_utf8()));
        prop_assert!(text.get(source.start..source.end).is_some(), "{:?} of {:?}", source, extract.text);
        prop_assert!(last <= source.start, "{:?} in {:?}", c, extract.text);
        last = source.start;
        let written = source.of(text);
        let decoded = written.starts_with(['\\', '&', '\0']) || c.is_whitespace();
        prop_assert!(decoded || written.chars().eq([c]), "{:?} stands for {:?} in {:?}", c, written, text);
    }
    prop_assert!(extract.code.iter().all(|code| extract.text.get(code.start..code.end).is_some()));
    Ok(())
}
