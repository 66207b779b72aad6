//! Code in answers: its text for code patterns, and its comments, which are prose.

use crate::source::Span;
use crate::text::{Extract, code_characters};

/// Code with its white space, letter case and width put aside.
#[derive(Debug)]
pub(crate) struct Code {
    /// The language its fence names.
    pub language: Option<String>,
    /// The code in small letters of half width, without white space but for one blank between words.
    pub squeezed: Extract,
}

/// Squeezes a code block, or inline code, for code patterns.
pub(crate) fn squeeze(language: Option<&str>, extract: &Extract, range: Span) -> Code {
    let mut squeezed = Extract::default();
    let mut places = extract.map.places();
    for (at, c) in code_characters(range.of(&extract.text)) {
        let source = places.source(Span::new(range.start + at.start, range.start + at.end));
        squeezed.push(c.encode_utf8(&mut [0; 4]), source);
    }
    Code { language: language.map(str::to_owned), squeezed }
}

/// The comments of a code block as prose, a line each. Strings are passed over, so that `"http://"` opens none.
pub(crate) fn comments(language: Option<&str>, extract: &Extract) -> Extract {
    let style = style(language.unwrap_or_default());
    let text = extract.text.as_str();
    let mut out = Extract::default();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let line = || rest.find('\n').unwrap_or(rest.len());
        if let Some(marker) = style.line.iter().find(|marker| rest.starts_with(**marker)) {
            let line = line();
            keep(&mut out, extract, Span::new(at + marker.len(), at + line));
            at += line;
        } else if style.block && rest.starts_with("/*") {
            let end = rest.find("*/").unwrap_or(rest.len());
            keep(&mut out, extract, Span::new(at + 2, at + end.max(2)));
            at += (end + 2).min(rest.len());
        } else if style.quotes.contains(c) {
            let close =
                rest.char_indices().skip(1).find(|&(i, q)| q == c && !rest.get(..i).is_some_and(|r| r.ends_with('\\')));
            let line = line();
            let end = close.map_or(line, |(i, _)| i + 1);
            // A quote that is not closed in its line is an apostrophe, but for raw strings.
            at += if end > line && c != '`' { c.len_utf8() } else { end.max(c.len_utf8()) };
        } else {
            at += c.len_utf8();
        }
    }
    out
}

/// Comments so many times as long as the code that they stand in are not about it.
const COMMENTARY: usize = 2;

/// Whether the comments of a code block are what is said in it, and the code hardly anything.
pub(crate) fn is_commentary(comments: &str, block: &str) -> bool {
    let length = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let commented = length(comments);
    commented > COMMENTARY * length(block).saturating_sub(commented)
}

fn keep(out: &mut Extract, extract: &Extract, span: Span) {
    if !span.of(&extract.text).trim().is_empty() {
        out.push(span.of(&extract.text), extract.source(span));
        out.push("\n", extract.source(Span::new(span.end, span.end)));
    }
}

struct Style {
    line: &'static [&'static str],
    block: bool,
    quotes: &'static str,
}

/// How a language writes comments and strings; an unknown one is taken for a relative of C.
fn style(language: &str) -> Style {
    match language {
        "sql" | "mysql" | "lua" | "haskell" => Style { line: &["--", "#"], block: true, quotes: "'\"" },
        "sh" | "bash" | "shell" | "zsh" | "python" | "py" | "yaml" | "yml" | "toml" | "conf" | "ini" | "redis"
        | "ruby" | "dockerfile" => Style { line: &["#"], block: false, quotes: "'\"" },
        "go" | "golang" => Style { line: &["//"], block: true, quotes: "\"`" },
        _ => Style { line: &["//"], block: true, quotes: "\"" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_prose_and_strings_are_not() {
        let code = "x := \"http://a\" // 只做一次\n/* 等\n待 */ y()\n";
        let got = comments(Some("go"), &Extract::copied(code, 100));
        assert_eq!(got.text, " 只做一次\n 等\n待 \n");
        let at = got.text.find("只").expect("kept");
        assert_eq!(got.source(Span::new(at, at + 3)).start, 100 + code.find("只").expect("there"));
        assert_eq!(comments(Some("sql"), &Extract::copied("select 1 -- 全表", 0)).text, " 全表\n");
        assert_eq!(comments(Some("py"), &Extract::copied("s = '# no' # yes", 0)).text, " yes\n");
    }

    #[test]
    fn comments_without_code_are_commentary() {
        let block = |code: &str| is_commentary(&comments(Some("go"), &Extract::copied(code, 0)).text, code);
        assert!(!block("once.Do(load) // 只执行一次，后来的人等它做完\n"));
        assert!(block("package main\n// 本地队列空了就去别的 P 那里偷一半任务，偷不到再看全局队列和网络轮询器\n"));
        assert!(!block("x := 1\n"), "code without comments");
    }

    #[test]
    fn white_space_and_width_are_put_aside() {
        let extract = Extract::copied("once . Ｄｏ (\n f )\n\tvar   x", 3);
        let code = squeeze(Some("go"), &extract, Span::new(0, extract.text.len()));
        assert_eq!(code.squeezed.text, crate::text::squeeze_code("once.Do(f)var x"));
        let at = code.squeezed.text.find("do(").expect("squeezed");
        assert_eq!(code.squeezed.source(Span::new(at, at + 2)), Span::new(10, 16));
    }
}
