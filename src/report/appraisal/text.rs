//! An appraisal for people at a terminal.

use super::super::layout::{Look, Palette, fit, one_line, table};
use super::super::summary::count;
use super::{BAND_NAMES, Remarks, figure, points, quote};
use crate::agreement::Detection;
use crate::graded::{Agreement, Appraisal, Basis, Candidate, Effect, Item, QuestionAppraisal, Suggestion, WrongClaim};
use crate::rubric::Tier;
use std::io::{self, Write};

/// So many alternatives of a key point are named, and so many columns of each; the JSON has them all.
const MOST_ALTERNATIVES: usize = 6;
const WIDEST_ALTERNATIVE: usize = 32;

/// The columns of a question's key points, and those where there are labels.
pub(super) const COLUMNS: [&str; 7] =
    ["key point", "weight", "credited", "share", "with rest", "error without", "r without"];
pub(super) const LABEL_COLUMNS: [&str; 5] = ["labels", "precision", "recall", "F1", "AUC"];

/// Writes the figures of the set, then those of each question.
pub(super) fn write(out: &mut dyn Write, look: Look, appraisal: &Appraisal<'_>, refused: usize) -> io::Result<()> {
    let palette = Palette::new(look.coloured);
    let Palette { strong, bad, .. } = palette;
    writeln!(out, "{strong}{}{strong:#}  {}", one_line(&appraisal.path), head(appraisal))?;
    if refused > 0 {
        writeln!(out, "  {bad}{} left out{bad:#}", count(refused, "answer"))?;
    }
    writeln!(out)?;
    if appraisal.agreement.scored > 0 {
        writeln!(out, "  {}", agreement(&appraisal.agreement))?;
    }
    if let Some(labelled) = appraisal.labelled {
        writeln!(out, "  {}", detection(labelled))?;
    }
    if appraisal.agreement.scored > 0 {
        bands(out, palette, appraisal)?;
    }
    disagreements(out, look, palette, appraisal)?;
    appraisal.questions.iter().try_for_each(|found| question(out, palette, found))
}

/// How many answers there are, and on which scale.
pub(super) fn head(appraisal: &Appraisal<'_>) -> String {
    let answers = count(appraisal.answers.len(), "answer");
    let questions = count(appraisal.questions.len(), "question");
    let scale = appraisal.scale.map(|scale| {
        let from = if scale.given { "" } else { " (from the file; --scale sets it)" };
        format!(", scores {scale}{from}")
    });
    format!("{answers} to {questions}{}", scale.unwrap_or_default())
}

fn agreement(found: &Agreement) -> String {
    let Agreement { pearson, spearman, mean_error, bias, kappa, .. } = *found;
    let sign = if bias.is_some_and(|bias| bias >= 0.05) { "+" } else { "" };
    let figures = [
        ("r", figure(pearson)),
        ("rank r", figure(spearman)),
        ("mean error", points(mean_error)),
        ("bias", format!("{sign}{}", points(bias))),
        ("kappa", figure(kappa)),
    ];
    figures.map(|(name, value)| format!("{name} {value}")).join("  ")
}

fn detection(found: Detection) -> String {
    let figures =
        [("precision", found.precision()), ("recall", found.recall()), ("F1", found.f1()), ("AUC", found.auc)];
    let figures = figures.map(|(name, value)| format!("{name} {}", figure(value))).join("  ");
    format!("{}  {figures}", count(found.count(), "label"))
}

fn bands(out: &mut dyn Write, palette: Palette, appraisal: &Appraisal<'_>) -> io::Result<()> {
    let Palette { dim, .. } = palette;
    let mut rows = vec![["score / coverage"].into_iter().chain(BAND_NAMES).map(str::to_owned).collect::<Vec<_>>()];
    for (name, band) in BAND_NAMES.iter().zip(&appraisal.bands) {
        rows.push([format!("{name:>16}")].into_iter().chain(band.iter().map(ToString::to_string)).collect());
    }
    writeln!(out)?;
    for (at, line) in table(&rows).into_iter().enumerate() {
        if at == 0 { writeln!(out, "{dim}{line}{dim:#}")? } else { writeln!(out, "{line}")? }
    }
    Ok(())
}

fn disagreements(out: &mut dyn Write, look: Look, palette: Palette, appraisal: &Appraisal<'_>) -> io::Result<()> {
    let Palette { bad, dim, .. } = palette;
    if !appraisal.disagreements.is_empty() {
        writeln!(out, "\n  furthest apart")?;
    }
    for found in &appraisal.disagreements {
        let Some(answer) = appraisal.answers.get(found.answer) else { continue };
        let graded = &answer.graded;
        let id = graded.id.as_ref().map(|id| format!("  {}", one_line(id))).unwrap_or_default();
        let (score, coverage) = (graded.score.unwrap_or_default(), answer.coverage / 100);
        let place = format!("{}:{}", one_line(&appraisal.path), graded.line);
        let sign = if found.difference > 0.0 { "+" } else { "" };
        let difference = format!("{sign}{:.0}", found.difference);
        writeln!(
            out,
            "    {bad}{difference:>4}{bad:#}  {place}{id}  {dim}{}{dim:#}  score {score}, coverage {coverage}%",
            answer.rubric.id()
        )?;
        let quote = quote(&graded.answer);
        let quote = look.width.map_or(quote.as_str().into(), |width| fit(&quote, width.saturating_sub(10).max(8)));
        writeln!(out, "          {quote}")?;
    }
    Ok(())
}

fn question(out: &mut dyn Write, palette: Palette, found: &QuestionAppraisal<'_>) -> io::Result<()> {
    let Palette { strong, dim, .. } = palette;
    let title = one_line(&found.rubric.question.title);
    writeln!(out, "\n{strong}{}  {title}{strong:#}", found.rubric.id())?;
    writeln!(out, "  {}\n", figures(found))?;
    let labels = has_labels(found);
    let head = COLUMNS.iter().chain(LABEL_COLUMNS.iter().filter(|_| labels));
    let mut rows = vec![head.map(|&name| name.to_owned()).collect::<Vec<_>>()];
    rows.extend(found.items.iter().map(|item| row(item, labels)));
    if !found.wrong_claims.is_empty() {
        rows.push(["misconception", "", "found"].map(str::to_owned).to_vec());
        rows.extend(found.wrong_claims.iter().map(|wrong| claim_row(wrong, found.answers)));
    }
    for (at, line) in table(&rows).into_iter().enumerate() {
        let heads = at == 0 || at == found.items.len() + 1;
        if heads { writeln!(out, "{dim}{line}{dim:#}")? } else { writeln!(out, "{line}")? }
    }
    remarks(out, palette, found)?;
    found.suggestions.as_ref().map_or(Ok(()), |found| suggestions(out, palette, found))
}

/// The figures of a question on one line.
pub(super) fn figures(found: &QuestionAppraisal<'_>) -> String {
    let answers = count(found.answers, "answer");
    if found.agreement.scored == 0 { answers } else { format!("{answers}  {}", agreement(&found.agreement)) }
}

/// Whether any key point of a question is labelled.
pub(super) fn has_labels(found: &QuestionAppraisal<'_>) -> bool {
    found.items.iter().any(|item| item.labelled.is_some())
}

/// What is said of a misconception, under the columns of the key points.
pub(super) fn claim_row(wrong: &WrongClaim, answers: usize) -> Vec<String> {
    let Effect { mean_error, pearson } = wrong.without;
    let blank = String::new;
    let found = format!("{} of {answers}", wrong.found);
    vec![wrong.id.clone(), blank(), found, blank(), blank(), points(mean_error), figure(pearson)]
}

/// What is said of a key point, a cell a column.
pub(super) fn row(item: &Item, labels: bool) -> Vec<String> {
    let core = item.tier == Tier::Core;
    let Effect { mean_error, pearson } = item.without;
    let mut row = vec![
        item.id.clone(),
        if core { format!("{}×", item.weight) } else { "bonus".to_owned() },
        format!("{} of {}", item.credited, item.answers),
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

fn remarks(out: &mut dyn Write, palette: Palette, found: &QuestionAppraisal<'_>) -> io::Result<()> {
    let Palette { fair, dim, .. } = palette;
    let Remarks { never, everywhere, idle, constant } = Remarks::new(found);
    for (what, ids) in [("never hold", never), ("hold in every answer", everywhere)] {
        if !ids.is_empty() {
            writeln!(out, "\n  {fair}patterns that {what}{fair:#}  {}", ids.join(", "))?;
        }
    }
    for (what, alternatives) in [("never hold", idle), ("hold in every answer", constant)] {
        if !alternatives.is_empty() {
            writeln!(out, "\n  alternatives that {what}")?;
        }
        for (keypoint, texts) in alternatives {
            let more = texts.len().saturating_sub(MOST_ALTERNATIVES);
            let named =
                texts.iter().take(MOST_ALTERNATIVES).map(|text| fit(&one_line(text), WIDEST_ALTERNATIVE).into_owned());
            let named = named.collect::<Vec<_>>().join(" | ");
            let more = if more > 0 { format!(" {dim}and {more} more{dim:#}") } else { String::new() };
            writeln!(out, "    {keypoint}  {named}{more}")?;
        }
    }
    if found.untried > 0 {
        writeln!(out, "\n  {} not tried: the patterns are too large", count(found.untried, "alternative"))?;
    }
    Ok(())
}

/// What patterns may lack, with a sentence for each candidate.
fn suggestions(out: &mut dyn Write, palette: Palette, found: &[Suggestion]) -> io::Result<()> {
    let Palette { good, dim, .. } = palette;
    if found.is_empty() {
        return writeln!(out, "\n  no pattern misses two answers or more");
    }
    writeln!(out, "\n  words that patterns may lack")?;
    for suggestion in found {
        writeln!(out, "    {}  {}", suggestion.keypoint, basis(suggestion))?;
        if suggestion.candidates.is_empty() {
            writeln!(out, "      no word tells them from the others")?;
        }
        let row = |candidate: &Candidate| vec![format!("    {}", candidate.text), standing(candidate, suggestion)];
        let lines = table(&suggestion.candidates.iter().map(row).collect::<Vec<_>>());
        for (candidate, line) in suggestion.candidates.iter().zip(lines) {
            writeln!(out, "{good}{line}{good:#}")?;
            writeln!(out, "        {dim}{}{dim:#}", quote(&candidate.example))?;
        }
    }
    Ok(())
}

/// How many answers a suggestion goes by, and how they were told.
pub(super) fn basis(found: &Suggestion) -> String {
    let by = match found.basis {
        Basis::Labels => "by their labels",
        Basis::Scores => "by their good scores",
    };
    format!("missed {} {by}, beside {} others", found.missed, found.others)
}

/// In how many answers a candidate stands.
pub(super) fn standing(candidate: &Candidate, of: &Suggestion) -> String {
    format!("in {} of {} missed, {} of {} others", candidate.missed, of.missed, candidate.others, of.others)
}
