use super::super::region::lines_of;
use super::super::slots;
use super::*;
use proptest::prelude::*;

const LINES: [&str; 64] = [
    "",
    "",
    "",
    "",
    "锁用来排队",
    "锁用来排队",
    "the lock waits",
    "- 甲排队",
    "- 乙排队",
    "1. 先排队",
    "2. 后排队",
    "  - 丙排队",
    "    缩进的话",
    "```",
    "```",
    "```",
    "```go",
    "```text",
    "~~~",
    "````",
    "f(x) // 甲",
    "多长的一句话才不会是占位的呢，这里要写满六十个字以上才算数，所以再说一些关于锁和队列以及等待的话，一直说到够长为止，最后再补上几个字。",
    "多长的一句话才不会是占位的呢，这里要写满六十个字以上才算数，所以再说一些关于锁和队列以及等待的话，一直说到够长为止，最后再补上几个字。",
    "let a_long_line_of_code = that_calls(something, with, many, arguments, so_that_it_is_long, and_longer, and_longer);",
    "[请在此处回答]",
    "待补充",
    "请在此处填写你的",
    "答案",
    "Please replace the",
    "answer text",
    "TODO",
    "空着",
    "> 引用的话",
    "| a | b |",
    "|---|---|",
    "a | b",
    "--- | ---",
    "---",
    "===",
    "***",
    "# 标题",
    "## 节 ##",
    "**粗**",
    "`码`",
    "<b>",
    "<!-- 注 -->",
    "<!--",
    "-->",
    "[a]: /b",
    "[a]:",
    "[^1]: 脚注",
    "[链](x)",
    "\\",
    "\u{200b}",
    "\t制表",
    "- [ ] 待办",
    "a <- b",
    "  ```",
    "// TODO",
    "<!-- anscov: ignore -->",
    "-",
    "1.",
    "- - 双",
    "甲：",
];

fn lines(source: &str) -> Vec<Span> {
    lines_of(source, Span::new(0, source.len())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_is_told_is_what_reading_finds(
        picked in prop::collection::vec(0..LINES.len(), 0..8),
        end in prop::sample::select(vec!["\n", "\r\n", " \n"]),
    ) {
        let source: String = picked.iter().flat_map(|&at| [LINES[at], end]).collect();
        let lines = lines(&source);
        if let Some(told) = glance(&source, &lines) {
            let read = slots::read(&source, &lines);
            prop_assert_eq!(told, (read.state, read.span), "{:?}", source);
        }
    }
}

#[test]
fn plain_answers_are_told_at_a_glance() {
    let told =
        |source: &'static str| glance(source, &lines(source)).map(|(_, span)| span.map_or("", |span| span.of(source)));
    assert_eq!(told("\n锁用来排队。\n```go\nf()\n```\n- 等 \n\n"), Some("锁用来排队。\n```go\nf()\n```\n- 等"));
    assert_eq!(told("```\n锁用来排队\n```\n\n---\n"), Some("锁用来排队"));
    assert_eq!(told("\n \n"), Some(""));
    assert_eq!(told("```go\nf()\n```\n用它\n\n---\n\n<!-- 注 -->\n"), Some("```go\nf()\n```\n用它"));
    assert_eq!(told("```go\na <- b\n```\n"), Some("a <- b"));
    assert_eq!(told("```\n\n```\n"), Some(""));
    for doubtful in [
        "[请写]\n",
        "待补充\n",
        "**锁**\n",
        "锁\n<!-- 锁 -->\n",
        "锁\n---\n",
        "```go\n// TODO\n```\n",
        "  ```\n锁\n  ```\n",
    ] {
        assert_eq!(told(doubtful), None, "{doubtful}");
    }
}
