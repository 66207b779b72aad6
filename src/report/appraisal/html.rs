//! An appraisal as one page that needs nothing beside it: no script, no font, no picture.

use askama::Template;
use std::io::{self, Write};

use super::super::html::{Inline, PAPER};
use super::plots::{self, Bars, Dot};
use super::text;
use super::{BAND_NAMES, Remarks, figure, place, points, quote, score_and_coverage};
use crate::graded::{Appraisal, Candidate, QuestionAppraisal};
use crate::messages::{Language, Message, words};

const STYLE: Inline = Inline {
    text: include_str!("../../../templates/appraisal.css"),
    hash: "sha256-OOBOp2g8MAGMr6tiBldKpz8o/UqaIblGIL8LIsIg6ZM=",
};

#[derive(Template)]
#[template(path = "appraisal.html")]
struct Page<'a> {
    language: Language,
    paper: Inline,
    style: Inline,
    version: &'static str,
    path: &'a str,
    head: String,
    refused: Option<String>,
    scored: usize,
    summary: Vec<Figure>,
    plot_size: i64,
    plot_middle: i64,
    scatter: Vec<Dot>,
    calibration_line: String,
    calibration: Vec<Dot>,
    band_names: [&'static str; BAND_NAMES.len()],
    bands: Vec<Band>,
    disagreements: Vec<Disagreement>,
    questions: Vec<Question<'a>>,
}

/// A figure with what it means.
struct Figure {
    name: String,
    value: String,
    meaning: String,
}

/// Answers whose scores are in one band, by the band of their coverage.
struct Band {
    name: &'static str,
    counts: [usize; BAND_NAMES.len()],
}

struct Disagreement {
    difference: String,
    place: String,
    question: String,
    figures: String,
    quote: String,
}

struct Question<'a> {
    id: String,
    title: &'a str,
    figures: String,
    bars: Bars,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    remarks: Vec<Remark>,
}

struct Remark {
    name: String,
    lines: Vec<String>,
}

/// Writes the page.
pub(super) fn write(
    out: &mut dyn Write,
    language: Language,
    appraisal: &Appraisal<'_>,
    refused: usize,
) -> io::Result<()> {
    let calibration = plots::calibration(appraisal, language);
    let bands = BAND_NAMES.into_iter().zip(appraisal.bands).map(|(name, counts)| Band { name, counts });
    let left_out = || Message::new("page-so-many-left-out").with("count", refused).text(language);
    let page = Page {
        language,
        paper: PAPER,
        style: STYLE,
        version: env!("CARGO_PKG_VERSION"),
        path: &appraisal.path,
        head: text::head(appraisal, language),
        refused: (refused > 0).then(left_out),
        scored: appraisal.agreement.scored,
        summary: summary(appraisal, language),
        plot_size: plots::SIZE,
        plot_middle: plots::SIZE / 2,
        scatter: plots::scatter(appraisal, language),
        calibration_line: plots::line(&calibration),
        calibration,
        band_names: BAND_NAMES,
        bands: bands.collect(),
        disagreements: disagreements(appraisal, language),
        questions: appraisal.questions.iter().map(|found| question(found, language)).collect(),
    };
    let page = page.render().map_err(io::Error::other)?;
    out.write_all(page.as_bytes())
}

impl Page<'_> {
    /// The words of a message, for the template.
    fn say(&self, id: &'static str) -> String {
        words(self.language, id)
    }
}

fn summary(appraisal: &Appraisal<'_>, language: Language) -> Vec<Figure> {
    let found = &appraisal.agreement;
    let mut figures = Vec::new();
    let say = |id| words(language, id);
    let mut add = |name, value, meaning| figures.push(Figure { name: say(name), value, meaning: say(meaning) });
    if found.scored > 0 {
        add("figure-pearson", figure(found.pearson), "meaning-of-pearson");
        add("figure-spearman", figure(found.spearman), "meaning-of-spearman");
        add("figure-mean-error", points(found.mean_error), "meaning-of-mean-error");
        add("figure-bias", points(found.bias), "meaning-of-bias");
        add("figure-kappa", figure(found.kappa), "meaning-of-kappa");
    }
    if let Some(labels) = appraisal.labelled {
        add("figure-labels", labels.count().to_string(), "meaning-of-labels");
        add("figure-precision", figure(labels.precision()), "meaning-of-precision");
        add("figure-recall", figure(labels.recall()), "meaning-of-recall");
        add("figure-f1", figure(labels.f1()), "meaning-of-f1");
        add("figure-auc", figure(labels.auc), "meaning-of-auc");
    }
    figures
}

fn disagreements(appraisal: &Appraisal<'_>, language: Language) -> Vec<Disagreement> {
    let shown = |found: &crate::graded::Disagreement| {
        let answer = appraisal.answers.get(found.answer)?;
        let graded = &answer.graded;
        Some(Disagreement {
            difference: format!("{:+.0}", found.difference),
            place: place(graded, language),
            question: answer.rubric.id(),
            figures: score_and_coverage(graded.score?, (answer.coverage / 100).to_string(), language),
            quote: quote(&graded.answer),
        })
    };
    appraisal.disagreements.iter().filter_map(shown).collect()
}

fn question<'a>(found: &'a QuestionAppraisal<'_>, language: Language) -> Question<'a> {
    let labels = text::has_labels(found);
    let columns = text::columns(labels, language);
    let items = found.items.iter().map(|item| text::row(item, labels, language));
    let claims = found.wrong_claims.iter().map(|wrong| text::claim_row(wrong, found.answers, language));
    let claims = claims.map(|mut row| {
        row.resize(columns.len(), String::new());
        row
    });
    Question {
        id: found.rubric.id(),
        title: &found.rubric.question.title,
        figures: text::figures(found, language),
        bars: plots::bars(&found.items),
        rows: items.chain(claims).collect(),
        columns,
        remarks: remarks(found, language),
    }
}

fn remarks(found: &QuestionAppraisal<'_>, language: Language) -> Vec<Remark> {
    let Remarks { never, everywhere, idle, constant } = Remarks::new(found, language);
    let lines = |alternatives: Vec<(String, Vec<String>)>| {
        alternatives.into_iter().map(|(keypoint, texts)| format!("{keypoint}: {}", texts.join(" | "))).collect()
    };
    let all: [(&'static str, Vec<String>); 4] = [
        ("page-patterns-never-hold", never),
        ("page-patterns-always-hold", everywhere),
        ("page-alternatives-never-hold", lines(idle)),
        ("page-alternatives-always-hold", lines(constant)),
    ];
    let suggested = found.suggestions.iter().flatten().map(|suggestion| {
        let line = |candidate: &Candidate| {
            let line = Message::new("page-candidate")
                .with("word", &candidate.text)
                .with("standing", text::standing(candidate, suggestion))
                .with("example", quote(&candidate.example));
            line.text(language)
        };
        let name = Message::new("page-words-lacking")
            .with("keypoint", &suggestion.keypoint)
            .with("basis", text::basis(suggestion))
            .text(language);
        Remark { name, lines: suggestion.candidates.iter().map(line).collect() }
    });
    let remark = |(id, lines): (&'static str, Vec<String>)| Remark { name: words(language, id), lines };
    let remarks = all.into_iter().map(remark).chain(suggested);
    remarks.filter(|remark| !remark.lines.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::html::tests::assert_let_in;
    use super::*;

    #[test]
    fn nothing_in_an_answer_becomes_markup() {
        use crate::catalogue::Catalogue;
        use crate::graded::{appraise, parse};
        use crate::rubric::{Lexicon, load_str};
        use crate::source::Source;
        let rubric = r#"{"format": 1, "id": "x", "questions": [{"id": "q", "title": "<b>q</b>", "keypoints": [
            {"id": "k", "point": "p", "match": ["<i>", "绿色"]}]}]}"#;
        let catalogue = Catalogue::new(vec![load_str("x.json", rubric).expect("it is a rubric")], Lexicon::default());
        let line = r#"{"id": "\"><script>", "question": "q", "answer": "<script>alert(1)</script> 叶子是绿色的", "score": 0}
            {"question": "q", "answer": "无", "score": 1}"#;
        let source = Source::new("<img>.jsonl", line);
        let (appraisal, problems) = appraise(parse(&source).0, None, &source, &catalogue);
        assert_eq!(problems, []);
        let mut page = Vec::new();
        write(&mut page, Language::English, &appraisal, 0).expect("memory takes it");
        let page = String::from_utf8(page).expect("it is text");
        for markup in ["<script", "<img", "<i>", "<b>", "http:", "https:", "style=", "onload"] {
            assert!(!page.contains(markup), "{markup}");
        }
        assert!(page.contains("&#60;script&#62;alert(1)"), "{page}");
        assert!(page.contains("color-scheme: light dark") && page.contains("default-src 'none'"), "{page}");
        assert_eq!(page.matches("<circle").count(), 4, "two answers, and two tenths of coverage");
    }

    #[test]
    fn the_template_says_it_in_the_language_of_the_page() {
        use crate::catalogue::Catalogue;
        use crate::graded::{appraise, parse};
        use crate::rubric::{Lexicon, load_str};
        use crate::source::Source;
        let rubric = r#"{"format": 1, "id": "x", "questions": [{"id": "q", "title": "q", "keypoints": [
            {"id": "k", "point": "p", "match": "绿色"}]}]}"#;
        let catalogue = Catalogue::new(vec![load_str("x.json", rubric).expect("it is a rubric")], Lexicon::default());
        let source = Source::new("a.jsonl", r#"{"question": "q", "answer": "绿色", "score": 1}"#);
        let (appraisal, _) = appraise(parse(&source).0, None, &source, &catalogue);
        let page = |language| {
            let mut page = Vec::new();
            write(&mut page, language, &appraisal, 2).expect("memory takes it");
            String::from_utf8(page).expect("it is text")
        };
        let (english, chinese) = (page(Language::English), page(Language::Chinese));
        for (language, page) in [("en", &english), ("zh", &chinese)] {
            assert!(page.contains(&format!("<html lang=\"{language}\">")), "{page}");
            assert!(!page.contains(">page-") && !page.contains("\"page-"), "{page}");
        }
        let tags = |page: &str| page.matches('<').count();
        assert_eq!(tags(&english), tags(&chinese));
        let heads: Vec<&str> = chinese.lines().filter(|line| line.starts_with("<tr><th scope=\"col\">")).collect();
        insta::assert_snapshot!(heads.join("\n"), @r#"
        <tr><th scope="col">得分</th><th scope="col">0-24</th><th scope="col">25-49</th><th scope="col">50-74</th><th scope="col">75-100</th></tr>
        <tr><th scope="col">关键点</th><th scope="col">权重</th><th scope="col">计分</th><th scope="col">得分率</th><th scope="col">与其余相关</th><th scope="col">去掉后误差</th><th scope="col">去掉后 r</th></tr>
        "#);
        assert!(english.contains("; <span class=\"warn\">2 left out</span>"), "{english}");
    }

    #[test]
    fn the_policy_lets_in_just_this_style() {
        assert_let_in(&STYLE);
    }
}
