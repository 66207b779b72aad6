//! Missed key points as flash cards: the question and a hint on the front, the point on the back.

use crate::mastery::{Profile, Weakness};
use crate::messages::{Language, words};
use crate::report::escape::{html, markdown as escape};
use crate::report::layout::one_line;
use std::io::{self, Write};

/// What Anki is told of the file before its first row. The first column keeps cards apart, so that a card which is imported
/// again is updated and keeps its progress.
///
/// <https://docs.ankiweb.net/importing/text-files.html#file-headers>
const HEADERS: [&str; 5] =
    ["#separator:Comma", "#html:false", "#guid column:1", "#tags column:4", "#columns:guid,front,back,tags"];

/// Writes the missed key points for Anki, those missed most first.
pub(super) fn anki(out: &mut dyn Write, profile: &Profile) -> io::Result<()> {
    for header in HEADERS {
        writeln!(out, "{header}")?;
    }
    let mut table = ::csv::WriterBuilder::new().has_headers(false).from_writer(out);
    for weak in &profile.missed {
        let front = match &weak.hint {
            Some(hint) => format!("{}\n{}", one_line(&weak.title), one_line(hint)),
            None => one_line(&weak.title).into_owned(),
        };
        // A tag ends at a blank; `::` makes a tree of tags.
        let tags: Vec<String> = weak.topics.iter().map(|topic| topic.replace('/', "::").replace(' ', "-")).collect();
        let back = one_line(&weak.point);
        table.write_record([id(weak).as_str(), front.as_str(), &*back, tags.join(" ").as_str()])?;
    }
    table.flush()
}

/// Writes them as Markdown: a heading a question, a hint with its point below a card.
pub(super) fn markdown(out: &mut dyn Write, language: Language, profile: &Profile) -> io::Result<()> {
    writeln!(out, "# {}", words(language, "cards-title"))?;
    let mut questions: Vec<&str> = Vec::new();
    for weak in &profile.missed {
        if !questions.contains(&weak.question.as_str()) {
            questions.push(&weak.question);
        }
    }
    for question in questions {
        let cards: Vec<&Weakness> = profile.missed.iter().filter(|weak| weak.question == question).collect();
        let title = cards.first().map(|weak| escape(&weak.title)).unwrap_or_default();
        writeln!(out, "\n## {title}")?;
        for weak in cards {
            let hint = weak.hint.as_ref().map_or_else(|| id(weak), |hint| html(hint));
            writeln!(out, "\n<details><summary>{hint}</summary>\n\n{}\n\n</details>", escape(&weak.point))?;
        }
    }
    Ok(())
}

/// The full id of a key point.
fn id(weak: &Weakness) -> String {
    format!("{}/{}", weak.question, weak.id)
}

#[cfg(test)]
mod tests {
    use super::super::{By, MasteryFormat, fixture};

    #[test]
    fn anki_takes_a_row_a_card() {
        insta::assert_snapshot!(fixture::written(MasteryFormat::Anki, By::Topic), @r#"
        #separator:Comma
        #html:false
        #guid column:1
        #tags column:4
        #columns:guid,front,back,tags
        net/pool/limit,"连接池
        最多几个？",限制个数,net::client
        net/pool/reuse,"连接池
        连接用完之后呢？",复用连接,net::client
        "#);
    }

    #[test]
    fn markdown_folds_the_back() {
        insta::assert_snapshot!(fixture::written(MasteryFormat::Cards, By::Topic), @r"
        # Missed key points

        ## 连接池

        <details><summary>最多几个？</summary>

        限制个数

        </details>

        <details><summary>连接用完之后呢？</summary>

        复用连接

        </details>
        ");
    }
}
