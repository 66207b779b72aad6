//! An appraisal as one page that needs nothing beside it: no script, no font, no picture.

use askama::Template;
use std::io::{self, Write};

use super::super::html::{Inline, PAPER};
use super::plots::{self, Bars, Dot};
use super::text::{self, COLUMNS, LABEL_COLUMNS};
use super::{BAND_NAMES, Remarks, figure, points, quote};
use crate::graded::{Appraisal, Candidate, QuestionAppraisal};

const STYLE: Inline = Inline {
    text: include_str!("../../../templates/appraisal.css"),
    hash: "sha256-OOBOp2g8MAGMr6tiBldKpz8o/UqaIblGIL8LIsIg6ZM=",
};

#[derive(Template)]
#[template(path = "appraisal.html")]
struct Page<'a> {
    paper: Inline,
    style: Inline,
    version: &'static str,
    path: &'a str,
    head: String,
    refused: usize,
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
    name: &'static str,
    value: String,
    meaning: &'static str,
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
    score: f64,
    coverage: u32,
    quote: String,
}

struct Question<'a> {
    id: String,
    title: &'a str,
    figures: String,
    bars: Bars,
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    remarks: Vec<Remark>,
}

struct Remark {
    name: String,
    lines: Vec<String>,
}

/// Writes the page.
pub(super) fn write(out: &mut dyn Write, appraisal: &Appraisal<'_>, refused: usize) -> io::Result<()> {
    let calibration = plots::calibration(appraisal);
    let bands = BAND_NAMES.into_iter().zip(appraisal.bands).map(|(name, counts)| Band { name, counts });
    let page = Page {
        paper: PAPER,
        style: STYLE,
        version: env!("CARGO_PKG_VERSION"),
        path: &appraisal.path,
        head: text::head(appraisal),
        refused,
        scored: appraisal.agreement.scored,
        summary: summary(appraisal),
        plot_size: plots::SIZE,
        plot_middle: plots::SIZE / 2,
        scatter: plots::scatter(appraisal),
        calibration_line: plots::line(&calibration),
        calibration,
        band_names: BAND_NAMES,
        bands: bands.collect(),
        disagreements: disagreements(appraisal),
        questions: appraisal.questions.iter().map(question).collect(),
    };
    let page = page.render().map_err(io::Error::other)?;
    out.write_all(page.as_bytes())
}

fn summary(appraisal: &Appraisal<'_>) -> Vec<Figure> {
    let found = &appraisal.agreement;
    let mut figures = Vec::new();
    let mut add = |name, value, meaning| figures.push(Figure { name, value, meaning });
    if found.scored > 0 {
        add("r", figure(found.pearson), "Pearson's correlation of coverage and score, −1 to 1");
        add("rank r", figure(found.spearman), "Spearman's: whether better answers get more, whatever the distances");
        add("mean error", points(found.mean_error), "how far coverage is from the score on average, in points of 100");
        add("bias", points(found.bias), "mean coverage less mean score: above 0 the rubric gives more than people");
        add(
            "kappa",
            figure(found.kappa),
            "quadratic weighted kappa on the scale of the scores; 0 is chance, 1 agreement",
        );
    }
    if let Some(labels) = appraisal.labelled {
        add("labels", labels.count().to_string(), "verdicts on single key points that people gave too");
        add("precision", figure(labels.precision()), "what part of the credited key points people find in the answer");
        add("recall", figure(labels.recall()), "what part of the key points that people find is credited");
        add("F1", figure(labels.f1()), "the harmonic mean of precision and recall");
        add(
            "AUC",
            figure(labels.auc),
            "how often a key point that is said gets more than one that is not; .5 is chance",
        );
    }
    figures
}

fn disagreements(appraisal: &Appraisal<'_>) -> Vec<Disagreement> {
    let shown = |found: &crate::graded::Disagreement| {
        let answer = appraisal.answers.get(found.answer)?;
        let graded = &answer.graded;
        let id = graded.id.as_deref().map(|id| format!(" {id}")).unwrap_or_default();
        Some(Disagreement {
            difference: format!("{:+.0}", found.difference),
            place: format!("line {}{id}", graded.line),
            question: answer.rubric.id(),
            score: graded.score?,
            coverage: answer.coverage / 100,
            quote: quote(&graded.answer),
        })
    };
    appraisal.disagreements.iter().filter_map(shown).collect()
}

fn question<'a>(found: &'a QuestionAppraisal<'_>) -> Question<'a> {
    let labels = text::has_labels(found);
    let mut columns = COLUMNS.to_vec();
    if labels {
        columns.extend(LABEL_COLUMNS);
    }
    let items = found.items.iter().map(|item| text::row(item, labels));
    let claims = found.wrong_claims.iter().map(|wrong| text::claim_row(wrong, found.answers));
    let claims = claims.map(|mut row| {
        row.resize(columns.len(), String::new());
        row
    });
    Question {
        id: found.rubric.id(),
        title: &found.rubric.question.title,
        figures: text::figures(found),
        bars: plots::bars(&found.items),
        rows: items.chain(claims).collect(),
        columns,
        remarks: remarks(found),
    }
}

fn remarks(found: &QuestionAppraisal<'_>) -> Vec<Remark> {
    let Remarks { never, everywhere, idle, constant } = Remarks::new(found);
    let lines = |alternatives: Vec<(String, Vec<String>)>| {
        alternatives.into_iter().map(|(keypoint, texts)| format!("{keypoint}: {}", texts.join(" | "))).collect()
    };
    let all: [(&str, Vec<String>); 4] = [
        ("Patterns that never hold", never),
        ("Patterns that hold in every answer", everywhere),
        ("Alternatives that never hold", lines(idle)),
        ("Alternatives that hold in every answer", lines(constant)),
    ];
    let suggested = found.suggestions.iter().flatten().map(|suggestion| {
        let line = |candidate: &Candidate| {
            let standing = text::standing(candidate, suggestion);
            format!("{} ({standing}): {}", candidate.text, quote(&candidate.example))
        };
        let name = format!("Words that {} may lack ({})", suggestion.keypoint, text::basis(suggestion));
        Remark { name, lines: suggestion.candidates.iter().map(line).collect() }
    });
    let remark = |(name, lines): (&str, Vec<String>)| Remark { name: name.to_owned(), lines };
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
        write(&mut page, &appraisal, 0).expect("memory takes it");
        let page = String::from_utf8(page).expect("it is text");
        for markup in ["<script", "<img", "<i>", "<b>", "http:", "https:", "style=", "onload"] {
            assert!(!page.contains(markup), "{markup}");
        }
        assert!(page.contains("&#60;script&#62;alert(1)"), "{page}");
        assert!(page.contains("color-scheme: light dark") && page.contains("default-src 'none'"), "{page}");
        assert_eq!(page.matches("<circle").count(), 4, "two answers, and two tenths of coverage");
    }

    #[test]
    fn the_policy_lets_in_just_this_style() {
        assert_let_in(&STYLE);
    }
}
