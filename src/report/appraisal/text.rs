//! An appraisal for people at a terminal.

use super::super::layout::{Look, Palette, fill, fit, one_line, table, width};
use super::{BAND_NAMES, Remarks, figure, points, quote, score_and_coverage};
use crate::agreement::Detection;
use crate::graded::{Agreement, Appraisal, Basis, Candidate, Effect, Item, QuestionAppraisal, Suggestion, WrongClaim};
use crate::messages::{Language, Message, words};
use crate::rubric::Tier;
use std::io::{self, Write};

/// So many alternatives of a key point are named, and so many columns of each; the JSON has them all.
const MOST_ALTERNATIVES: usize = 6;
const WIDEST_ALTERNATIVE: usize = 32;

/// The columns of a question's key points, and those where there are labels, by the messages that name them.
const COLUMNS: [&str; 7] = [
    "item-key-point",
    "item-weight",
    "item-credited",
    "item-share",
    "item-with-rest",
    "item-error-without",
    "item-r-without",
];
const LABEL_COLUMNS: [&str; 5] = ["figure-labels", "figure-precision", "figure-recall", "figure-f1", "figure-auc"];

/// Writes the figures of the set, then those of each question.
pub(super) fn write(out: &mut dyn Write, look: Look, appraisal: &Appraisal<'_>, refused: usize) -> io::Result<()> {
    let (palette, language) = (Palette::new(look.coloured), look.language);
    let Palette { strong, bad, .. } = palette;
    writeln!(out, "{strong}{}{strong:#}  {}", one_line(&appraisal.path), head(appraisal, language))?;
    if refused > 0 {
        let left_out = Message::new("answers-left-out").with("count", refused).text(language);
        writeln!(out, "  {bad}{left_out}{bad:#}")?;
    }
    writeln!(out)?;
    if appraisal.agreement.scored > 0 {
        writeln!(out, "  {}", agreement(&appraisal.agreement, language))?;
    }
    if let Some(labelled) = appraisal.labelled {
        writeln!(out, "  {}", detection(labelled, language))?;
    }
    if appraisal.agreement.scored > 0 {
        bands(out, palette, appraisal, language)?;
    }
    disagreements(out, look, palette, appraisal)?;
    appraisal.questions.iter().try_for_each(|found| question(out, look, found))
}

/// How many answers there are, and on which scale.
pub(super) fn head(appraisal: &Appraisal<'_>, language: Language) -> String {
    let (answers, questions) = (appraisal.answers.len(), appraisal.questions.len());
    let head = Message::new("answers-to-questions").with("answers", answers).with("questions", questions);
    let Some(scale) = appraisal.scale else { return head.text(language) };
    let range = scale.range.to_string();
    let shown = match scale.step {
        Some(step) => Message::new("scale-with-steps").with("range", range).with("step", step.to_string()),
        None => Message::new("scale-without-steps").with("range", range),
    };
    let head = if scale.given {
        Message::new("scores-on-scale").with("head", head).with("scale", shown)
    } else {
        Message::new("scores-on-scale-found").with("head", head).with("scale", shown)
    };
    head.text(language)
}

fn agreement(found: &Agreement, language: Language) -> String {
    let Agreement { pearson, spearman, mean_error, bias, kappa, .. } = *found;
    let sign = if bias.is_some_and(|bias| bias >= 0.05) { "+" } else { "" };
    let figures = [
        ("figure-pearson", figure(pearson)),
        ("figure-spearman", figure(spearman)),
        ("figure-mean-error", points(mean_error)),
        ("figure-bias", format!("{sign}{}", points(bias))),
        ("figure-kappa", figure(kappa)),
    ];
    figures.map(|(id, value)| format!("{} {value}", words(language, id))).join("  ")
}

fn detection(found: Detection, language: Language) -> String {
    let figures = [
        ("figure-precision", found.precision()),
        ("figure-recall", found.recall()),
        ("figure-f1", found.f1()),
        ("figure-auc", found.auc),
    ];
    let figures = figures.map(|(id, value)| format!("{} {}", words(language, id), figure(value))).join("  ");
    format!("{}  {figures}", Message::new("so-many-labels").with("count", found.count()).text(language))
}

fn bands(out: &mut dyn Write, palette: Palette, appraisal: &Appraisal<'_>, language: Language) -> io::Result<()> {
    let Palette { dim, .. } = palette;
    let corner = words(language, "score-by-coverage");
    let mut rows = Vec::new();
    for (name, band) in BAND_NAMES.iter().zip(&appraisal.bands) {
        let name = format!("{}{name}", fill(name, width(&corner)));
        rows.push([name].into_iter().chain(band.iter().map(ToString::to_string)).collect());
    }
    rows.insert(0, [corner].into_iter().chain(BAND_NAMES.map(str::to_owned)).collect::<Vec<_>>());
    writeln!(out)?;
    for (at, line) in table(&rows).into_iter().enumerate() {
        if at == 0 { writeln!(out, "{dim}{line}{dim:#}")? } else { writeln!(out, "{line}")? }
    }
    Ok(())
}

fn disagreements(out: &mut dyn Write, look: Look, palette: Palette, appraisal: &Appraisal<'_>) -> io::Result<()> {
    let Palette { bad, dim, .. } = palette;
    if !appraisal.disagreements.is_empty() {
        writeln!(out, "\n  {}", words(look.language, "furthest-apart"))?;
    }
    for found in &appraisal.disagreements {
        let Some(answer) = appraisal.answers.get(found.answer) else { continue };
        let graded = &answer.graded;
        let id = graded.id.as_ref().map(|id| format!("  {}", one_line(id))).unwrap_or_default();
        let score = graded.score.unwrap_or_default();
        let figures = score_and_coverage(score, (answer.coverage / 100).to_string(), look.language);
        let place = format!("{}:{}", one_line(&appraisal.path), graded.line);
        let sign = if found.difference > 0.0 { "+" } else { "" };
        let difference = format!("{sign}{:.0}", found.difference);
        writeln!(out, "    {bad}{difference:>4}{bad:#}  {place}{id}  {dim}{}{dim:#}  {figures}", answer.rubric.id())?;
        let quote = quote(&graded.answer);
        let quote = look.width.map_or(quote.as_str().into(), |width| fit(&quote, width.saturating_sub(10).max(8)));
        writeln!(out, "          {quote}")?;
    }
    Ok(())
}

fn question(out: &mut dyn Write, look: Look, found: &QuestionAppraisal<'_>) -> io::Result<()> {
    let (Palette { strong, dim, .. }, language) = (Palette::new(look.coloured), look.language);
    let title = one_line(&found.rubric.question.title);
    writeln!(out, "\n{strong}{}  {title}{strong:#}", found.rubric.id())?;
    writeln!(out, "  {}\n", figures(found, language))?;
    let labels = has_labels(found);
    let mut rows = vec![columns(labels, language)];
    rows.extend(found.items.iter().map(|item| row(item, labels, language)));
    if !found.wrong_claims.is_empty() {
        rows.push(vec![words(language, "item-misconception"), String::new(), words(language, "item-found")]);
        rows.extend(found.wrong_claims.iter().map(|wrong| claim_row(wrong, found.answers, language)));
    }
    for (at, line) in table(&rows).into_iter().enumerate() {
        let heads = at == 0 || at == found.items.len() + 1;
        if heads { writeln!(out, "{dim}{line}{dim:#}")? } else { writeln!(out, "{line}")? }
    }
    remarks(out, look, found)?;
    found.suggestions.as_ref().map_or(Ok(()), |found| suggestions(out, look, found))
}

/// The figures of a question on one line.
pub(super) fn figures(found: &QuestionAppraisal<'_>, language: Language) -> String {
    let answers = Message::new("so-many-answers").with("count", found.answers).text(language);
    match found.agreement.scored {
        0 => answers,
        _ => format!("{answers}  {}", agreement(&found.agreement, language)),
    }
}

/// The names of the columns of a question's key points.
pub(super) fn columns(labels: bool, language: Language) -> Vec<String> {
    let ids = COLUMNS.into_iter().chain(LABEL_COLUMNS.into_iter().filter(|_| labels));
    ids.map(|id| words(language, id)).collect()
}

fn so_many_of(part: usize, whole: usize, language: Language) -> String {
    let (part, whole) = (part.to_string(), whole.to_string());
    Message::new("so-many-of").with("part", part).with("whole", whole).text(language)
}

/// Whether any key point of a question is labelled.
pub(super) fn has_labels(found: &QuestionAppraisal<'_>) -> bool {
    found.items.iter().any(|item| item.labelled.is_some())
}

/// What is said of a misconception, under the columns of the key points.
pub(super) fn claim_row(wrong: &WrongClaim, answers: usize, language: Language) -> Vec<String> {
    let Effect { mean_error, pearson } = wrong.without;
    let blank = String::new;
    let found = so_many_of(wrong.found, answers, language);
    vec![wrong.id.clone(), blank(), found, blank(), blank(), points(mean_error), figure(pearson)]
}

/// What is said of a key point, a cell a column.
pub(super) fn row(item: &Item, labels: bool, language: Language) -> Vec<String> {
    let core = item.tier == Tier::Core;
    let Effect { mean_error, pearson } = item.without;
    let mut row = vec![
        item.id.clone(),
        if core { format!("{}×", item.weight) } else { words(language, "item-bonus") },
        so_many_of(item.credited, item.answers, language),
        figure(item.difficulty),
        figure(item.discrimination),
        points(mean_error.filter(|_| core)),
        figure(pearson.filter(|_| core)),
    ];
    if labels {
        let found = item.labelled.unwrap_or_default();
        row.push(found.count().to_string());
        row.extend([found.precision(), found.recall(), found.f1(), found.auc].map(figure));
    }
    row
}

fn remarks(out: &mut dyn Write, look: Look, found: &QuestionAppraisal<'_>) -> io::Result<()> {
    let (Palette { fair, dim, .. }, language) = (Palette::new(look.coloured), look.language);
    let Remarks { never, everywhere, idle, constant } = Remarks::new(found, language);
    for (id, keypoints) in [("patterns-never-hold", never), ("patterns-always-hold", everywhere)] {
        if !keypoints.is_empty() {
            writeln!(out, "\n  {fair}{}{fair:#}  {}", words(language, id), keypoints.join(", "))?;
        }
    }
    for (id, alternatives) in [("alternatives-never-hold", idle), ("alternatives-always-hold", constant)] {
        if !alternatives.is_empty() {
            writeln!(out, "\n  {}", words(language, id))?;
        }
        for (keypoint, texts) in alternatives {
            let more = texts.len().saturating_sub(MOST_ALTERNATIVES);
            let named =
                texts.iter().take(MOST_ALTERNATIVES).map(|text| fit(&one_line(text), WIDEST_ALTERNATIVE).into_owned());
            let named = named.collect::<Vec<_>>().join(" | ");
            let more = (more > 0).then(|| Message::new("alternatives-not-named").with("count", more).text(language));
            let more = more.map(|more| format!(" {dim}{more}{dim:#}")).unwrap_or_default();
            writeln!(out, "    {keypoint}  {named}{more}")?;
        }
    }
    if found.untried > 0 {
        let untried = Message::new("alternatives-untried").with("count", found.untried);
        writeln!(out, "\n  {}", untried.text(language))?;
    }
    Ok(())
}

/// What patterns may lack, with a sentence for each candidate.
fn suggestions(out: &mut dyn Write, look: Look, found: &[Suggestion]) -> io::Result<()> {
    let (Palette { good, dim, .. }, language) = (Palette::new(look.coloured), look.language);
    if found.is_empty() {
        return writeln!(out, "\n  {}", words(language, "nothing-to-suggest"));
    }
    writeln!(out, "\n  {}", words(language, "words-patterns-lack"))?;
    for suggestion in found {
        writeln!(out, "    {}  {}", suggestion.keypoint, basis(suggestion).text(language))?;
        if suggestion.candidates.is_empty() {
            writeln!(out, "      {}", words(language, "no-word-tells"))?;
        }
        let row = |candidate: &Candidate| {
            vec![format!("    {}", candidate.text), standing(candidate, suggestion).text(language)]
        };
        let lines = table(&suggestion.candidates.iter().map(row).collect::<Vec<_>>());
        for (candidate, line) in suggestion.candidates.iter().zip(lines) {
            writeln!(out, "{good}{line}{good:#}")?;
            writeln!(out, "        {dim}{}{dim:#}", quote(&candidate.example))?;
        }
    }
    Ok(())
}

/// How many answers a suggestion goes by, and how they were told.
pub(super) fn basis(found: &Suggestion) -> Message {
    let (missed, others) = (found.missed.to_string(), found.others.to_string());
    match found.basis {
        Basis::Labels => Message::new("missed-by-labels").with("missed", missed).with("others", others),
        Basis::Scores => Message::new("missed-by-scores").with("missed", missed).with("others", others),
    }
}

/// In how many answers a candidate stands.
pub(super) fn standing(candidate: &Candidate, of: &Suggestion) -> Message {
    Message::new("candidate-stands")
        .with("found", candidate.missed.to_string())
        .with("missed", of.missed.to_string())
        .with("elsewhere", candidate.others.to_string())
        .with("others", of.others.to_string())
}
